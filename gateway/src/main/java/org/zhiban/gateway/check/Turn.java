package org.zhiban.gateway.check;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.site.Roster;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.StaffMember;
import org.zhiban.rules.notify.OnCall;
import org.zhiban.rules.notify.OnCall.Duty;

/** Who of a roster is on duty at the moment of the report, and who comes next. */
record Turn(Roster roster, Duty now, Duty next) {
  static List<Turn> of(Site site, Instant moment) {
    return site.rosters().values().stream()
        .map(
            roster -> {
              Duty now = OnCall.at(roster, site.zone(), moment);
              return new Turn(roster, now, OnCall.after(roster, site.zone(), now));
            })
        .toList();
  }

  /** The name that people know somebody by. */
  static String name(Site site, String member) {
    return Optional.ofNullable(site.staff().get(member)).map(StaffMember::name).orElse(member);
  }

  /** A handover, by the site's clock. */
  static ZonedDateTime wall(Site site, Instant handover) {
    return handover.atZone(site.zone());
  }
}
