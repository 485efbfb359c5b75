package org.zhiban.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSource.EventField;
import org.zhiban.model.site.PointSource.FieldType;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.PointState;
import org.zhiban.model.site.SourcePosition;
import org.zhiban.model.telemetry.PointKind;

/** Points for tests. */
public final class Points {
  private static final SourcePosition SOMEWHERE = new SourcePosition("templates/t.yaml", 1, 1);

  public static PointSpec analog(String id) {
    return point(id, PointKind.ANALOG, List.of(), Optional.empty(), Set.of());
  }

  public static PointSpec counter(String id) {
    return point(id, PointKind.COUNTER, List.of(), Optional.empty(), Set.of());
  }

  public static PointSpec binary(String id) {
    return point(id, PointKind.BINARY, List.of(), Optional.empty(), Set.of());
  }

  public static PointSpec text(String id) {
    return point(id, PointKind.TEXT, List.of(), Optional.empty(), Set.of());
  }

  public static PointSpec states(String id, String... names) {
    List<PointState> states = new ArrayList<>();
    for (String name : names) {
      states.add(new PointState(Integer.toString(states.size()), name));
    }
    return point(id, PointKind.MULTISTATE, states, Optional.empty(), Set.of());
  }

  /** An event point with text fields; {@code number:confidence} makes one a number. */
  public static PointSpec event(String id, Set<String> hidden, String... fields) {
    Map<String, EventField> declared = new LinkedHashMap<>();
    for (String field : fields) {
      boolean number = field.startsWith("number:");
      String name = number ? field.substring("number:".length()) : field;
      declared.put(name, new EventField(number ? FieldType.NUMBER : FieldType.TEXT, "/" + name));
    }
    return point(id, PointKind.EVENT, List.of(), Optional.of(mqtt(declared, null)), hidden);
  }

  /** An analog point that a message brings, stale after so long. */
  public static PointSpec message(String id, Duration staleAfter) {
    return point(
        id, PointKind.ANALOG, List.of(), Optional.of(mqtt(Map.of(), staleAfter)), Set.of());
  }

  /** An analog point of an OPC UA server, which tells the time of each value. */
  public static PointSpec stamped(String id) {
    return point(
        id,
        PointKind.ANALOG,
        List.of(),
        Optional.of(new PointSource.OpcUa("ns=2;s=" + id)),
        Set.of());
  }

  private static PointSource.Mqtt mqtt(
      Map<String, EventField> fields, @org.jspecify.annotations.Nullable Duration staleAfter) {
    return new PointSource.Mqtt(
        "t/" + fields.size(),
        "",
        fields.isEmpty() ? Optional.empty() : Optional.of("/time"),
        Optional.of("/id"),
        PointSource.Update.FIRST_WINS,
        Optional.ofNullable(staleAfter),
        fields);
  }

  private static PointSpec point(
      String id,
      PointKind kind,
      List<PointState> states,
      Optional<? extends PointSource> source,
      Set<String> hidden) {
    return new PointSpec(
        id,
        new LocalizedText("点" + id, "Point " + id),
        kind,
        kind == PointKind.ANALOG ? Optional.of("bar") : Optional.empty(),
        Optional.of(Duration.ofSeconds(1)),
        0,
        Optional.empty(),
        states,
        false,
        Optional.empty(),
        Optional.empty(),
        source.map(s -> s),
        hidden,
        SOMEWHERE);
  }

  private Points() {}
}
