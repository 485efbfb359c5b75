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
    this(plan, breaker, RefusalMemory.of(plan));
  }

  private PolledRead(PlannedRead plan, UnitBreaker breaker, RefusalMemory refusals) {
    this.plan = plan;
    this.breaker = breaker;
    this.refusals = refusals;
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
    refusals.answered();
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
    return saidOf(new PolledRead(partial, breaker));
  }

  /** A part of this read that the device refuses; the same was said of it too. */
  PolledRead refusedPart(PlannedRead partial) {
    return saidOf(new PolledRead(partial, breaker, RefusalMemory.ofRefused(partial)));
  }

  private PolledRead saidOf(PolledRead part) {
    part.reported = reported;
    return part;
  }
}
