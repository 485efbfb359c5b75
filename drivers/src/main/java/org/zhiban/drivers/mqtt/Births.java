package org.zhiban.drivers.mqtt;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.mqtt.sparkplug.DataType;
import org.zhiban.drivers.mqtt.sparkplug.Metric;
import org.zhiban.drivers.mqtt.sparkplug.Payload;

/** What a node and its devices said of their metrics when they were born. */
final class Births {
  private final Map<Optional<String>, Map<String, Definition>> byOwner = new HashMap<>();
  private final Map<Long, Definition> byAlias = new HashMap<>();

  /** A metric as its birth has it. */
  record Definition(Optional<String> device, String name, DataType type, OptionalLong alias) {}

  /** Is told what a birth says wrongly. */
  interface Faults {
    void fault(String metric, String why);
  }

  void clear() {
    byOwner.clear();
    byAlias.clear();
  }

  /** Forgets a device. */
  void remove(Optional<String> device) {
    if (byOwner.remove(device) != null) {
      byAlias.values().removeIf(definition -> definition.device().equals(device));
    }
  }

  boolean born(Optional<String> device) {
    return byOwner.containsKey(device);
  }

  /** The metrics of a device, or of the node; in the order of the birth. */
  Map<String, Definition> of(Optional<String> device) {
    return byOwner.getOrDefault(device, Map.of());
  }

  /** Takes a birth in place of an earlier one of the same device. */
  void add(Optional<String> device, Payload birth, Faults faults) {
    remove(device);
    Map<String, Definition> metrics = new LinkedHashMap<>();
    byOwner.put(device, metrics);
    for (Metric metric : birth.metrics()) {
      if (metric.name().isEmpty()) {
        faults.fault(metric.label(), "a birth must name its metrics");
        continue;
      }
      String name = metric.name().get();
      Optional<DataType> type = metric.type().stream().boxed().findFirst().flatMap(DataType::of);
      if (type.isEmpty() || type.get() == DataType.UNKNOWN) {
        faults.fault(name, "a birth must tell the data type");
        continue;
      }
      Definition definition = new Definition(device, name, type.get(), metric.alias());
      metrics.put(name, definition);
      if (metric.alias().isPresent()) {
        alias(definition, metric.alias().getAsLong(), faults);
      }
    }
  }

  /** An alias that two metrics share means neither: both can no longer be told apart. */
  private void alias(Definition definition, long alias, Faults faults) {
    Definition other = byAlias.putIfAbsent(alias, definition);
    if (other != null && !other.equals(definition)) {
      faults.fault(
          definition.name(),
          "alias " + Long.toUnsignedString(alias) + " is that of " + other.name() + " already");
      of(definition.device()).remove(definition.name());
      of(other.device()).remove(other.name());
    }
  }

  /** The metric that a message of a device, or of the node, means. */
  Optional<Definition> find(Optional<String> device, Metric metric) {
    Map<String, Definition> metrics = of(device);
    if (metric.name().isPresent()) {
      return Optional.ofNullable(metrics.get(metric.name().get()));
    }
    if (metric.alias().isEmpty()) {
      return Optional.empty();
    }
    @Nullable Definition found = byAlias.get(metric.alias().getAsLong());
    return Optional.ofNullable(found)
        .filter(definition -> definition.device().equals(device))
        .filter(definition -> metrics.containsKey(definition.name()));
  }
}
