package org.zhiban.gateway.telemetry.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.zhiban.gateway.telemetry.Historian.Bucket;
import org.zhiban.model.telemetry.Quality;

/** Gathers samples in order of time into steps of time. */
final class BucketMaker {
  private final long step;
  private final List<Bucket> buckets = new ArrayList<>();
  private long start;
  private long count;
  private long bad;
  private long numbers;
  private double min;
  private double max;
  private double sum;
  private double last;

  BucketMaker(long stepMillis) {
    this.step = stepMillis;
  }

  void add(Samples samples) {
    for (int row = 0; row < samples.size(); row++) {
      long aligned = Math.floorDiv(samples.time(row), step) * step;
      if (count == 0 || aligned != start) {
        finish();
        start = aligned;
      }
      add(samples.value(row), Samples.quality(samples.code(row)));
    }
  }

  private void add(double value, Quality quality) {
    count++;
    if (quality == Quality.BAD) {
      bad++;
    } else if (Double.isFinite(value)) {
      min = numbers == 0 ? value : Math.min(min, value);
      max = numbers == 0 ? value : Math.max(max, value);
      sum += value;
      last = value;
      numbers++;
    }
  }

  private void finish() {
    if (count > 0) {
      buckets.add(
          new Bucket(
              Instant.ofEpochMilli(start),
              known(min),
              known(max),
              known(sum / numbers),
              known(last),
              count,
              bad));
    }
    count = 0;
    bad = 0;
    numbers = 0;
    sum = 0;
  }

  private OptionalDouble known(double value) {
    return numbers == 0 ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  List<Bucket> finished() {
    finish();
    return buckets;
  }
}
