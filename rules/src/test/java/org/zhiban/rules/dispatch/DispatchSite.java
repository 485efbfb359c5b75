package org.zhiban.rules.dispatch;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.site.Area;
import org.zhiban.model.site.Contractor;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Intake;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Roster;
import org.zhiban.model.site.ServiceTargets;
import org.zhiban.model.site.Shift;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.staff.StaffMember;
import org.zhiban.rules.TestSites;

/**
 * A site with people: a pump in the east that {@code own} answers for, a lift, shifts by day and
 * night, and the plans {@code visit}, of the house, and {@code lift-visit}, of the contractor
 * {@code otis}.
 */
final class DispatchSite {
  private final Map<String, StaffMember> staff = new LinkedHashMap<>();
  private final Map<String, Contractor> contractors = new LinkedHashMap<>();
  private final Map<String, Roster> rosters = new LinkedHashMap<>();
  private Intake.AutoDispatch auto = Intake.AutoDispatch.OFF;

  /** Adds somebody; trades and areas by spaces. */
  DispatchSite person(String id, Role role, String trades, String areas, String shift) {
    staff.put(
        id,
        new StaffMember(
            id,
            id.toUpperCase(java.util.Locale.ROOT),
            role,
            words(trades),
            words(areas),
            Optional.of(shift).filter(s -> !s.isEmpty()),
            OptionalInt.empty(),
            Optional.empty()));
    return this;
  }

  DispatchSite technician(String id, String trades, String areas, String shift) {
    return person(id, Role.TECHNICIAN, trades, areas, shift);
  }

  DispatchSite contractor(String id, String trades) {
    contractors.put(
        id, new Contractor(id, LocalizedText.same(id), words(trades), Optional.of("400")));
    return this;
  }

  DispatchSite auto(Intake.AutoDispatch which) {
    auto = which;
    return this;
  }

  private ServiceTargets service(ServiceTargets bare) {
    return new ServiceTargets(
        bare.clocks(),
        bare.resolve(),
        bare.urgent(),
        bare.handoverAt(),
        bare.approvals(),
        bare.responsible(),
        bare.enteredWithin(),
        new Intake(auto, List.of(), Optional.empty()),
        bare.charges(),
        bare.followUp(),
        bare.visits(),
        bare.answers());
  }

  DispatchSite onCall(String id) {
    rosters.put(
        "duty",
        new Roster(
            "duty",
            Roster.Turns.DAILY,
            LocalDate.of(2026, 1, 1),
            LocalTime.of(8, 0),
            List.of(id),
            List.of(),
            TestSites.HERE));
    return this;
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.split(" ", -1));
  }

  Site build() {
    Site bare = TestSites.pump(Map.of(), Set.of());
    return new Site(
        bare.id(),
        bare.name(),
        bare.zone(),
        bare.language(),
        bare.connections(),
        Map.of(
            "pump", equipment(bare, "pump", "pump", false, Optional.of("own")),
            "lift", equipment(bare, "lift", "elevator", false, Optional.empty()),
            "panel", equipment(bare, "panel", "fire_panel", true, Optional.empty())),
        bare.rules(),
        Map.of(
            "visit", plan("visit", "plumbing", Optional.empty(), Optional.empty()),
            "night-visit", plan("night-visit", "plumbing", Optional.empty(), Optional.of("00:00")),
            "lift-visit", plan("lift-visit", "elevator", Optional.of("otis"), Optional.empty())),
        bare.checklists(),
        bare.holidays(),
        staff,
        Map.of(
            "day", new Shift("day", LocalTime.of(8, 0), LocalTime.of(20, 0)),
            "night", new Shift("night", LocalTime.of(20, 0), LocalTime.of(8, 0))),
        rosters,
        bare.workingHours(),
        Map.of(
            "east", new Area("east", new LocalizedText("东区", "the east")),
            "west", new Area("west", new LocalizedText("西区", "the west"))),
        contractors,
        service(bare.service()),
        bare.notification(),
        bare.privacy(),
        bare.patrols(),
        bare.certificates(),
        bare.telemetry(),
        bare.database(),
        bare.tests(),
        bare.scenarios());
  }

  private static PlanSpec plan(
      String id, String trade, Optional<String> contractor, Optional<String> window) {
    PlanSpec bare =
        TestSites.plan(
            id, Level.MONTHLY, TestSites.rrule("FREQ=MONTHLY"), Optional.empty(), List.of());
    return new PlanSpec(
        id,
        bare.level(),
        trade,
        contractor,
        bare.recurrence(),
        bare.lead(),
        window.map(from -> new PlanSpec.Window(LocalTime.parse(from), LocalTime.of(5, 0))),
        bare.season(),
        bare.statutory(),
        bare.absorbs(),
        bare.checklist(),
        bare.position());
  }

  private static Equipment equipment(
      Site bare, String id, String kind, boolean lifeSafety, Optional<String> owner) {
    Equipment pump = bare.equipment().values().iterator().next();
    return new Equipment(
        id,
        LocalizedText.same(id),
        kind,
        pump.template(),
        lifeSafety,
        pump.location(),
        Optional.of("east"),
        pump.connection(),
        pump.unit(),
        pump.parent(),
        owner,
        pump.vars(),
        pump.points(),
        pump.rules(),
        List.of(),
        pump.lastDone(),
        pump.warrantyUntil(),
        pump.neverRead(),
        false,
        pump.position());
  }
}
