package org.zhiban.rules;

import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.zhiban.model.Language;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Holidays;
import org.zhiban.model.site.NotificationSpec;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.Responsible;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.ServiceTargets;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.SourcePosition;
import org.zhiban.model.site.TelemetrySpec;

/** A site for tests, built equipment by equipment. */
public final class TestSite {
  private final Map<String, Equipment> equipment = new LinkedHashMap<>();
  private final Map<String, RuleSpec> rules = new LinkedHashMap<>();
  private final Map<String, String> parents = new LinkedHashMap<>();
  private final Map<String, String> connections = new LinkedHashMap<>();
  private final Map<String, String> classes = new LinkedHashMap<>();

  /** Adds an equipment; its rules are added with {@link #rules}. */
  public TestSite with(String id, PointSpec... points) {
    return with(id, false, points);
  }

  public TestSite with(String id, boolean lifeSafety, PointSpec... points) {
    Map<String, PointSpec> byId = new LinkedHashMap<>();
    for (PointSpec point : points) {
      byId.put(point.id(), point);
    }
    equipment.put(id, equipment(id, lifeSafety, byId, Map.of()));
    return this;
  }

  /** What feeds or carries an equipment; said before its rules. */
  public TestSite under(String id, String parent) {
    parents.put(id, parent);
    return rules(id);
  }

  /** The connection that serves an equipment; said before its rules. */
  public TestSite over(String id, String connection) {
    connections.put(id, connection);
    return rules(id);
  }

  /** The class of an equipment, else a pump; said before its rules. */
  public TestSite ofClass(String id, String equipmentClass) {
    classes.put(id, equipmentClass);
    return rules(id);
  }

  /** Gives an equipment its rules. */
  public TestSite rules(String owner, Rule... given) {
    Equipment bare = equipment.get(owner);
    if (bare == null) {
      throw new IllegalArgumentException("no such equipment: " + owner);
    }
    Map<String, RuleSpec> byId = new LinkedHashMap<>(bare.rules());
    for (Rule rule : given) {
      byId.put(rule.id(), rule.spec(Optional.of(owner)));
    }
    equipment.put(owner, equipment(owner, bare.lifeSafety(), bare.points(), byId));
    return this;
  }

  /** Adds rules of the site. */
  public TestSite siteRules(Rule... given) {
    for (Rule rule : given) {
      rules.put(rule.id(), rule.spec(Optional.empty()));
    }
    return this;
  }

  public Site build() {
    return new Site(
        "test",
        LocalizedText.same("Test"),
        ZoneId.of("Asia/Shanghai"),
        Language.EN,
        Map.of(),
        equipment,
        rules,
        Map.of(),
        Map.of(),
        new Holidays(Set.of(), Set.of()),
        Map.of(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        new ServiceTargets(
            Map.of(), Map.of(), Map.of(), Optional.empty(), List.of(), Responsible.NONE),
        NotificationSpec.NONE,
        Optional.empty(),
        List.of(),
        List.of(),
        new TelemetrySpec(TelemetrySpec.DEFAULT_RETENTION, Optional.empty()),
        Optional.empty(),
        List.of(),
        Map.of());
  }

  private Equipment equipment(
      String id, boolean lifeSafety, Map<String, PointSpec> points, Map<String, RuleSpec> rules) {
    return new Equipment(
        id,
        new LocalizedText("设备" + id, "Equipment " + id),
        classes.getOrDefault(id, "pump"),
        Optional.empty(),
        lifeSafety,
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(connections.get(id)),
        OptionalInt.empty(),
        Optional.ofNullable(parents.get(id)),
        Optional.empty(),
        Map.of(),
        points,
        rules,
        List.of(),
        Map.of(),
        Optional.empty(),
        List.of(),
        false,
        new SourcePosition("site.yaml", 1, 1));
  }

  /** Seconds as milliseconds. */
  public static long seconds(double seconds) {
    return Math.round(seconds * Duration.ofSeconds(1).toMillis());
  }
}
