package org.zhiban.gateway.config.grammar;

import java.util.List;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSource.DataType;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.model.site.PointState;
import org.zhiban.model.telemetry.PointKind;

/** Whether a source can give what the kind of its point asks for. */
final class PointSources {
  private PointSources() {}

  static void check(Values values, Reading reading) {
    PointKind kind = values.find(Points.KIND).orElse(null);
    if (kind == null) {
      return;
    }
    if (kind == PointKind.EVENT) {
      checkEvent(values, reading);
    } else {
      checkValue(values, reading);
    }
    values
        .find(Points.MODBUS)
        .ifPresent(register -> checkRegister(kind, register, values, reading));
    boolean command = values.find(Points.COMMAND).orElse(false);
    if (command && values.given(Points.MQTT)) {
      reading.error(
          values.keyNode(Points.MQTT),
          "a command cannot be written to a topic",
          "write it to Modbus, OPC UA or Sparkplug");
    }
  }

  private static void checkEvent(Values values, Reading reading) {
    for (Key<?> key : List.of(Points.MODBUS, Points.SPARKPLUG)) {
      if (values.given(key)) {
        reading.error(
            values.keyNode(key),
            "an event point comes by MQTT or OPC UA",
            "give it 'mqtt' with an 'id', 'opc_ua' with an 'event', or another kind");
      }
    }
    checkEventOfOpcUa(values, reading);
    if (!(values.node(Points.MQTT) instanceof Node.Mapping mqtt) || !values.given(Points.MQTT)) {
      return;
    }
    for (Key<?> key : List.of(Topics.ID, Topics.FIELDS)) {
      if (mqtt.get(key.name()).isEmpty()) {
        reading.error(
            mqtt, "an event point needs '" + key.name() + "'", "add it (" + key.says() + ")");
      }
    }
    refuse(mqtt, List.of(Topics.POINTER_KEY, Topics.STALE_AFTER), "an event has no value", reading);
  }

  private static void checkEventOfOpcUa(Values values, Reading reading) {
    values
        .find(Points.OPC_UA)
        .filter(source -> !(source instanceof PointSource.OpcUaEvents))
        .ifPresent(
            _ ->
                reading.error(
                    values.keyNode(Points.OPC_UA),
                    "an event point needs 'event'",
                    "add it (" + OpcUaEventKeys.EVENT.says() + "), or change 'kind'"));
  }

  private static void checkValue(Values values, Reading reading) {
    values.find(Points.OPC_UA).ifPresent(source -> checkOpcUa(source, values, reading));
    if (values.node(Points.MQTT) instanceof Node.Mapping mqtt && values.given(Points.MQTT)) {
      refuse(
          mqtt,
          List.of(Topics.ID, Topics.UPDATE, Topics.FIELDS),
          "only an event point has this key",
          reading);
    }
  }

  private static void checkOpcUa(PointSource source, Values values, Reading reading) {
    if (source instanceof PointSource.OpcUaEvents) {
      reading.error(
          values.keyNode(Points.OPC_UA),
          "only an event point has 'event'",
          "make it 'kind: event', or name a 'node'");
    }
    if (source instanceof PointSource.OpcUaMethod method) {
      checkMethod(method, values, reading);
    }
  }

  private static void checkMethod(PointSource.OpcUaMethod method, Values values, Reading reading) {
    if (!values.find(Points.COMMAND).orElse(false)) {
      reading.error(
          values.keyNode(Points.OPC_UA),
          "a method is called, and never read",
          "add 'command: true', or name a 'node'");
    }
    boolean call = values.find(Points.KIND).filter(PointKind.BINARY::equals).isPresent();
    if (!call && !method.takesValue()) {
      reading.error(
          values.keyNode(Points.OPC_UA),
          "the written value goes nowhere",
          "put \"{value}\" among 'arguments', or make the point 'kind: binary': true calls it");
    }
  }

  private static void refuse(Node.Mapping mqtt, List<Key<?>> keys, String why, Reading reading) {
    for (Key<?> key : keys) {
      mqtt.entry(key.name())
          .ifPresent(
              entry ->
                  reading.error(
                      entry.key(), why, "take '" + key.name() + "' out, or change 'kind'"));
    }
  }

  private static void checkRegister(
      PointKind kind, PointSource.Modbus register, Values values, Reading reading) {
    DataType type = register.type();
    Node at = values.node(Points.MODBUS);
    boolean bit = type == DataType.BIT;
    boolean text = type == DataType.STRING;
    boolean fits =
        switch (kind) {
          case BINARY -> bit;
          case TEXT -> text;
          case ANALOG, COUNTER -> !bit && !text;
          case MULTISTATE -> !text && type != DataType.FLOAT32 && type != DataType.FLOAT64;
          case EVENT -> true;
        };
    boolean saidAlready = register.table().bits() && !bit;
    if (!fits && !saidAlready) {
      reading.error(
          at,
          "a register of type " + type + " cannot be a point of kind " + PointKinds.word(kind),
          remedy(kind));
    }
    if (values.find(Points.COMMAND).orElse(false)
        && (register.table() == Table.DISCRETE || register.table() == Table.INPUT)) {
      reading.error(
          at,
          "a command cannot be written to a read-only table",
          "use 'register: coil' or 'register: holding'");
    }
    if (values.find(Points.COMMAND).orElse(false) && bit && register.table() == Table.HOLDING) {
      reading.error(
          at,
          "a command cannot be written to one bit of a register, since the device may change the"
              + " others meanwhile",
          "use 'register: coil', or a whole register");
    }
    if (kind == PointKind.MULTISTATE) {
      checkStates(values, reading);
    }
  }

  private static void checkStates(Values values, Reading reading) {
    for (PointState state : values.find(Points.STATES).orElse(List.of())) {
      if (!state.raw().matches("-?[0-9]{1,18}")) {
        reading.error(
            values.node(Points.STATES),
            "a register says numbers, not '" + state.raw() + "'",
            "write the states like { 0: stopped, 1: running }");
      }
    }
  }

  private static String remedy(PointKind kind) {
    return switch (kind) {
      case BINARY -> "read a coil, a discrete input, or 'type: BIT' with 'bit'";
      case TEXT -> "use 'type: STRING' with 'length'";
      case ANALOG, COUNTER -> "use a number type, or 'kind: binary'";
      case MULTISTATE -> "use an integer type";
      case EVENT -> "use 'mqtt' or 'opc_ua'";
    };
  }
}
