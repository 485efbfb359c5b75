package org.zhiban.rules.alarm.kind;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.zhiban.model.site.Condition.Baseline;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.rules.expression.Steady;
import org.zhiban.rules.expression.Truth;

/**
 * Takes the mean of every full hour, or a counter's rise in it, and holds it against the same hour
 * of other weeks; what was found holds until the next hour that is judged. An hour of which the
 * beginning was not seen, or in which the gateway stood still across its end, is left out.
 */
final class BaselineSignal extends Signal {
  private static final long NOT_BEGUN = Long.MIN_VALUE;

  private final Sums sums;
  private final Optional<DayHours> judged;
  private final int inARow;
  private final ZoneId zone;
  private final WeekHours weeks;
  private final Surroundings around;
  private final PointTable table;

  /** The end of the hour that runs, by the rules' time. */
  private long end = NOT_BEGUN;

  /** Whether this hour was seen from its beginning. */
  private boolean whole;

  private Truth found = Truth.UNKNOWN;

  /** How many of the last hours that were judged were far off, one after the other. */
  private int row;

  BaselineSignal(Sums sums, Baseline condition, ZoneId zone, Surroundings around) {
    this.sums = sums;
    this.judged = condition.hours().map(hours -> new DayHours(hours.from(), hours.to(), zone));
    this.inARow = condition.inARow();
    this.zone = zone;
    this.weeks = new WeekHours(condition);
    this.around = around;
    this.table = around.table();
  }

  @Override
  public void begin(long time) {
    if (end == NOT_BEGUN || end + Duration.ofHours(1).toMillis() <= time) {
      open(time, false);
    }
  }

  @Override
  public void clockSet(long time) {
    open(time, false);
  }

  private void open(long time, boolean seen) {
    ZonedDateTime wall = around.wall(time).atZone(zone);
    ZonedDateTime next = wall.truncatedTo(ChronoUnit.HOURS).plusHours(1);
    end = time + Duration.between(wall, next).toMillis();
    whole = seen && sums.known(table);
    sums.begin(table, time);
    around.remember().run();
  }

  @Override
  public void sample(int point, long time) {
    sums.take(table, time);
  }

  @Override
  public void fire(long time) {
    if (whole && sums.known(table)) {
      double amount = sums.amounts(table, end)[0];
      if (!Double.isNaN(amount)) {
        ZonedDateTime hour = around.wall(end).atZone(zone).minusHours(1);
        if (judged.isEmpty() || judged.get().contains(hour.toInstant())) {
          judge((hour.getDayOfWeek().getValue() - 1) * 24 + hour.getHour(), amount);
        }
      }
    }
    open(time, time - end < Duration.ofMinutes(1).toMillis());
  }

  private void judge(int place, double amount) {
    Truth far = weeks.far(place, amount);
    row = far == Truth.TRUE ? Math.min(row + 1, inARow) : 0;
    found = far == Truth.TRUE ? Truth.of(row == inARow) : far;
    weeks.add(place, amount);
  }

  @Override
  public void steady(int point, Steady values) {
    sums.steady(point, table, values);
  }

  @Override
  public Truth input(int track) {
    return found;
  }

  @Override
  public long deadline() {
    return end == NOT_BEGUN ? NEVER : end;
  }

  @Override
  public boolean idle() {
    return end == NOT_BEGUN;
  }

  @Override
  public void save(Notes notes) {
    if (end != NOT_BEGUN) {
      notes.put("hour", end, whole ? 1 : 0, found.code(), row);
      sums.save(notes);
      weeks.save(notes);
    }
  }

  @Override
  public void load(Notes notes) {
    if (notes.has("hour")) {
      long[] saved = notes.numbers("hour");
      end = saved[0];
      whole = saved[1] == 1;
      found = Truth.ofCode(saved[2]);
      row = saved.length > 3 ? (int) saved[3] : 0;
      sums.load(notes);
      weeks.load(notes);
    }
  }
}
