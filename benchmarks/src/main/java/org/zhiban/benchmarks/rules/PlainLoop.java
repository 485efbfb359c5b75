package org.zhiban.benchmarks.rules;

import java.util.List;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * What no engine can beat by much: the same comparisons, deadbands and delays as the rules of the
 * estate, written out over primitive arrays. It keeps no alarms and knows no other rules.
 */
final class PlainLoop {
  private static final byte IN_NONE = 0;
  private static final byte THRESHOLD = 1;
  private static final byte CONDITION = 2;
  private static final byte SILENCE = 3;

  private static final long SOUND = Long.MIN_VALUE;

  private final int devices;
  private final double[] values;
  private final byte[] qualities;
  private final long[] times;
  private final long[] heard;
  private final byte[] rules;
  private final long[] unsoundSince;
  private final boolean[] active;
  private long second = Long.MIN_VALUE;
  private long steps;

  PlainLoop(int devices) {
    this.devices = devices;
    int points = devices * Estate.POINTS;
    values = new double[points];
    qualities = new byte[points];
    times = new long[points];
    heard = new long[points];
    rules = new byte[points];
    unsoundSince = new long[points];
    active = new boolean[points];
    for (int point = 0; point < points; point++) {
      rules[point] = ruleOf(point % Estate.POINTS);
      unsoundSince[point] = SOUND;
    }
  }

  private static byte ruleOf(int point) {
    if (point >= Estate.RULES) {
      return IN_NONE;
    }
    if (point >= Estate.FIRST_SILENCE) {
      return SILENCE;
    }
    return point < Estate.THRESHOLDS ? THRESHOLD : CONDITION;
  }

  /** Alarms that came or went so far. */
  long steps() {
    return steps;
  }

  void judge(List<SampleBatch> batches) {
    for (SampleBatch batch : batches) {
      if (batch.time(0) != second) {
        second = batch.time(0);
        lookForSilence(second);
      }
      for (int row = 0; row < batch.size(); row++) {
        int point = batch.point(row);
        double value = batch.value(row);
        long time = batch.time(row);
        Quality quality = batch.quality(row);
        values[point] = value;
        qualities[point] = quality.code();
        times[point] = time;
        if (quality == Quality.BAD) {
          continue;
        }
        heard[point] = time;
        switch (rules[point]) {
          case THRESHOLD -> limits(point, value, Estate.DEADBAND, time);
          case CONDITION -> limits(point, value, 0, time);
          case SILENCE -> heardAgain(point);
          default -> {}
        }
      }
    }
  }

  private void limits(int point, double value, double deadband, long time) {
    if (!active[point]
        && unsoundSince[point] != SOUND
        && time - unsoundSince[point] >= Estate.ON_DELAY_MILLIS) {
      active[point] = true;
      steps++;
    }
    double slack = active[point] ? deadband : 0;
    if (value <= Estate.HIGH - slack && value >= Estate.LOW + slack) {
      unsoundSince[point] = SOUND;
      if (active[point]) {
        active[point] = false;
        steps++;
      }
    } else if (unsoundSince[point] == SOUND) {
      unsoundSince[point] = time;
    }
  }

  private void heardAgain(int point) {
    if (active[point]) {
      active[point] = false;
      steps++;
    }
  }

  private void lookForSilence(long now) {
    for (int device = 0; device < devices; device++) {
      int first = device * Estate.POINTS + Estate.FIRST_SILENCE;
      for (int point = first; point < first + Estate.SILENCES; point++) {
        if (heard[point] == 0) {
          heard[point] = now;
        } else if (!active[point] && now - heard[point] >= Estate.SILENCE_MILLIS) {
          active[point] = true;
          steps++;
        }
      }
    }
  }
}
