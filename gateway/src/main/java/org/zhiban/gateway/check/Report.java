package org.zhiban.gateway.check;

import java.util.List;
import org.zhiban.gateway.config.problem.Problem;
import org.zhiban.gateway.config.shipped.ShippedTemplate;
import org.zhiban.model.site.Site;

/**
 * What {@code check} found out of a sound site.
 *
 * @param folder as the user typed it
 * @param shipped the templates of the program that the site names
 */
record Report(
    String folder,
    Site site,
    List<Problem> warnings,
    List<LinkPlan> links,
    List<ShippedTemplate> shipped,
    List<String> off,
    List<Finding> findings,
    List<Turn> turns,
    List<Rehearsal> rehearsals) {

  /** Whether every rule test holds. */
  boolean holds() {
    return rehearsals.stream().allMatch(Rehearsal::passed);
  }

  int points() {
    return site.equipment().values().stream().mapToInt(one -> one.points().size()).sum();
  }

  int rules() {
    return site.activeRules().size();
  }
}
