package org.zhiban.simulators.plant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.equipment.CanonicalPoint;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.PointState;

/**
 * The readings of one equipment, turned from what its model means into what its own points say: the
 * site's unit, the site's states.
 */
final class Values implements Readings {
  private final List<PointSpec> points;
  private final Map<String, Integer> positions = new HashMap<>();
  private final double[] factors;
  private final List<List<String>> canonicalStates = new ArrayList<>();
  private final double[] numbers;
  private final @Nullable String[] texts;
  private final boolean[] told;
  private final Events events;

  /** Where events go. */
  interface Events {
    void happened(String point, Map<String, Object> fields);
  }

  Values(Equipment equipment, Events events) {
    this.events = events;
    points = List.copyOf(equipment.points().values());
    factors = new double[points.size()];
    numbers = new double[points.size()];
    texts = new String[points.size()];
    told = new boolean[points.size()];
    Optional<EquipmentClass> known = EquipmentClass.of(equipment.equipmentClass());
    for (int i = 0; i < points.size(); i++) {
      PointSpec point = points.get(i);
      Optional<CanonicalPoint> canonical = known.flatMap(c -> c.point(point.id()));
      positions.put(point.id(), i);
      factors[i] = canonical.map(c -> Units.factor(c.unit(), point.unit())).orElse(1.0);
      canonicalStates.add(canonical.map(CanonicalPoint::states).orElse(List.of()));
    }
    Arrays.fill(numbers, Double.NaN);
  }

  @Override
  public void number(String name, double value) {
    Integer at = positions.get(name);
    if (at != null) {
      set(at, value * factors[at]);
    }
  }

  @Override
  public void flag(String name, boolean value) {
    Integer at = positions.get(name);
    if (at == null) {
      return;
    }
    int number = value ? 1 : 0;
    switch (points.get(at).kind()) {
      case BINARY, ANALOG, COUNTER -> set(at, number);
      case MULTISTATE -> set(at, stateIndex(points.get(at).states(), value ? "on" : "off", number));
      case TEXT -> text(name, Boolean.toString(value));
      case EVENT -> {}
    }
  }

  @Override
  public void state(String name, String state) {
    Integer at = positions.get(name);
    if (at == null) {
      return;
    }
    int canonical = Math.max(0, canonicalStates.get(at).indexOf(state));
    switch (points.get(at).kind()) {
      case MULTISTATE -> set(at, stateIndex(points.get(at).states(), state, canonical));
      case BINARY -> set(at, canonical > 0 ? 1 : 0);
      case ANALOG, COUNTER -> set(at, canonical);
      case TEXT -> text(name, state);
      case EVENT -> {}
    }
  }

  @Override
  public void text(String name, String text) {
    Integer at = positions.get(name);
    if (at != null) {
      texts[at] = text;
      told[at] = true;
    }
  }

  @Override
  public void event(String name, Map<String, Object> fields) {
    if (positions.containsKey(name)) {
      events.happened(name, fields);
    }
  }

  private void set(int at, double value) {
    numbers[at] = value;
    told[at] = true;
  }

  /** By the site's word, else by the device's, else by the usual number of the state. */
  private static int stateIndex(List<PointState> states, String state, int canonical) {
    for (int i = 0; i < states.size(); i++) {
      if (states.get(i).name().equals(state)) {
        return i;
      }
    }
    for (int i = 0; i < states.size(); i++) {
      String raw = states.get(i).raw();
      if (raw.equals(state) || raw.equals(Integer.toString(canonical))) {
        return i;
      }
    }
    return 0;
  }

  /** Whether the model speaks of the point. */
  boolean told(int at) {
    return told[at];
  }

  double[] numbers() {
    return numbers;
  }

  @Nullable String[] texts() {
    return texts;
  }

  List<PointSpec> points() {
    return points;
  }

  Optional<Integer> position(String point) {
    return Optional.ofNullable(positions.get(point));
  }
}
