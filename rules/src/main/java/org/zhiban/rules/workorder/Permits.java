package org.zhiban.rules.workorder;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.Permit;

/** What a permit covers, and what is no permit. */
public final class Permits {
  /** The longest: three days and nights, as a general hot-work permit of GB 30871 lasts. */
  public static final Duration LONGEST = Duration.ofDays(3);

  private Permits() {}

  /** The equipment of a permit: of its area, or the one that it names and all that hangs below. */
  public static Set<String> covered(Site site, Permit permit) {
    return permit
        .equipment()
        .map(site::withChildren)
        .orElseGet(
            () ->
                site.equipment().values().stream()
                    .filter(one -> one.area().equals(permit.area()))
                    .map(Equipment::id)
                    .collect(Collectors.toSet()));
  }

  /** Why it cannot be issued; empty: it can. */
  public static Optional<LocalizedText> refusal(Site site, Permit permit, Instant now) {
    Optional<String> unknownArea = permit.area().filter(id -> !site.areas().containsKey(id));
    if (unknownArea.isPresent()) {
      return said("没有区域 " + unknownArea.get(), "The site has no area " + unknownArea.get());
    }
    Optional<String> unknown = permit.equipment().filter(id -> !site.equipment().containsKey(id));
    if (unknown.isPresent()) {
      return said("没有设备 " + unknown.get(), "The site has no equipment " + unknown.get());
    }
    if (!permit.until().isAfter(now)) {
      return said("许可的结束时间已过", "The permit would end in the past");
    }
    if (Duration.between(permit.from(), permit.until()).compareTo(LONGEST) > 0) {
      return said(
          "许可最长 " + LONGEST.toHours() + " 小时",
          "A permit lasts " + LONGEST.toHours() + " hours at most");
    }
    if (permit.kind() == Permit.Kind.HOT_WORK && permit.watch().isEmpty()) {
      return said("动火必须有监护人", "Hot work needs somebody on watch");
    }
    return Optional.empty();
  }

  private static Optional<LocalizedText> said(String zh, String en) {
    return Optional.of(new LocalizedText(zh, en));
  }
}
