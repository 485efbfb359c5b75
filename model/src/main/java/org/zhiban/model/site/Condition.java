package org.zhiban.model.site;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.telemetry.PointRef;

/** What a rule judges: one kind a rule. */
public sealed interface Condition {
  /** The word of the configuration language. */
  default String kind() {
    return switch (this) {
      case When _ -> "when";
      case Threshold _ -> "threshold";
      case Discrepancy _ -> "discrepancy";
      case Rate _ -> "rate";
      case NoData _, ConnectionDown _ -> "no_data";
      case ClockOff _ -> "clock_off";
      case GatewayTrouble _ -> "gateway";
      case Stuck _ -> "stuck";
      case Deviation _ -> "deviation";
      case Count _ -> "count";
      case Sequence _ -> "sequence";
      case Combination _ -> "combination";
      case RunHours _ -> "run_hours";
      case Starts _ -> "starts";
      case Change _ -> "change";
      case Balance _ -> "balance";
      case Baseline _ -> "baseline";
      case Schedule _ -> "schedule";
      case Device _ -> "device";
    };
  }

  /** True while the expression is. */
  record When(Expression expression) implements Condition {}

  /** Any one of the points passes one of the limits. */
  record Threshold(List<PointRef> points, double deadband, List<Limit> limits)
      implements Condition {
    public Threshold {
      points = List.copyOf(points);
      limits = List.copyOf(limits);
    }
  }

  /** One limit of a threshold; its own delay and priority go before the rule's. */
  record Limit(
      LimitKind kind, double at, Optional<Duration> onDelay, Optional<Priority> priority) {}

  /** Which side, and how far out. */
  enum LimitKind {
    LOW_LOW,
    LOW,
    HIGH,
    HIGH_HIGH;

    /** Whether values above the limit are in alarm. */
    public boolean upper() {
      return this == HIGH || this == HIGH_HIGH;
    }
  }

  /** The feedback does not follow the command within the time. */
  record Discrepancy(PointRef command, PointRef feedback, Duration within) implements Condition {}

  /**
   * The point rises (or falls) by more than so much per time, over a window with enough samples.
   */
  record Rate(
      PointRef point,
      OptionalDouble rise,
      OptionalDouble fall,
      Duration per,
      Duration over,
      int minSamples)
      implements Condition {}

  /** At least one of the points was not heard of for so long. */
  record NoData(List<PointRef> points, Duration after) implements Condition {
    public NoData {
      points = List.copyOf(points);
    }
  }

  /**
   * Nothing of a connection was heard of for so long, though rules of its equipment wait for it
   * ({@link Site#awaitedOver}). The cause of their alarms: it suppresses theirs, never those of
   * life safety.
   */
  record ConnectionDown(String connection, Duration after) implements Condition {}

  /**
   * The source of a point stamps its values with a time that cannot be, so that they carry the time
   * of receipt.
   *
   * @param connection whose points are meant where none are named
   */
  record ClockOff(Optional<String> connection, List<PointRef> points) implements Condition {
    public ClockOff {
      points = List.copyOf(points);
    }
  }

  /** A part of the gateway's own work fails. */
  record GatewayTrouble(GatewayPart part) implements Condition {}

  /** The point does not move by {@code epsilon} for so long while the witness moves. */
  record Stuck(PointRef point, double epsilon, Duration after, Optional<Expression> whileTrue)
      implements Condition {}

  /** The points lie apart by more than so much of their mean (percent) or so much in their unit. */
  record Deviation(List<PointRef> points, Amount over, Optional<Expression> whileTrue)
      implements Condition {
    public Deviation {
      points = List.copyOf(points);
    }
  }

  /** An absolute amount, or a share of 1. */
  record Amount(double value, boolean share) {}

  /**
   * So many events within a time, or so large a share of the last so many.
   *
   * @param resetBy while this holds nothing is counted, and the count begins anew after it
   */
  record Count(
      Expression event,
      int times,
      Optional<Duration> within,
      OptionalDouble share,
      int ofLast,
      List<String> keyedBy,
      Optional<Expression> resetBy)
      implements Condition {
    public Count {
      keyedBy = List.copyOf(keyedBy);
    }

    /** A count that nothing but time begins anew. */
    public Count(
        Expression event,
        int times,
        Optional<Duration> within,
        OptionalDouble share,
        int ofLast,
        List<String> keyedBy) {
      this(event, times, within, share, ofLast, keyedBy, Optional.empty());
    }
  }

  /** An event without another before it, or after it. */
  record Sequence(
      Expression event,
      Optional<Expression> unlessPrecededBy,
      Optional<Expression> unlessFollowedBy,
      Duration within,
      Duration late,
      Optional<Duration> maxAge,
      Optional<Expression> unless)
      implements Condition {}

  /** At least {@code atLeast} of the expressions hold. */
  record Combination(List<Expression> of, int atLeast) implements Condition {
    public Combination {
      of = List.copyOf(of);
    }
  }

  /** A counter of hours passed so many since the last reset of the rule. */
  record RunHours(PointRef point, double every) implements Condition {}

  /** A binary point started more often than that within the time. */
  record Starts(PointRef point, int times, Duration within) implements Condition {}

  /** Each step of the point in the direction is an alarm. */
  record Change(PointRef point, Direction direction) implements Condition {}

  /** Direction of a change. */
  enum Direction {
    UP,
    DOWN,
    ANY
  }

  /** The children's sum differs from the parent's by more than the tolerance, over a time. */
  record Balance(PointRef parent, List<PointRef> children, Amount tolerance, Duration over)
      implements Condition {
    public Balance {
      children = List.copyOf(children);
    }
  }

  /**
   * Far from what the same hour of the week was; advisory.
   *
   * @param times so many times the usual spread off the median, to either side
   * @param above more than so many times the median
   * @param below less than this share of the median
   * @param hours of the day that are judged alone; what was found holds until the next of them
   * @param inARow so many hours that are judged must be so, one after the other
   */
  record Baseline(
      PointRef point,
      OptionalDouble times,
      OptionalDouble above,
      OptionalDouble below,
      int minWeeks,
      Optional<PlanSpec.Window> hours,
      int inARow)
      implements Condition {
    public Baseline {
      if (times.isEmpty() && above.isEmpty() && below.isEmpty()) {
        throw new IllegalArgumentException("a baseline needs times, above or below");
      }
    }

    /** So many spreads off, in any hour. */
    public Baseline(PointRef point, double times, int minWeeks) {
      this(
          point,
          OptionalDouble.of(times),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          minWeeks,
          Optional.empty(),
          1);
    }
  }

  /** True outside the hours. */
  record Schedule(Expression expression, LocalTime from, LocalTime to) implements Condition {}

  /** The device's own alarm passed through. */
  record Device(PointRef point, List<String> states) implements Condition {
    public Device {
      states = List.copyOf(states);
    }
  }
}
