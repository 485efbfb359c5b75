package org.zhiban.rules.meter;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.meter.Dial;
import org.zhiban.model.meter.Meter;
import org.zhiban.model.meter.Reading;

/**
 * The standing readings of a meter in the order of their times, and what was used between them:
 * what passed on the dial, times its ratio. The first reading is where counting begins.
 */
public final class MeterBook {
  /** Digits after the point at a month's boundary; at a reading nothing is rounded. */
  private static final int BOUNDARY_PLACES = 3;

  private final List<Step> steps;

  private MeterBook(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  /**
   * One reading.
   *
   * @param before the reading before it; empty: this is the first, and nothing was used
   * @param from what its dial showed at that time, which after an exchange is the new dial's start
   * @param moved what passed on the dial since
   * @param used the same times the ratio, in the meter's unit
   */
  public record Step(
      Reading reading,
      Dial dial,
      Optional<Reading> before,
      BigDecimal from,
      BigDecimal moved,
      BigDecimal used) {
    Duration length() {
      return before
          .map(it -> Duration.between(it.readAt(), reading.readAt()))
          .orElse(Duration.ZERO);
    }

    /** What was used until a time between the two, as if it had been used evenly. */
    private BigDecimal until(Instant time) {
      Duration gone = Duration.between(before.orElse(reading).readAt(), time);
      return used.multiply(BigDecimal.valueOf(gone.toMillis()))
          .divide(BigDecimal.valueOf(length().toMillis()), BOUNDARY_PLACES, RoundingMode.DOWN);
    }
  }

  /**
   * What was used in a month.
   *
   * @param from since when readings tell, at the earliest the month's begin
   * @param until up to when, at the latest the month's end
   * @param whole whether they tell of the whole month
   */
  public record Month(
      YearMonth month, BigDecimal used, Instant from, Instant until, boolean whole) {}

  /** Whether readings follow each other as dials move. */
  public sealed interface Laid {
    record Whole(MeterBook book) implements Laid {}

    /**
     * They do not.
     *
     * @param reading the first that does not fit
     * @param last what the dial showed before it
     */
    record Broken(Reading reading, Dial dial, BigDecimal last, Misfit why) implements Laid {}
  }

  /** Why a reading does not fit. */
  public enum Misfit {
    /** The dial cannot show it. */
    TOO_LONG,
    /** It is lower than the one before, and nothing says why. */
    LOWER,
    /**
     * It is said to have rolled over, and is not lower, or the last was in the dial's lower half.
     */
    NOT_ROLLED
  }

  /** Lays out what stands of a meter's readings; the order in which they come means nothing. */
  public static Laid lay(Meter meter, Collection<Reading> readings) {
    List<Reading> inOrder =
        readings.stream()
            .filter(Reading::stands)
            .sorted(Comparator.comparing(Reading::readAt).thenComparingInt(Reading::number))
            .toList();
    List<Step> steps = new ArrayList<>();
    Dial dial = meter.dial();
    Optional<Reading> before = Optional.empty();
    BigDecimal last = BigDecimal.ZERO;
    for (Reading reading : inOrder) {
      Optional<Misfit> misfit = misfit(dial, before.isEmpty(), last, reading);
      if (misfit.isPresent()) {
        return new Laid.Broken(reading, dial, last, misfit.get());
      }
      BigDecimal from = before.isEmpty() ? reading.value() : last;
      BigDecimal difference = reading.value().subtract(from);
      BigDecimal moved = difference.signum() < 0 ? difference.add(dial.turn()) : difference;
      steps.add(new Step(reading, dial, before, from, moved, moved.multiply(dial.ratio())));
      dial = reading.exchange().map(Reading.Exchange::dial).orElse(dial);
      last = reading.exchange().map(Reading.Exchange::start).orElse(reading.value());
      before = Optional.of(reading);
    }
    return new Laid.Whole(new MeterBook(steps));
  }

  /** What was recorded before the first, such as a roll-over, means nothing to the first. */
  private static Optional<Misfit> misfit(
      Dial dial, boolean first, BigDecimal last, Reading reading) {
    if (!dial.shows(reading.value())) {
      return Optional.of(Misfit.TOO_LONG);
    }
    if (first) {
      return Optional.empty();
    }
    boolean lower = reading.value().compareTo(last) < 0;
    if (reading.rolledOver()) {
      boolean upperHalf = last.add(last).compareTo(dial.turn()) > 0;
      return lower && upperHalf ? Optional.empty() : Optional.of(Misfit.NOT_ROLLED);
    }
    return lower ? Optional.of(Misfit.LOWER) : Optional.empty();
  }

  /** The book of readings that were taken. */
  public static MeterBook of(Meter meter, Collection<Reading> readings) {
    return switch (lay(meter, readings)) {
      case Laid.Whole(var book) -> book;
      case Laid.Broken broken ->
          throw new IllegalArgumentException(
              meter.id() + ": reading " + broken.reading().number() + " is " + broken.why());
    };
  }

  /** From the earliest reading to the latest. */
  public List<Step> steps() {
    return steps;
  }

  /** The dial that hangs there now. */
  public static Dial dialNow(Meter meter, Optional<Reading> lastExchange) {
    return lastExchange.flatMap(Reading::exchange).map(Reading.Exchange::dial).orElse(meter.dial());
  }

  /** A number without zeros at its end. */
  public static String text(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** What was used from the first reading to the last. */
  public BigDecimal total() {
    return steps.stream().map(Step::used).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What was used from the first reading to a time; between two readings as if evenly. */
  public BigDecimal usedUntil(Instant time) {
    BigDecimal used = BigDecimal.ZERO;
    for (Step step : steps) {
      if (time.isBefore(step.reading().readAt())) {
        return step.before().filter(it -> time.isAfter(it.readAt())).isPresent()
            ? used.add(step.until(time))
            : used;
      }
      used = used.add(step.used());
    }
    return used;
  }

  /**
   * What was used in each month of which readings tell. Their sum is the total: each begins with
   * what the one before ended with.
   */
  public List<Month> months(ZoneId zone) {
    List<Month> months = new ArrayList<>();
    if (steps.isEmpty()) {
      return months;
    }
    Instant end = steps.getLast().reading().readAt();
    Instant from = steps.getFirst().reading().readAt();
    while (from.isBefore(end)) {
      YearMonth month = YearMonth.from(from.atZone(zone));
      Instant begin = month.atDay(1).atStartOfDay(zone).toInstant();
      Instant over = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
      Instant until = end.isBefore(over) ? end : over;
      months.add(
          new Month(
              month,
              usedUntil(until).subtract(usedUntil(from)),
              from,
              until,
              from.equals(begin) && until.equals(over)));
      from = until;
    }
    return months;
  }
}
