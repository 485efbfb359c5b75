package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.zhiban.gateway.Running;
import org.zhiban.model.site.Roster;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.StaffMember;
import org.zhiban.rules.notify.OnCall;
import org.zhiban.rules.notify.OnCall.Duty;

/** Who is on duty by the site's rosters, and who comes next. */
final class OnCallRoutes {
  private final Running gateway;

  OnCallRoutes(Running gateway) {
    this.gateway = gateway;
  }

  Answer list(Call call) {
    Site site = gateway.site();
    Instant now = gateway.clock().instant();
    JsonArray items = new JsonArray();
    for (Roster roster : site.rosters().values()) {
      Duty duty = OnCall.at(roster, site.zone(), now);
      items.add(
          new JsonObject()
              .put("roster", roster.id())
              .put("now", duty(site, duty))
              .put("next", duty(site, OnCall.after(roster, site.zone(), duty))));
    }
    return Answer.ok(Paging.whole(items));
  }

  /** Whether somebody has a number is told; the number is not. */
  private static JsonObject duty(Site site, Duty duty) {
    Optional<StaffMember> member = Optional.ofNullable(site.staff().get(duty.member()));
    return new JsonObject()
        .put("member", duty.member())
        .put("name", member.map(StaffMember::name).orElse(duty.member()))
        .put("reachable", member.flatMap(StaffMember::phone).isPresent())
        .put("from", Times.text(duty.from()))
        .put("to", Times.text(duty.to()))
        .put("substitute", duty.substitute());
  }
}
