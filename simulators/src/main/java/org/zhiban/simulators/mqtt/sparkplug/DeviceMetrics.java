package org.zhiban.simulators.mqtt.sparkplug;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.site.PointSpec;
import org.zhiban.simulators.mqtt.sparkplug.PayloadBuilder.Told;
import org.zhiban.simulators.plant.EquipmentTwin;
import org.zhiban.simulators.plant.Snapshot.Reach;

/**
 * The metrics of one device, or of the node itself: told when they change, numbers no oftener than
 * at their points' own pace.
 */
final class DeviceMetrics {
  private static final Duration SLOWNESS = Duration.ofSeconds(5);

  private final Map<String, OneMetric> metrics = new LinkedHashMap<>();
  private final LongSupplier aliases;
  private final List<Late> late = new ArrayList<>();
  private Instant last = Instant.MIN;

  /** A point of a metric; those after the first are only written to. */
  record Part(EquipmentTwin twin, int position, PointSpec point) {}

  /** What a metric says at a moment. */
  record Change(OneMetric metric, Told told) {}

  private record Late(Instant due, List<Change> changes) {}

  /** A metric and what it last said. */
  static final class OneMetric {
    final String name;
    final long alias;
    final List<Part> parts = new ArrayList<>();
    private @Nullable Told said;

    private OneMetric(String name, long alias) {
      this.name = name;
      this.alias = alias;
    }

    MetricType type() {
      return MetricType.of(shown().point());
    }

    /** What is read goes before what is only written. */
    private Part shown() {
      return parts.stream()
          .filter(part -> !part.point().command())
          .findFirst()
          .orElseGet(parts::getFirst);
    }

    private Told now(long time) {
      Part part = shown();
      var snapshot = part.twin().snapshot();
      boolean sound = snapshot.reach() != Reach.REFUSES;
      return new Told(time, type().value(part.point(), snapshot, part.position()), sound);
    }

    private boolean paced() {
      MetricType type = type();
      return type == MetricType.DOUBLE || type == MetricType.UINT64;
    }
  }

  /**
   * Metrics to be filled.
   *
   * @param aliases gives each a number that is unique in the node
   */
  DeviceMetrics(LongSupplier aliases) {
    this.aliases = aliases;
  }

  void add(String metric, Part part) {
    metrics
        .computeIfAbsent(metric, name -> new OneMetric(name, aliases.getAsLong()))
        .parts
        .add(part);
  }

  /** Whether the device, or one of those behind the node, cannot be heard. */
  boolean silent() {
    return reach(Reach.SILENT);
  }

  private boolean reach(Reach reach) {
    return metrics.values().stream()
        .flatMap(metric -> metric.parts.stream())
        .anyMatch(part -> part.twin().snapshot().reach() == reach);
  }

  /** All metrics as they are now, for a birth. */
  List<Change> birth(Instant now) {
    late.clear();
    last = now;
    List<Change> all = new ArrayList<>();
    for (OneMetric metric : metrics.values()) {
      Told told = metric.now(now.toEpochMilli());
      metric.said = told;
      all.add(new Change(metric, told));
    }
    return all;
  }

  /** What is to be told now; a slow device tells of it later. */
  List<Change> due(Instant now) {
    List<Change> changes = changes(now);
    if (reach(Reach.SLOWLY) && !changes.isEmpty()) {
      late.add(new Late(now.plus(SLOWNESS), changes));
      changes = List.of();
    }
    if (!late.isEmpty() && !late.getFirst().due().isAfter(now)) {
      return late.removeFirst().changes();
    }
    return changes;
  }

  private List<Change> changes(Instant now) {
    Duration pace =
        metrics.values().stream()
            .flatMap(metric -> metric.parts.stream())
            .map(part -> part.point().period())
            .min(Duration::compareTo)
            .orElseThrow();
    boolean paceIsDue = !now.isBefore(last.plus(pace));
    if (paceIsDue) {
      last = now;
    }
    List<Change> changes = new ArrayList<>();
    for (OneMetric metric : metrics.values()) {
      Told told = metric.now(now.toEpochMilli());
      Told said = Objects.requireNonNull(metric.said, "a device is born before it tells");
      boolean same = Objects.equals(told.value(), said.value()) && told.sound() == said.sound();
      if (!same && (paceIsDue || !metric.paced() || told.sound() != said.sound())) {
        metric.said = told;
        changes.add(new Change(metric, told));
      }
    }
    return changes;
  }

  /** The metric that a command means. */
  Optional<OneMetric> find(CommandReader.Command command) {
    return metrics.values().stream()
        .filter(
            metric ->
                command.alias() > 0
                    ? metric.alias == command.alias()
                    : metric.name.equals(command.name()))
        .findFirst();
  }

  /** What was written is told at once, even where nothing changed. */
  Change answer(OneMetric metric, Instant now) {
    Told told = metric.now(now.toEpochMilli());
    metric.said = told;
    return new Change(metric, told);
  }
}
