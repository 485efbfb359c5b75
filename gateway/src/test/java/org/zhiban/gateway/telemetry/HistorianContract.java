package org.zhiban.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.telemetry.Historian.Backlog;
import org.zhiban.gateway.telemetry.Historian.Bucket;
import org.zhiban.gateway.telemetry.Historian.Row;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;

/** What every historian must hold to; each implementation extends this. */
public abstract class HistorianContract {
  /** Ten minutes before midnight UTC, so that days are crossed. */
  protected static final Instant T0 = Instant.parse("2026-11-21T23:50:00Z");

  protected static final PointRef PRESSURE = new PointRef("pump-b1", "outlet_pressure");
  protected static final PointRef RUNNING = new PointRef("pump-b1", "running");
  protected static final PointRef PLATE = new PointRef("gate-n", "last_plate");
  protected static final PointIndex POINTS = new PointIndex(List.of(PRESSURE, RUNNING, PLATE));

  @TempDir protected Path folder;
  protected Historian historian;

  /** Opens the history that the folder holds, or a new one, whose clock stands at {@link #T0}. */
  protected abstract Historian open(Path folder, PointIndex points);

  @BeforeEach
  void openHistorian() {
    historian = open(folder, POINTS);
  }

  @AfterEach
  void closeHistorian() {
    historian.close();
  }

  private void reopen() {
    historian.close();
    historian = open(folder, POINTS);
  }

  protected static long at(long seconds) {
    return T0.plusSeconds(seconds).toEpochMilli();
  }

  private static SampleBatch one(int point, double value, long time) {
    SampleBatch batch = new SampleBatch(1);
    batch.good(point, value, time);
    return batch;
  }

  private static PointValue good(double value, long time) {
    return new PointValue(value, null, Quality.GOOD, QualityReason.NONE, time);
  }

  private List<PointValue> all(PointRef point) {
    return historian.raw(point, Instant.EPOCH, Instant.MAX, Integer.MAX_VALUE);
  }

  private Bucket bucket(long second, double min, double max, double avg, double last, long count) {
    return new Bucket(
        T0.plusSeconds(second),
        OptionalDouble.of(min),
        OptionalDouble.of(max),
        OptionalDouble.of(avg),
        OptionalDouble.of(last),
        count,
        0);
  }

  @Test
  void what_was_appended_is_there_after_a_restart_exactly_as_it_was() {
    SampleBatch batch = new SampleBatch(4);
    batch.good(0, 0.42, at(0));
    batch.add(1, 1, null, Quality.UNCERTAIN, QualityReason.OUT_OF_RANGE, at(1));
    batch.text(2, "沪A12345", at(2));
    batch.bad(0, QualityReason.TIMEOUT, at(3));
    historian.append(batch);
    for (int round = 0; round < 2; round++) {
      assertThat(all(PRESSURE))
          .containsExactly(
              good(0.42, at(0)),
              new PointValue(Double.NaN, null, Quality.BAD, QualityReason.TIMEOUT, at(3)));
      assertThat(all(RUNNING))
          .containsExactly(
              new PointValue(1, null, Quality.UNCERTAIN, QualityReason.OUT_OF_RANGE, at(1)));
      assertThat(all(PLATE))
          .containsExactly(
              new PointValue(Double.NaN, "沪A12345", Quality.GOOD, QualityReason.NONE, at(2)));
      reopen();
    }
  }

  @Test
  void an_empty_batch_changes_nothing() {
    historian.append(new SampleBatch(1));
    assertThat(historian.head()).isZero();
    assertThat(all(PRESSURE)).isEmpty();
  }

  @Test
  void raw_samples_come_by_time_whatever_the_order_of_arrival_and_the_first_of_them_only() {
    for (int second : new int[] {900, 3, 1200, 1, 2, 600}) {
      historian.append(one(0, second, at(second)));
    }
    assertThat(all(PRESSURE))
        .extracting(PointValue::value)
        .containsExactly(1.0, 2.0, 3.0, 600.0, 900.0, 1200.0);
    assertThat(historian.raw(PRESSURE, Instant.EPOCH, Instant.MAX, 4))
        .extracting(PointValue::value)
        .containsExactly(1.0, 2.0, 3.0, 600.0);
  }

  @Test
  void a_question_includes_its_beginning_and_not_its_end() {
    for (int second = 0; second < 5; second++) {
      historian.append(one(0, second, at(second)));
    }
    assertThat(historian.raw(PRESSURE, T0.plusSeconds(1), T0.plusSeconds(3), 100))
        .extracting(PointValue::value)
        .containsExactly(1.0, 2.0);
    assertThat(historian.raw(PRESSURE, T0.plusNanos(1), T0.plusSeconds(1).plusNanos(1), 100))
        .extracting(PointValue::value)
        .containsExactly(1.0);
    assertThat(historian.raw(PRESSURE, T0.plusSeconds(3), T0.plusSeconds(3), 100)).isEmpty();
    assertThat(historian.raw(new PointRef("nobody", "x"), Instant.EPOCH, Instant.MAX, 9)).isEmpty();
  }

  @Test
  void samples_of_one_time_stay_in_order_of_arrival() {
    historian.append(one(0, 2, at(1)));
    historian.append(one(0, 1, at(1)));
    assertThat(all(PRESSURE)).extracting(PointValue::value).containsExactly(2.0, 1.0);
    assertThat(historian.lastBefore(PRESSURE, T0.plusSeconds(1))).containsExactly(good(1, at(1)));
  }

  @Test
  void what_a_point_was_at_a_moment_is_its_last_sample_before() {
    historian.append(one(0, 1, at(-86_400 * 3)));
    historian.append(one(0, 2, at(0)));
    historian.append(one(0, 3, at(1200)));
    assertThat(historian.lastBefore(PRESSURE, T0.minusSeconds(86_400 * 3 + 1))).isEmpty();
    assertThat(historian.lastBefore(PRESSURE, T0.minusMillis(1)))
        .containsExactly(good(1, at(-86_400 * 3)));
    assertThat(historian.lastBefore(PRESSURE, T0)).containsExactly(good(2, at(0)));
    assertThat(historian.lastBefore(PRESSURE, T0.plusSeconds(1199)))
        .containsExactly(good(2, at(0)));
    assertThat(historian.lastBefore(PRESSURE, Instant.MAX)).containsExactly(good(3, at(1200)));
    assertThat(historian.lastBefore(RUNNING, Instant.MAX)).isEmpty();
    assertThat(historian.lastBefore(new PointRef("nobody", "x"), Instant.MAX)).isEmpty();
  }

  @Test
  void steps_have_the_least_the_greatest_the_mean_and_the_last_and_leave_out_empty_ones() {
    SampleBatch batch = new SampleBatch(8);
    batch.good(0, 4, at(0));
    batch.good(0, 1, at(20));
    batch.good(0, 2.5, at(59));
    batch.good(0, 7, at(660));
    batch.good(0, 9, at(719));
    historian.append(batch);
    assertThat(historian.buckets(PRESSURE, T0, T0.plusSeconds(3600), Duration.ofMinutes(1)))
        .containsExactly(bucket(0, 1, 4, 2.5, 2.5, 3), bucket(660, 7, 9, 8, 9, 2));
  }

  @Test
  void steps_are_aligned_to_1970_and_hold_only_what_was_asked_for() {
    historian.append(one(0, 1, at(0)));
    historian.append(one(0, 2, at(30)));
    historian.append(one(0, 3, at(61)));
    assertThat(
            historian.buckets(
                PRESSURE, T0.plusSeconds(10), T0.plusSeconds(61), Duration.ofMinutes(1)))
        .containsExactly(bucket(0, 2, 2, 2, 2, 1));
  }

  @Test
  void a_step_counts_bad_samples_and_takes_no_number_from_them() {
    SampleBatch batch = new SampleBatch(8);
    batch.bad(0, QualityReason.TIMEOUT, at(0));
    batch.good(0, 5, at(1));
    batch.add(0, 7, null, Quality.UNCERTAIN, QualityReason.OUT_OF_RANGE, at(2));
    batch.bad(0, QualityReason.TIMEOUT, at(3));
    batch.bad(0, QualityReason.CONNECTION_DOWN, at(61));
    historian.append(batch);
    assertThat(historian.buckets(PRESSURE, T0, T0.plusSeconds(120), Duration.ofMinutes(1)))
        .containsExactly(
            new Bucket(
                T0,
                OptionalDouble.of(5),
                OptionalDouble.of(7),
                OptionalDouble.of(6),
                OptionalDouble.of(7),
                4,
                2),
            new Bucket(
                T0.plusSeconds(60),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                1,
                1));
  }

  @Test
  void a_step_below_a_second_is_refused() {
    assertThatThrownBy(
            () -> historian.buckets(PRESSURE, T0, T0.plusSeconds(1), Duration.ofMillis(999)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("second");
  }

  @Test
  void the_backlog_is_read_in_order_of_appending_each_once_across_a_restart() {
    List<Double> sent = new ArrayList<>();
    for (int batch = 0; batch < 10; batch++) {
      SampleBatch samples = new SampleBatch(7);
      for (int row = 0; row < 7; row++) {
        samples.good(row % 2, batch * 7 + row, at(100 - batch));
        sent.add(batch * 7.0 + row);
      }
      historian.append(samples);
      if (batch == 4) {
        reopen();
      }
    }
    List<Double> received = new ArrayList<>();
    long cursor = 0;
    while (cursor < historian.head()) {
      Backlog backlog = historian.readAfter(cursor, 4);
      assertThat(backlog.next() - cursor).isEqualTo(backlog.rows().size());
      backlog.rows().forEach(row -> received.add(row.value().value()));
      cursor = backlog.next();
      if (received.size() == 36) {
        reopen();
      }
    }
    assertThat(received).isEqualTo(sent);
    assertThat(historian.head()).isEqualTo(70);
    assertThat(historian.readAfter(cursor, 4)).isEqualTo(new Backlog(List.of(), 70));
  }

  @Test
  void the_backlog_names_its_points_and_carries_quality_and_text() {
    SampleBatch batch = new SampleBatch(2);
    batch.text(2, "沪A12345", at(0));
    batch.bad(0, QualityReason.TIMEOUT, at(1));
    historian.append(batch);
    assertThat(historian.readAfter(0, 100).rows())
        .containsExactly(
            new Row(
                PLATE,
                new PointValue(Double.NaN, "沪A12345", Quality.GOOD, QualityReason.NONE, at(0))),
            new Row(
                PRESSURE,
                new PointValue(Double.NaN, null, Quality.BAD, QualityReason.TIMEOUT, at(1))));
  }

  @Test
  void the_backlog_can_be_read_again_from_an_older_cursor() {
    for (int second = 0; second < 5; second++) {
      historian.append(one(0, second, at(second)));
    }
    historian.readAfter(0, 5);
    assertThat(historian.readAfter(2, 2).rows())
        .extracting(row -> row.value().value())
        .containsExactly(2.0, 3.0);
  }

  @Test
  void a_cursor_behind_the_head_goes_on_at_the_head() {
    historian.append(one(0, 1, at(0)));
    assertThat(historian.readAfter(1000, 5)).isEqualTo(new Backlog(List.of(), 1));
  }

  @Test
  void released_samples_stay_in_the_history() {
    for (int second = 0; second < 20; second++) {
      historian.append(one(0, second, at(second)));
    }
    historian.release(20);
    reopen();
    assertThat(all(PRESSURE)).hasSize(20);
    assertThat(historian.head()).isEqualTo(20);
    historian.append(one(0, 20, at(20)));
    assertThat(historian.readAfter(20, 5).rows()).hasSize(1);
  }

  @Test
  void history_outlives_a_change_of_the_sites_points() {
    historian.append(one(0, 1, at(0)));
    historian.append(one(1, 1, at(0)));
    historian.close();
    PointRef added = new PointRef("pump-b2", "outlet_pressure");
    historian = open(folder, new PointIndex(List.of(added, RUNNING)));
    SampleBatch batch = new SampleBatch(2);
    batch.good(0, 2, at(1));
    batch.good(1, 0, at(1));
    historian.append(batch);
    assertThat(all(PRESSURE)).containsExactly(good(1, at(0)));
    assertThat(all(RUNNING)).containsExactly(good(1, at(0)), good(0, at(1)));
    assertThat(all(added)).containsExactly(good(2, at(1)));
    assertThat(historian.readAfter(0, 10).rows())
        .extracting(Row::point)
        .containsExactly(PRESSURE, RUNNING, added, RUNNING);
  }
}
