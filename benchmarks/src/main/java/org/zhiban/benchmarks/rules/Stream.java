package org.zhiban.benchmarks.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * Reads of all devices, second after second, a batch a device. Values wander within their limits;
 * now and then one passes a limit for some seconds, some of them long enough for an alarm, and now
 * and then the points that are watched for silence are not read for a while. Streams of the same
 * size give the same.
 */
final class Stream {
  private static final long START = 1_800_000_000_000L;
  private static final long SECOND = 1_000;

  /** A point passes a limit about every half hour; a device's reads fail about once an hour. */
  private static final int SOUND_SECONDS = 2_000;

  private static final int HEARD_SECONDS = 4_000;
  private static final int UNSOUND_UP_TO = 12;
  private static final int SILENT_UP_TO = 120;

  private final int devices;
  private final long[] unsoundUntil;
  private final long[] silentUntil;
  private final SplittableRandom random = new SplittableRandom(1);
  private long second;

  Stream(int devices) {
    this.devices = devices;
    unsoundUntil = new long[devices * Estate.POINTS];
    silentUntil = new long[devices];
    Arrays.fill(unsoundUntil, -1);
    Arrays.fill(silentUntil, -1);
  }

  /** The next seconds. */
  List<SampleBatch> next(int seconds) {
    List<SampleBatch> batches = new ArrayList<>(seconds * devices);
    for (int passed = 0; passed < seconds; passed++) {
      for (int device = 0; device < devices; device++) {
        batches.add(read(device));
      }
      second++;
    }
    return batches;
  }

  private SampleBatch read(int device) {
    if (silentUntil[device] < second && random.nextInt(HEARD_SECONDS) == 0) {
      silentUntil[device] = second + random.nextInt(SILENT_UP_TO);
    }
    boolean silent = silentUntil[device] >= second;
    long time = START + SECOND * second;
    SampleBatch batch = new SampleBatch(Estate.POINTS);
    for (int point = 0; point < Estate.POINTS; point++) {
      if (!silent || point < Estate.FIRST_SILENCE || point >= Estate.RULES) {
        int number = device * Estate.POINTS + point;
        batch.good(number, value(number), time);
      }
    }
    return batch;
  }

  private double value(int number) {
    boolean upwards = number % 2 == 0;
    if (unsoundUntil[number] < second && random.nextInt(SOUND_SECONDS) == 0) {
      unsoundUntil[number] = second + random.nextInt(UNSOUND_UP_TO);
    }
    if (unsoundUntil[number] > second) {
      return upwards ? 95 : 5;
    }
    if (unsoundUntil[number] == second) {
      // Within the deadband on its way back.
      return upwards ? 89.5 : 10.5;
    }
    return 20 + random.nextInt(60);
  }
}
