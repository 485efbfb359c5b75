package org.zhiban.drivers.mqtt.sparkplug;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A metric of a payload.
 *
 * @param alias without a sign, in place of the name after the birth
 * @param time milliseconds since 1970 UTC at which the value was acquired
 * @param type code of its data type, which a birth must tell
 * @param historical whether it tells of the past, and nothing of now
 * @param absent whether the metric says that it has no value
 * @param quality the property {@code Quality}: 0 bad, 192 good, 500 stale
 */
public record Metric(
    Optional<String> name,
    OptionalLong alias,
    OptionalLong time,
    OptionalInt type,
    boolean historical,
    boolean absent,
    OptionalInt quality,
    Optional<WireValue> value) {

  /** A metric with a name, a type and a value alone, as commands have. */
  public static Metric command(String name, DataType type, WireValue value, long time) {
    return new Metric(
        Optional.of(name),
        OptionalLong.empty(),
        OptionalLong.of(time),
        OptionalInt.of(type.code()),
        false,
        false,
        OptionalInt.empty(),
        Optional.of(value));
  }

  /** The same metric under its alias alone: who gave one must not be told the name. */
  public Metric under(long other) {
    return new Metric(
        Optional.empty(), OptionalLong.of(other), time, type, historical, absent, quality, value);
  }

  /** For a person: the name, or the alias where there is none. */
  public String label() {
    return name.orElseGet(
        () -> alias.isPresent() ? "alias " + Long.toUnsignedString(alias.getAsLong()) : "no name");
  }
}
