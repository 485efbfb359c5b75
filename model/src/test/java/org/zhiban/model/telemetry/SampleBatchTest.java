package org.zhiban.model.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Rows of one message in the order in which they happened. */
class SampleBatchTest {
  private record Row(
      int point, double value, Quality quality, QualityReason reason, long time, String text) {}

  private static List<Row> rows(SampleBatch batch) {
    return IntStream.range(0, batch.size())
        .mapToObj(
            row ->
                new Row(
                    batch.point(row),
                    batch.value(row),
                    batch.quality(row),
                    batch.reason(row),
                    batch.time(row),
                    String.valueOf(batch.text(row))))
        .toList();
  }

  @Test
  void whatIsInOrderStaysAsItIs() {
    SampleBatch batch = new SampleBatch(2);
    batch.good(1, 1.5, 10);
    batch.good(0, 2.5, 10);
    batch.text(3, "x", 11);
    assertThat(batch.inOrderOfTime()).isSameAs(batch);
  }

  @Property
  void everyRowIsThereWholeAndThoseOfOneTimeAsTheyArrived(
      @ForAll List<@IntRange(max = 5) Integer> times) {
    SampleBatch batch = new SampleBatch(1);
    for (int i = 0; i < times.size(); i++) {
      switch (i % 3) {
        case 0 -> batch.good(i, i / 2.0, times.get(i));
        case 1 -> batch.bad(i, QualityReason.CONNECTION_DOWN, times.get(i));
        default -> batch.text(i, "text " + i, times.get(i));
      }
    }
    List<Row> wanted = rows(batch).stream().sorted(Comparator.comparingLong(Row::time)).toList();
    assertThat(rows(batch.inOrderOfTime())).isEqualTo(wanted);
  }
}
