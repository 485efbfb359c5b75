package org.zhiban.drivers.modbus;

import org.jspecify.annotations.Nullable;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;

/** A read under way, time after time: its decoders, and what was last said of its points. */
final class PolledRead {
  private final PlannedRead plan;
  private final UnitBreaker breaker;
  private final RefusalMemory refusals;
  private final PointDecoder[] decoders;
  private @Nullable QualityReason reported = QualityReason.NOT_READ_YET;

  PolledRead(PlannedRead plan, UnitBreaker breaker) {
    this.plan = plan;
    this.breaker = breaker;
    refusals = new RefusalMemory(plan);
    decoders =
        plan.points().stream()
            .map(point -> PointDecoder.of(point, plan))
            .toArray(PointDecoder[]::new);
  }

  PlannedRead plan() {
    return plan;
  }

  /** Of the unit that is read; its reads share it. */
  UnitBreaker breaker() {
    return breaker;
  }

  RefusalMemory refusals() {
    return refusals;
  }

  /** Whether nothing good is known: never read, or said to be missing. */
  boolean missing() {
    return reported != null;
  }

  /** Whether the device last refused the read. */
  boolean refused() {
    return reported == QualityReason.DEVICE_REFUSED;
  }

  /** The samples of an answer. */
  SampleBatch samples(int[] values, long time) {
    reported = null;
    SampleBatch batch = new SampleBatch(decoders.length);
    for (PointDecoder decoder : decoders) {
      decoder.decode(values, batch, time);
    }
    return batch;
  }

  /** Adds that the points could not be read, unless that was said already. */
  void missing(QualityReason reason, SampleBatch batch, long time) {
    if (reported != reason) {
      reported = reason;
      for (PointDecoder decoder : decoders) {
        batch.bad(decoder.point(), reason, time);
      }
    }
  }

  /** A part of this read, of which the same was said as of the whole. */
  PolledRead part(PlannedRead partial) {
    PolledRead part = new PolledRead(partial, breaker);
    part.reported = reported;
    return part;
  }
}
