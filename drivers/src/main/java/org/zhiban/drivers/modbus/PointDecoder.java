package org.zhiban.drivers.modbus;

import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.ValueRange;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;

/** Makes a point's sample from the values of the read that holds it. */
final class PointDecoder {
  private final int point;
  private final int first;
  private final PointKind kind;
  private final RegisterValue value;
  private final Scaling scaling;
  private final @Nullable ValueRange range;
  private final Map<String, Integer> states;

  private PointDecoder(DrivenPoint driven, PlannedRead read) {
    PointSource.Modbus source = ReadPlan.source(driven);
    PointSpec spec = driven.spec();
    point = driven.number();
    first = source.address() - read.address();
    kind = spec.kind();
    value = RegisterValue.of(source);
    scaling = new Scaling(source.scale(), source.offset());
    range = spec.range().orElse(null);
    states = HashMap.newHashMap(spec.states().size());
    for (int index = 0; index < spec.states().size(); index++) {
      states.putIfAbsent(spec.states().get(index).raw(), index);
    }
  }

  /** A decoder for a point of a read. */
  static PointDecoder of(DrivenPoint point, PlannedRead read) {
    return new PointDecoder(point, read);
  }

  int point() {
    return point;
  }

  /**
   * Adds the point's sample.
   *
   * @param values of the whole read
   * @param time of their receipt, milliseconds since 1970 UTC
   */
  void decode(int[] values, SampleBatch batch, long time) {
    switch (kind) {
      case ANALOG, COUNTER -> number(value.number(values, first), batch, time);
      case BINARY -> binary(value.number(values, first), batch, time);
      case MULTISTATE -> state(values, batch, time);
      case TEXT -> text(values, batch, time);
      case EVENT -> batch.bad(point, QualityReason.UNDECODABLE, time);
    }
  }

  private void number(double raw, SampleBatch batch, long time) {
    double scaled = scaling.apply(raw);
    if (!Double.isFinite(scaled)) {
      batch.bad(point, notANumber(), time);
    } else if (range != null && !range.contains(scaled)) {
      batch.add(point, scaled, null, Quality.UNCERTAIN, QualityReason.OUT_OF_RANGE, time);
    } else {
      batch.good(point, scaled, time);
    }
  }

  private void binary(double raw, SampleBatch batch, long time) {
    if (!Double.isFinite(raw)) {
      batch.bad(point, notANumber(), time);
    } else {
      batch.good(point, raw == 0 ? 0 : 1, time);
    }
  }

  private QualityReason notANumber() {
    return value.floating() ? QualityReason.NOT_AVAILABLE : QualityReason.UNDECODABLE;
  }

  private void state(int[] values, SampleBatch batch, long time) {
    try {
      Integer index = states.get(value.words(values, first));
      if (index == null) {
        batch.bad(point, QualityReason.UNKNOWN_STATE, time);
      } else {
        batch.good(point, index, time);
      }
    } catch (CharacterCodingException _) {
      batch.bad(point, QualityReason.UNDECODABLE, time);
    }
  }

  private void text(int[] values, SampleBatch batch, long time) {
    try {
      batch.text(point, value.words(values, first), time);
    } catch (CharacterCodingException _) {
      batch.bad(point, QualityReason.UNDECODABLE, time);
    }
  }
}
