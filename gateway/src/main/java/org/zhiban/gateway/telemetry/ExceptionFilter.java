package org.zhiban.gateway.telemetry;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * Report by exception: what is worth a place in history. A sample passes when its value left the
 * deadband around the last one that passed, when its quality or reason or text changed, and when
 * nothing passed for a heartbeat, so that "no change" and "no data" differ. One thread.
 */
public final class ExceptionFilter {
  /** The longest silence of a point that is read and does not change. */
  public static final Duration HEARTBEAT = Duration.ofMinutes(5);

  private final double[] deadbands;
  private final long heartbeatMillis;
  private final double[] values;
  private final byte[] qualities;
  private final byte[] reasons;
  private final long[] times;
  private final @Nullable String[] texts;

  /**
   * @param deadbands by point number, in the points' units; 0: every sample passes
   */
  public ExceptionFilter(double[] deadbands, Duration heartbeat) {
    this.deadbands = deadbands.clone();
    this.heartbeatMillis = heartbeat.toMillis();
    values = new double[deadbands.length];
    qualities = new byte[deadbands.length];
    reasons = new byte[deadbands.length];
    times = new long[deadbands.length];
    texts = new String[deadbands.length];
    Arrays.fill(times, Long.MIN_VALUE);
  }

  /**
   * A filter with the deadbands of a site; what counts in steps, and what is not a number, passes
   * when it changes.
   */
  public static ExceptionFilter of(Site site, PointIndex index) {
    double[] deadbands = new double[index.size()];
    for (int point = 0; point < deadbands.length; point++) {
      var spec = site.point(index.ref(point));
      deadbands[point] = spec.kind().numeric() ? spec.deadband() : Double.MIN_VALUE;
    }
    return new ExceptionFilter(deadbands, HEARTBEAT);
  }

  /** Whether a row is reported; one that passes becomes what the next is compared with. */
  public boolean passes(SampleBatch batch, int row) {
    int point = batch.point(row);
    if (!changed(batch, row, point)) {
      return false;
    }
    values[point] = batch.value(row);
    qualities[point] = batch.quality(row).code();
    reasons[point] = batch.reason(row).code();
    times[point] = batch.time(row);
    texts[point] = batch.text(row);
    return true;
  }

  private boolean changed(SampleBatch batch, int row, int point) {
    long last = times[point];
    if (last == Long.MIN_VALUE
        || batch.time(row) - last >= heartbeatMillis
        || batch.time(row) < last
        || batch.quality(row).code() != qualities[point]
        || batch.reason(row).code() != reasons[point]
        || !Objects.equals(batch.text(row), texts[point])) {
      return true;
    }
    if (batch.quality(row) == Quality.BAD || Double.isNaN(batch.value(row))) {
      return false;
    }
    return deadbands[point] == 0 || Math.abs(batch.value(row) - values[point]) >= deadbands[point];
  }
}
