package org.zhiban.gateway.change;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Site;

/** What differs between two versions of a site other than its rules. */
final class SiteBeyondRules {
  /** Rules; and what a running gateway does not look at. */
  private static final Set<String> OF_THE_SITE = Set.of("rules", "tests", "scenarios");

  private static final String OF_EQUIPMENT = "rules";

  /** More are not told. */
  private static final int SHOWN = 100;

  static List<Difference> differences(Site before, Site after) {
    List<Difference> beyond =
        Difference.between(before, after, SiteBeyondRules::taken).stream().limit(SHOWN).toList();
    boolean renumbered =
        beyond.isEmpty() && !before.pointIndex().refs().equals(after.pointIndex().refs());
    return renumbered
        ? List.of(new Difference("equipment", "as it ran", "in another order"))
        : beyond;
  }

  private static boolean taken(RecordComponent part) {
    return (part.getDeclaringRecord() == Site.class && OF_THE_SITE.contains(part.getName()))
        || (part.getDeclaringRecord() == Equipment.class && part.getName().equals(OF_EQUIPMENT));
  }

  private SiteBeyondRules() {}
}
