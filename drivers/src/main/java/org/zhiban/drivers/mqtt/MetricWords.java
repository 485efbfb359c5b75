package org.zhiban.drivers.mqtt;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.zhiban.drivers.mqtt.Births.Definition;
import org.zhiban.drivers.mqtt.sparkplug.Metric;
import org.zhiban.drivers.mqtt.sparkplug.SparkplugTopic.MessageType;

/** What a message of an edge node held, for the log; the words are made when somebody looks. */
record MetricWords(MessageType type, OptionalLong sequence, int metrics, List<Part> first)
    implements Supplier<String> {
  /** Metrics that are shown. */
  static final int SHOWN = 8;

  private static final int LONGEST = 40;

  /** A metric and, where it has one, what its birth says of it. */
  record Part(Metric metric, Optional<Definition> definition) {}

  @Override
  public String get() {
    StringBuilder words = new StringBuilder(type.name());
    sequence.ifPresent(number -> words.append(" seq ").append(Long.toUnsignedString(number)));
    words.append(", ").append(metrics).append(metrics == 1 ? " metric" : " metrics");
    if (metrics > 0) {
      words.append(
          first.stream()
              .map(MetricWords::words)
              .collect(Collectors.joining(", ", ": ", metrics > first.size() ? ", …" : "")));
    }
    return words.toString();
  }

  private static String words(Part part) {
    Metric metric = part.metric();
    String name = part.definition().map(Definition::name).orElseGet(metric::label);
    String value =
        metric.absent()
            ? "null"
            : part.definition()
                .flatMap(known -> metric.value().flatMap(known.type()::read))
                .map(Object::toString)
                .or(() -> metric.value().map(Object::toString))
                .orElse("nothing");
    return name
        + " = "
        + (value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value)
        + (metric.historical() ? " (historical)" : "");
  }
}
