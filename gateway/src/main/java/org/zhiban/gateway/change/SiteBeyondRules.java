package org.zhiban.gateway.change;

import java.util.List;
import java.util.regex.Pattern;
import org.zhiban.model.site.Site;

/** What differs between two versions of a site other than its rules. */
final class SiteBeyondRules {
  /** Rules; and what a running gateway does not look at. */
  private static final Pattern TAKEN =
      Pattern.compile("^(equipment\\.[^.]+\\.rules|rules|tests|scenarios)([.\\[].*)?$");

  /** More are not told. */
  private static final int SHOWN = 100;

  static List<Difference> differences(Site before, Site after) {
    List<Difference> beyond =
        Difference.between(before, after).stream()
            .filter(one -> !TAKEN.matcher(one.path()).matches())
            .limit(SHOWN)
            .toList();
    boolean renumbered =
        beyond.isEmpty() && !before.pointIndex().refs().equals(after.pointIndex().refs());
    return renumbered
        ? List.of(new Difference("equipment", "as it ran", "in another order"))
        : beyond;
  }

  private SiteBeyondRules() {}
}
