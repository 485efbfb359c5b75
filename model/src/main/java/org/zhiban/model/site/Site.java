package org.zhiban.model.site;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.zhiban.model.Language;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.staff.StaffMember;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;

/**
 * A whole site folder, checked: every reference in it resolves. All maps keep the order of the
 * files.
 *
 * @param rules those that span equipment, by id; equipment carries its own
 * @param rosters people who take turns at being called, by id
 * @param tests rehearsals of the rules
 * @param scenarios stories for simulated devices, by id
 * @param database JDBC address of the operations store; empty: embedded
 */
public record Site(
    String id,
    LocalizedText name,
    ZoneId zone,
    Language language,
    Map<String, Connection> connections,
    Map<String, Equipment> equipment,
    Map<String, RuleSpec> rules,
    Map<String, PlanSpec> plans,
    Map<String, Checklist> checklists,
    Holidays holidays,
    Map<String, StaffMember> staff,
    Map<String, Shift> shifts,
    Map<String, Roster> rosters,
    Optional<WorkingHours> workingHours,
    Map<String, Area> areas,
    Map<String, Contractor> contractors,
    ServiceTargets service,
    NotificationSpec notification,
    Optional<PrivacySpec> privacy,
    List<Patrol> patrols,
    List<Certificate> certificates,
    TelemetrySpec telemetry,
    Optional<Secret> database,
    List<RuleTest> tests,
    Map<String, Scenario> scenarios) {
  public Site {
    connections = ordered(connections);
    equipment = ordered(equipment);
    rules = ordered(rules);
    plans = ordered(plans);
    checklists = ordered(checklists);
    staff = ordered(staff);
    shifts = ordered(shifts);
    rosters = ordered(rosters);
    areas = ordered(areas);
    contractors = ordered(contractors);
    patrols = List.copyOf(patrols);
    certificates = List.copyOf(certificates);
    tests = List.copyOf(tests);
    scenarios = ordered(scenarios);
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return java.util.Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** Numbers all points of the site, in file order. */
  public PointIndex pointIndex() {
    List<PointRef> refs = new ArrayList<>();
    equipment
        .values()
        .forEach(e -> e.points().keySet().forEach(p -> refs.add(new PointRef(e.id(), p))));
    return new PointIndex(refs);
  }

  /** What the site says of a point that exists. */
  public PointSpec point(PointRef ref) {
    Equipment owner = equipment.get(ref.equipment());
    PointSpec point = owner == null ? null : owner.points().get(ref.point());
    if (point == null) {
      throw new IllegalArgumentException("no such point: " + ref);
    }
    return point;
  }

  /** The equipment that a connection serves, in file order. */
  public List<Equipment> equipmentOf(String connection) {
    return equipment.values().stream()
        .filter(e -> e.connection().filter(connection::equals).isPresent())
        .toList();
  }

  /** The rules about silence of the equipment that a connection serves, switched on. */
  public List<RuleSpec> silenceRulesOf(String connection) {
    return equipmentOf(connection).stream()
        .flatMap(e -> e.rules().values().stream())
        .filter(rule -> rule.enabled() && rule.condition() instanceof Condition.NoData)
        .toList();
  }

  /**
   * The points of a connection that are to be heard of in time: those that rules about silence
   * name, and where there are none all that have a source and a value.
   */
  public List<PointRef> awaitedOver(String connection) {
    Set<String> served = new LinkedHashSet<>();
    equipmentOf(connection).forEach(e -> served.add(e.id()));
    Set<PointRef> named = new LinkedHashSet<>();
    for (RuleSpec rule : silenceRulesOf(connection)) {
      if (rule.condition() instanceof Condition.NoData silence) {
        silence.points().stream()
            .filter(point -> served.contains(point.equipment()))
            .forEach(named::add);
      }
    }
    return named.isEmpty()
        ? pointsOver(connection, point -> point.kind() != PointKind.EVENT)
        : List.copyOf(named);
  }

  /** The points of a connection whose values or events carry the time of their source. */
  public List<PointRef> stampedOver(String connection) {
    return pointsOver(connection, point -> point.source().filter(PointSource::stamped).isPresent());
  }

  private List<PointRef> pointsOver(String connection, Predicate<PointSpec> which) {
    List<PointRef> points = new ArrayList<>();
    for (Equipment one : equipmentOf(connection)) {
      for (PointSpec point : one.points().values()) {
        if (point.source().isPresent() && which.test(point)) {
          points.add(new PointRef(one.id(), point.id()));
        }
      }
    }
    return points;
  }

  /** An equipment and all that it feeds or carries, by id. */
  public Set<String> withChildren(String root) {
    Set<String> found = new LinkedHashSet<>(Set.of(root));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Equipment one : equipment.values()) {
        grown |= one.parent().filter(found::contains).isPresent() && found.add(one.id());
      }
    }
    return found;
  }

  /** Every rule that is switched on: those of equipment first, then those of the site. */
  public List<RuleSpec> activeRules() {
    List<RuleSpec> active = new ArrayList<>();
    equipment.values().forEach(e -> active.addAll(e.rules().values()));
    active.addAll(rules.values());
    return active.stream().filter(RuleSpec::enabled).toList();
  }
}
