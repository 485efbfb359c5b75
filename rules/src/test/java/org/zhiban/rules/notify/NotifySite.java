package org.zhiban.rules.notify;

import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.NotificationSpec;
import org.zhiban.model.site.NotificationSpec.Channel;
import org.zhiban.model.site.NotificationSpec.Route;
import org.zhiban.model.site.NotificationSpec.Step;
import org.zhiban.model.site.Roster;
import org.zhiban.model.site.Secret;
import org.zhiban.model.site.Shift;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.staff.StaffMember;
import org.zhiban.rules.TestSites;

/** A site with channels, people and routes. */
final class NotifySite {
  static final Duration REPEAT = Duration.ofMinutes(5);

  private final Map<String, Channel> channels = new LinkedHashMap<>();
  private final Map<String, StaffMember> staff = new LinkedHashMap<>();
  private final Map<String, Roster> rosters = new LinkedHashMap<>();
  private final List<Route> routes;
  private Duration hold = Duration.ZERO;

  NotifySite(Route... routes) {
    this.routes = List.of(routes);
  }

  static Route route(Set<Priority> priorities, boolean until, Step... steps) {
    return new Route(
        TestSites.HERE,
        priorities,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        until,
        List.of(steps),
        Optional.empty());
  }

  static Route during(Route route, String from, String to) {
    return new Route(
        route.position(),
        route.priorities(),
        route.areas(),
        Optional.of(LocalTime.parse(from)),
        Optional.of(LocalTime.parse(to)),
        route.untilAcknowledged(),
        route.steps(),
        route.group());
  }

  static Route grouped(Route route, Duration within) {
    return new Route(
        route.position(),
        route.priorities(),
        route.areas(),
        route.from(),
        route.to(),
        route.untilAcknowledged(),
        route.steps(),
        Optional.of(within));
  }

  static Route in(Route route, String... areas) {
    return new Route(
        route.position(),
        route.priorities(),
        List.of(areas),
        route.from(),
        route.to(),
        route.untilAcknowledged(),
        route.steps(),
        route.group());
  }

  static Step step(long seconds, String... to) {
    return new Step(Duration.ofSeconds(seconds), List.of(to));
  }

  NotifySite channel(String id, String type, String... numbers) {
    channels.put(
        id,
        new Channel(
            id,
            type,
            Optional.of(new Secret("http://127.0.0.1/" + id)),
            false,
            Optional.empty(),
            java.util.Arrays.stream(numbers).map(Secret::new).toList(),
            Optional.empty()));
    return this;
  }

  NotifySite off(String id, String type) {
    channels.put(
        id,
        new Channel(
            id, type, Optional.empty(), true, Optional.empty(), List.of(), Optional.empty()));
    return this;
  }

  NotifySite person(String id, Role role, String shift, String phone) {
    staff.put(
        id,
        new StaffMember(
            id,
            id,
            role,
            List.of(),
            List.of(),
            Optional.of(shift).filter(s -> !s.isEmpty()),
            OptionalInt.empty(),
            Optional.of(phone).filter(p -> !p.isEmpty()).map(StaffMember.Phone::new)));
    return this;
  }

  NotifySite roster(Roster roster) {
    rosters.put(roster.id(), roster);
    return this;
  }

  NotifySite holding(Duration afterStart) {
    hold = afterStart;
    return this;
  }

  Site build() {
    Site bare = TestSites.pump(Map.of(), Set.of());
    Map<String, Equipment> equipment = new LinkedHashMap<>(bare.equipment());
    for (String area : List.of("east", "west", "all")) {
      equipment.put(area, at(area, bare));
    }
    return new Site(
        bare.id(),
        bare.name(),
        bare.zone(),
        bare.language(),
        bare.connections(),
        equipment,
        bare.rules(),
        bare.plans(),
        bare.checklists(),
        bare.holidays(),
        staff,
        Map.of(
            "day", new Shift("day", LocalTime.of(8, 0), LocalTime.of(20, 0)),
            "night", new Shift("night", LocalTime.of(20, 0), LocalTime.of(8, 0))),
        rosters,
        bare.workingHours(),
        bare.areas(),
        bare.contractors(),
        bare.service(),
        new NotificationSpec(
            channels,
            routes,
            Optional.of("https://z.example.com/"),
            REPEAT,
            hold,
            NotificationSpec.GIVE_UP),
        bare.privacy(),
        bare.patrols(),
        bare.certificates(),
        bare.telemetry(),
        bare.database(),
        bare.tests(),
        bare.scenarios());
  }

  private static Equipment at(String area, Site bare) {
    Equipment pump = bare.equipment().values().iterator().next();
    return new Equipment(
        area,
        new LocalizedText("水泵" + area, "Pump " + area),
        pump.equipmentClass(),
        pump.template(),
        pump.lifeSafety(),
        pump.location(),
        Optional.of(area),
        pump.connection(),
        pump.unit(),
        pump.parent(),
        pump.owner(),
        pump.vars(),
        pump.points(),
        pump.rules(),
        pump.maintenance(),
        pump.lastDone(),
        pump.warrantyUntil(),
        pump.neverRead(),
        false,
        pump.position());
  }
}
