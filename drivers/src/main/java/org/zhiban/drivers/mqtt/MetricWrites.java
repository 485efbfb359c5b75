package org.zhiban.drivers.mqtt;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.mqtt.Births.Definition;
import org.zhiban.drivers.mqtt.sparkplug.EdgeNodeId;
import org.zhiban.drivers.mqtt.sparkplug.Metric;

/**
 * The metrics that are written, as their births define them, and what they were last heard to be. A
 * command has no answer of its own: that a metric tells of the value is the answer. Safe for
 * concurrent use.
 */
final class MetricWrites {
  private final Set<SparkplugPoint.Key> keys;
  private final Map<SparkplugPoint.Key, Definition> born = new ConcurrentHashMap<>();
  private final Map<SparkplugPoint.Key, Object> last = new ConcurrentHashMap<>();
  private final List<Expected> expected = new CopyOnWriteArrayList<>();

  /** A value that is waited for. */
  record Expected(SparkplugPoint.Key key, Object value, CompletableFuture<Boolean> seen) {}

  MetricWrites(List<SparkplugPoint> commands) {
    keys = commands.stream().map(SparkplugPoint::key).collect(Collectors.toUnmodifiableSet());
  }

  Set<SparkplugPoint.Key> keys() {
    return keys;
  }

  Optional<Definition> definition(SparkplugPoint.Key key) {
    return Optional.ofNullable(born.get(key));
  }

  /** What the metric last told of itself, in this session. */
  Optional<Object> last(SparkplugPoint.Key key) {
    return Optional.ofNullable(last.get(key));
  }

  /** Waits for a value from now on; {@link #dismiss} ends it. */
  Expected expect(SparkplugPoint.Key key, Object value) {
    Expected one = new Expected(key, value, new CompletableFuture<>());
    expected.add(one);
    return one;
  }

  void dismiss(Expected one) {
    expected.remove(one);
  }

  void born(EdgeNodeId node, Optional<String> device, Map<String, Definition> metrics) {
    gone(node, device);
    for (SparkplugPoint.Key key : keys) {
      @Nullable Definition definition = metrics.get(key.metric());
      if (key.node().equals(node) && key.device().equals(device) && definition != null) {
        born.put(key, definition);
      }
    }
  }

  void gone(EdgeNodeId node, Optional<String> device) {
    drop(key -> key.node().equals(node) && key.device().equals(device));
  }

  void forget() {
    drop(_ -> true);
  }

  private void drop(Predicate<SparkplugPoint.Key> which) {
    born.keySet().removeIf(which);
    last.keySet().removeIf(which);
  }

  void told(SparkplugPoint.Key key, Definition definition, Metric metric) {
    if (!keys.contains(key)) {
      return;
    }
    Optional<Object> value = metric.value().flatMap(definition.type()::read);
    if (value.isEmpty() || metric.absent()) {
      last.remove(key);
      return;
    }
    last.put(key, value.get());
    for (Expected one : expected) {
      if (one.key().equals(key) && same(one.value(), value.get())) {
        one.seen().complete(true);
      }
    }
  }

  /** A float that went through a double, or back, is the same. */
  static boolean same(Object one, Object other) {
    if (one instanceof Number a && other instanceof Number b) {
      return (one instanceof Float || other instanceof Float)
          ? a.floatValue() == b.floatValue()
          : new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString())) == 0;
    }
    return one.equals(other);
  }
}
