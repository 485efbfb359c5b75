package org.zhiban.gateway.commissioning.sheet;

import java.util.stream.Collectors;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.PointState;

/**
 * Where a point's value comes from and how it is read, in one line. Whoever changes any of it gets
 * another line: what was signed for the old one says nothing of the new one.
 */
public final class SourceWords {
  private SourceWords() {}

  /** The line of a point that has a source. */
  public static String of(Equipment equipment, PointSpec point) {
    StringBuilder words = new StringBuilder(equipment.connection().orElse(""));
    equipment.unit().ifPresent(unit -> words.append(" unit ").append(unit));
    words.append(' ').append(source(point.source().orElseThrow()));
    if (!point.states().isEmpty()) {
      words.append(" {");
      for (PointState state : point.states()) {
        words.append(' ').append(state.raw()).append('=').append(state.name());
      }
      words.append(" }");
    }
    point.unit().ifPresent(unit -> words.append(" in ").append(unit));
    return words.toString();
  }

  private static String source(PointSource source) {
    return switch (source) {
      case PointSource.Modbus modbus -> modbus(modbus);
      case PointSource.OpcUa(String node) -> node;
      case PointSource.OpcUaMethod call -> call.object() + " " + call.method() + arguments(call);
      case PointSource.OpcUaEvents events -> events(events);
      case PointSource.Mqtt mqtt -> mqtt.topic() + " " + mqtt.pointer();
      case PointSource.Sparkplug metric -> metric.path() + " " + metric.metric();
    };
  }

  private static String arguments(PointSource.OpcUaMethod call) {
    return call.arguments().stream()
        .map(
            argument ->
                switch (argument) {
                  case PointSource.Argument.Written _ -> "{value}";
                  case PointSource.Argument.Constant(String text) -> text;
                })
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String events(PointSource.OpcUaEvents events) {
    return events.type()
        + " of "
        + events.notifier()
        + events.source().map(source -> " from " + source).orElse("")
        + events.sourceName().map(name -> " named " + name).orElse("")
        + (events.minSeverity() > PointSource.OpcUaEvents.LEAST_SEVERITY
            ? " from severity " + events.minSeverity()
            : "");
  }

  private static String modbus(PointSource.Modbus source) {
    StringBuilder words =
        new StringBuilder(source.table().name().toLowerCase(java.util.Locale.ROOT))
            .append(' ')
            .append(source.address());
    if (!source.table().bits()) {
      words.append(' ').append(source.type());
      source.bit().ifPresent(bit -> words.append(" bit ").append(bit));
      if (source.length() > 1) {
        words.append(' ').append(source.byteOrder());
      }
    }
    if (source.scale() != 1) {
      words.append(" x ").append(source.scale());
    }
    if (source.offset() != 0) {
      words.append(" + ").append(source.offset());
    }
    return words.toString();
  }
}
