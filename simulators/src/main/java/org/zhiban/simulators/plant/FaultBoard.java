package org.zhiban.simulators.plant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which faults are on. Called under the plant's lock. */
final class FaultBoard {
  private final Map<String, EquipmentTwin> twins;
  private final List<ActiveFault> active = new ArrayList<>();
  private final Map<String, ActiveFaults> byEquipment = new HashMap<>();
  private long started;

  FaultBoard(Map<String, EquipmentTwin> twins) {
    this.twins = twins;
  }

  ActiveFault start(String equipment, String fault, Optional<Duration> lasts, Instant now) {
    EquipmentTwin twin = twins.get(equipment);
    if (twin == null) {
      throw NoSuchThingException.equipment(equipment, twins.keySet());
    }
    List<String> known = twin.faultKinds().stream().map(FaultKind::name).toList();
    if (!known.contains(fault)) {
      throw NoSuchThingException.fault(equipment, fault, known);
    }
    started++;
    ActiveFault begun = new ActiveFault("f" + started, equipment, fault, now, lasts.map(now::plus));
    active.add(begun);
    index();
    return begun;
  }

  boolean end(String id) {
    boolean ended = active.removeIf(fault -> fault.id().equals(id));
    index();
    return ended;
  }

  void expire(Instant now) {
    if (active.removeIf(fault -> fault.ends().filter(end -> !end.isAfter(now)).isPresent())) {
      index();
    }
  }

  ActiveFaults of(String equipment) {
    return byEquipment.getOrDefault(equipment, ActiveFaults.NONE);
  }

  List<ActiveFault> all() {
    return List.copyOf(active);
  }

  private void index() {
    Map<String, List<ActiveFault>> lists = new HashMap<>();
    active.forEach(f -> lists.computeIfAbsent(f.equipment(), _ -> new ArrayList<>()).add(f));
    byEquipment.clear();
    lists.forEach((equipment, list) -> byEquipment.put(equipment, new ActiveFaults(list)));
  }
}
