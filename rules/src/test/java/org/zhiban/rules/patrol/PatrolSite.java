package org.zhiban.rules.patrol;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Patrol;
import org.zhiban.model.site.Site;
import org.zhiban.rules.TestSites;

/** A site with routes over checkpoints a, b and c; a reader r hangs at b. */
final class PatrolSite {
  private PatrolSite() {}

  static Patrol route(String id, Duration tolerance, String... at) {
    return new Patrol(
        id,
        LocalizedText.same(id),
        "security",
        Stream.of(at).map(LocalTime::parse).toList(),
        tolerance,
        List.of("a", "b", "c"),
        OptionalInt.empty());
  }

  static Site of(ZoneId zone, Patrol... patrols) {
    Site bare = TestSites.pump(Map.of(), Set.of());
    Map<String, Equipment> equipment = new LinkedHashMap<>(bare.equipment());
    for (String id : List.of("a", "b", "c")) {
      equipment.put(id, thing(id, "pump", Optional.empty()));
    }
    equipment.put("r", thing("r", "checkpoint", Optional.of("b")));
    return new Site(
        bare.id(),
        bare.name(),
        zone,
        bare.language(),
        bare.connections(),
        equipment,
        bare.rules(),
        bare.plans(),
        bare.checklists(),
        bare.holidays(),
        bare.staff(),
        bare.shifts(),
        bare.rosters(),
        bare.workingHours(),
        bare.areas(),
        bare.contractors(),
        bare.service(),
        bare.notification(),
        bare.privacy(),
        List.of(patrols),
        bare.certificates(),
        bare.telemetry(),
        bare.database(),
        bare.tests(),
        bare.scenarios());
  }

  private static Equipment thing(String id, String equipmentClass, Optional<String> parent) {
    return new Equipment(
        id,
        new LocalizedText("点" + id, "Point " + id),
        equipmentClass,
        Optional.empty(),
        false,
        Optional.of("B1"),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        parent,
        Optional.empty(),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        Map.of(),
        Optional.empty(),
        List.of(),
        false,
        TestSites.HERE);
  }
}
