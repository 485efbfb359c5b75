package org.zhiban.gateway.acquisition;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * Samples that a device tells again after a restart: they were on disk, but the gateway was killed
 * before it could say so. They are in the record once. Of each point what is older than the start
 * is looked up, until the first sample that is not on record: what comes after it is new.
 */
final class Retold {
  private final Historian historian;
  private final PointIndex index;
  private final long start;
  private final BitSet caughtUp;

  /**
   * Knows nothing yet.
   *
   * @param start of the gateway, milliseconds since 1970 UTC
   */
  Retold(Historian historian, PointIndex index, long start) {
    this.historian = historian;
    this.index = index;
    this.start = start;
    caughtUp = new BitSet(index.size());
  }

  /** The samples of a batch that are not on record, in their order; the batch itself where all. */
  SampleBatch without(SampleBatch batch) {
    SampleBatch fresh = null;
    for (int row = 0; row < batch.size(); row++) {
      boolean retold = onRecord(batch, row);
      if (retold && fresh == null) {
        fresh = new SampleBatch(batch.size());
        for (int before = 0; before < row; before++) {
          fresh.copyRow(batch, before);
        }
      } else if (!retold && fresh != null) {
        fresh.copyRow(batch, row);
      }
    }
    return fresh == null ? batch : fresh;
  }

  private boolean onRecord(SampleBatch batch, int row) {
    int point = batch.point(row);
    if (batch.time(row) >= start || caughtUp.get(point)) {
      return false;
    }
    List<PointValue> last =
        historian.lastBefore(index.ref(point), Instant.ofEpochMilli(batch.time(row)));
    boolean same = !last.isEmpty() && same(last.getFirst(), batch, row);
    if (!same) {
      caughtUp.set(point);
    }
    return same;
  }

  private static boolean same(PointValue kept, SampleBatch batch, int row) {
    return kept.time() == batch.time(row)
        && kept.quality() == batch.quality(row)
        && Double.compare(kept.value(), batch.value(row)) == 0
        && Objects.equals(kept.text(), batch.text(row));
  }
}
