package org.zhiban.gateway.commands;

import java.time.Duration;
import java.util.Optional;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.Quality;

/**
 * The point that must follow a command.
 *
 * @param command what is written
 * @param feedback what must follow
 */
record ReadBack(PointRef ref, PointSpec command, PointSpec feedback) {
  private static final Duration LEAST_LIMIT = Duration.ofSeconds(10);
  private static final Duration MOST_LIMIT = Duration.ofSeconds(30);

  /** What a drive may be off its set point, as a part of the range, or else of the value. */
  private static final double TOLERANCE = 0.005;

  static Optional<ReadBack> of(Equipment equipment, PointSpec command) {
    return command
        .readBack()
        .map(
            name ->
                new ReadBack(
                    new PointRef(equipment.id(), name),
                    command,
                    Optional.ofNullable(equipment.points().get(name)).orElseThrow()));
  }

  /** How long it may take: time for two reads, between 10 and 30 s. */
  Duration limit() {
    Duration reads = feedback.period().multipliedBy(2);
    return reads.compareTo(LEAST_LIMIT) < 0
        ? LEAST_LIMIT
        : reads.compareTo(MOST_LIMIT) > 0 ? MOST_LIMIT : reads;
  }

  /**
   * Whether a value shows that the command was followed. A polled value must have been read since;
   * one that a device tells when it changes stands until it says otherwise.
   *
   * @param since the write, milliseconds since 1970 UTC
   */
  boolean follows(PointValue value, double wanted, long since) {
    return value.quality() == Quality.GOOD
        && (value.time() >= since || toldByChange())
        && same(value, wanted);
  }

  private boolean toldByChange() {
    return feedback.source().filter(source -> !(source instanceof PointSource.Modbus)).isPresent();
  }

  private boolean same(PointValue value, double wanted) {
    if (command.kind().numeric() && feedback.kind().numeric()) {
      return Math.abs(value.value() - wanted) <= tolerance(wanted);
    }
    if (command.kind() == PointKind.MULTISTATE && feedback.kind() == PointKind.MULTISTATE) {
      return name(feedback, value.value()).equals(name(command, wanted));
    }
    return value.value() == wanted;
  }

  /** In the feedback's unit: its deadband, or half a percent, whichever is more. */
  private double tolerance(double wanted) {
    double whole =
        feedback.range().map(range -> range.max() - range.min()).orElse(Math.abs(wanted));
    return Math.max(feedback.deadband(), TOLERANCE * whole);
  }

  private static String name(PointSpec point, double state) {
    return point.states().get((int) state).name();
  }
}
