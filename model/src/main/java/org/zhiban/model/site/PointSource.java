package org.zhiban.model.site;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Where a point's value stands in its device. */
public sealed interface PointSource {

  /** The fields of its events, by name, in declared order; empty where it gives no events. */
  default Map<String, FieldType> eventFields() {
    return Map.of();
  }

  /** Whether a later record of the same event id replaces the one before. */
  default boolean correctsEvents() {
    return false;
  }

  /** Whether its values or events carry the time of their source. */
  default boolean stamped() {
    return switch (this) {
      case OpcUa _, OpcUaEvents _, Sparkplug _ -> true;
      case Mqtt mqtt -> mqtt.time().isPresent();
      case Modbus _, OpcUaMethod _ -> false;
    };
  }

  private static Map<String, FieldType> types(Map<String, EventField> fields) {
    Map<String, FieldType> types = new LinkedHashMap<>();
    fields.forEach((name, field) -> types.put(name, field.type()));
    return Collections.unmodifiableMap(types);
  }

  /**
   * Registers or a bit of a Modbus unit.
   *
   * @param address 0-based, 0 to 65,535
   * @param type BIT on a register table takes {@code bit}; on coils and discrete inputs it is the
   *     only one
   * @param length registers of a STRING or BCD
   * @param bit 0 (least significant) to 15
   */
  record Modbus(
      Table table,
      int address,
      DataType type,
      ByteOrder byteOrder,
      double scale,
      double offset,
      OptionalInt bit,
      int length)
      implements PointSource {
    public Modbus {
      if (address < 0 || address > 65_535) {
        throw new IllegalArgumentException("a register's address is 0 to 65535: " + address);
      }
      if (bit.isPresent() && (bit.getAsInt() < 0 || bit.getAsInt() > 15)) {
        throw new IllegalArgumentException("a bit is 0 to 15: " + bit.getAsInt());
      }
      if (length < 1 || address + length > 65_536) {
        throw new IllegalArgumentException("registers " + address + " + " + length + " pass 65535");
      }
    }
  }

  /** The four tables of the Modbus data model. */
  enum Table {
    COIL,
    DISCRETE,
    INPUT,
    HOLDING;

    /** Whether an address holds one bit. */
    public boolean bits() {
      return this == COIL || this == DISCRETE;
    }
  }

  /** How registers make a value; Telegraf's words. */
  enum DataType {
    BIT(1),
    INT16(1),
    UINT16(1),
    INT32(2),
    UINT32(2),
    FLOAT32(2),
    INT64(4),
    UINT64(4),
    FLOAT64(4),
    /** Length is given by the point. */
    BCD(1),
    /** Length is given by the point; two characters a register. */
    STRING(1);

    private final int registers;

    DataType(int registers) {
      this.registers = registers;
    }

    /**
     * Registers of one value where the type fixes them; 1 for those whose length the point gives.
     */
    public int registers() {
      return registers;
    }
  }

  /**
   * Order of the bytes, A the most significant of four; for eight bytes the same pattern widened,
   * for two AB or BA.
   */
  enum ByteOrder {
    /** Big endian, the Modbus habit. */
    ABCD,
    /** Little endian. */
    DCBA,
    /** Big endian words, bytes swapped within. */
    BADC,
    /** Little endian words, bytes big endian within. */
    CDAB
  }

  /** A node of an OPC UA server, in the standard's string form, {@code ns=2;s=A1.Floor}. */
  record OpcUa(String node) implements PointSource {}

  /**
   * A method of an OPC UA server; writing the point calls it (OPC 10000-4, 5.11.2). Node ids are in
   * the standard's string form.
   *
   * @param object whose method is called
   * @param arguments in the order of the method's InputArguments
   */
  record OpcUaMethod(String object, String method, List<Argument> arguments)
      implements PointSource {
    public OpcUaMethod {
      arguments = List.copyOf(arguments);
    }

    /** Whether the written value is among the arguments; else only the call itself counts. */
    public boolean takesValue() {
      return arguments.contains(new Argument.Written());
    }
  }

  /** An input argument of a method. */
  sealed interface Argument {
    /** The value that is written. */
    record Written() implements Argument {}

    /** The same in every call, as the site writes it; the method says of which type it is. */
    record Constant(String text) implements Argument {}
  }

  /**
   * Events of an OPC UA server (OPC 10000-5, 6.4; of conditions OPC 10000-9, 5.5).
   *
   * @param notifier the object whose events are heard, as a node id
   * @param type a name of {@link OpcUaEventTypes}, or the node id of a type; its subtypes count
   * @param source the SourceNode whose events are taken, as a node id; empty: of any
   * @param sourceName the SourceName whose events are taken; empty: of any
   * @param minSeverity 1 to 1000; events of less are not taken
   * @param fields by name; each with the browse path from the event, {@code ActiveState/Id}, a name
   *     of another namespace with its index, {@code 2:Floor}; {@value #CONDITION_ID} is the
   *     condition's own node id
   */
  record OpcUaEvents(
      String notifier,
      String type,
      Optional<String> source,
      Optional<String> sourceName,
      int minSeverity,
      Map<String, EventField> fields)
      implements PointSource {
    /** The Server object, which every event of a server passes. */
    public static final String SERVER = "i=2253";

    public static final String CONDITION_ID = "ConditionId";
    public static final int LEAST_SEVERITY = 1;
    public static final int MOST_SEVERITY = 1_000;

    public OpcUaEvents {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public Map<String, FieldType> eventFields() {
      return types(fields);
    }
  }

  /**
   * A field of JSON messages on a topic.
   *
   * @param topic without wildcards, or with {@code +} and a last {@code #}
   * @param pointer RFC 6901 into the message; empty: the whole payload is the scalar
   * @param time pointer to the source's time: ISO 8601 or milliseconds or seconds since 1970
   * @param id pointer to the identity of an event
   * @param staleAfter silence after which the value is stale; empty: three times its usual interval
   * @param fields of an event point, by name
   */
  record Mqtt(
      String topic,
      String pointer,
      Optional<String> time,
      Optional<String> id,
      Update update,
      Optional<java.time.Duration> staleAfter,
      Map<String, EventField> fields)
      implements PointSource {
    public Mqtt {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public Map<String, FieldType> eventFields() {
      return types(fields);
    }

    @Override
    public boolean correctsEvents() {
      return update == Update.LAST_WINS;
    }
  }

  /**
   * A metric of an edge node or of a device behind it, Sparkplug B 3.0.
   *
   * @param device empty for a metric of the node itself
   * @param metric its name in the birth
   */
  record Sparkplug(String group, String node, Optional<String> device, String metric)
      implements PointSource {
    /** {@code Group/Node} or {@code Group/Node/Device}, as a site names it. */
    public String path() {
      return group + "/" + node + device.map(name -> "/" + name).orElse("");
    }
  }

  /** What a second record of the same event id means. */
  enum Update {
    /** A repeat: ignored. */
    FIRST_WINS,
    /** A correction: the last fields stand. */
    LAST_WINS
  }

  /**
   * A field of an event.
   *
   * @param pointer to it: RFC 6901 in a message, the browse path of an OPC UA event
   */
  record EventField(FieldType type, String pointer) {}

  /** Types of event fields. */
  enum FieldType {
    TEXT,
    NUMBER,
    BOOL
  }
}
