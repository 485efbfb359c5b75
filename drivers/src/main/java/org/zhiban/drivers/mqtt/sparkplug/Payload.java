package org.zhiban.drivers.mqtt.sparkplug;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The payload of every message but those on {@code STATE}: Sparkplug 3.0, 6.4.
 *
 * @param time milliseconds since 1970 UTC at which it was sent
 * @param sequence 0 to 255, one more than that of the node's message before
 */
public record Payload(OptionalLong time, OptionalLong sequence, List<Metric> metrics) {
  /** The metric by which births and deaths of one session are told from those of others. */
  public static final String SESSION = "bdSeq";

  public Payload {
    metrics = List.copyOf(metrics);
  }

  /** Reads a message; nothing in it makes this throw anything but what it says. */
  public static Payload read(byte[] bytes) throws MalformedPayloadException {
    return PayloadCodec.read(new ProtobufReader(bytes));
  }

  /** The bytes on the wire. */
  public byte[] toBytes() {
    return PayloadCodec.write(this);
  }

  /** The session that a birth or death of a node belongs to. */
  public OptionalLong session() {
    return metrics.stream()
        .filter(metric -> metric.name().equals(Optional.of(SESSION)))
        .flatMap(metric -> metric.value().stream())
        .flatMap(value -> DataType.UINT64.read(value).stream())
        .mapToLong(number -> ((Number) number).longValue())
        .findFirst();
  }
}
