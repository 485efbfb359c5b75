package org.zhiban.gateway.config.shape;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.site.Checklist;
import org.zhiban.model.site.Connection;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.SourcePosition;

/**
 * What a site declares, wherever it stands. What is declared but could not be read counts as
 * declared: one mistake is said once.
 */
public final class Names {
  private final Map<Kind, Map<String, SourcePosition>> declared = new EnumMap<>(Kind.class);
  private final Map<Kind, List<String>> offered = new EnumMap<>(Kind.class);
  private final Map<String, Map<String, Optional<PointSpec>>> points = new LinkedHashMap<>();
  private final Map<String, Map<String, Optional<RuleSpec>>> rules = new LinkedHashMap<>();
  private final Map<String, Connection> connections = new LinkedHashMap<>();
  private final Map<String, Equipment> equipment = new LinkedHashMap<>();
  private final Map<String, PlanSpec> plans = new LinkedHashMap<>();
  private final Map<String, Checklist> checklists = new LinkedHashMap<>();
  private final Set<String> lifeSafety = new HashSet<>();
  private final Set<String> unreadable = new HashSet<>();

  /** Declares an id; the position of an earlier declaration, if there is one. */
  public Optional<SourcePosition> declare(Kind kind, String id, SourcePosition position) {
    return Optional.ofNullable(
        declared.computeIfAbsent(kind, _ -> new LinkedHashMap<>()).putIfAbsent(id, position));
  }

  public boolean has(Kind kind, String id) {
    return declared.getOrDefault(kind, Map.of()).containsKey(id);
  }

  public Set<String> all(Kind kind) {
    return declared.getOrDefault(kind, Map.of()).keySet();
  }

  /** What an id that is not there may have meant. */
  public Set<String> candidates(Kind kind) {
    Set<String> candidates = new LinkedHashSet<>(all(kind));
    candidates.addAll(offered.getOrDefault(kind, List.of()));
    return candidates;
  }

  /** Tells of ids that could be referred to and are declared only then. */
  public void offer(Kind kind, List<String> ids) {
    offered.put(kind, List.copyOf(ids));
  }

  /** Where a declared id stands. */
  public SourcePosition position(Kind kind, String id) {
    return Optional.ofNullable(declared.getOrDefault(kind, Map.of()).get(id)).orElseThrow();
  }

  /** The points of an equipment, in order; empty where a point could not be read. */
  public Map<String, Optional<PointSpec>> points(String equipment) {
    return points.computeIfAbsent(equipment, _ -> new LinkedHashMap<>());
  }

  /** The rules of an equipment, in order; empty where a rule could not be read. */
  public Map<String, Optional<RuleSpec>> rules(String equipment) {
    return rules.computeIfAbsent(equipment, _ -> new LinkedHashMap<>());
  }

  /** The connections that could be read. */
  public Map<String, Connection> connections() {
    return connections;
  }

  /** The equipment that could be read. */
  public Map<String, Equipment> equipment() {
    return equipment;
  }

  /** The plans that could be read. */
  public Map<String, PlanSpec> plans() {
    return plans;
  }

  /** The checklists that could be read. */
  public Map<String, Checklist> checklists() {
    return checklists;
  }

  /** Equipment all of whose rules are life safety. */
  public Set<String> lifeSafety() {
    return lifeSafety;
  }

  /** Equipment whose points and rules are not known, since its template could not be read. */
  public Set<String> unreadable() {
    return unreadable;
  }
}
