package org.zhiban.gateway.telemetry.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.gateway.telemetry.forwarding.MeasurementSink.Outcome;
import org.zhiban.gateway.telemetry.history.FileHistorian;
import org.zhiban.gateway.telemetry.history.HistorySettings;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.SampleBatch;

/** Step by step, without a thread and without a net. */
class ForwarderTest {
  private static final Instant T0 = Instant.parse("2026-11-21T03:12:00Z");
  private static final Outcome ACCEPTED = new Outcome.Accepted();
  private static final Outcome DOWN =
      new Outcome.Unavailable("connection refused", Optional.empty());
  private static final PointIndex POINTS =
      new PointIndex(List.of(new PointRef("pump-b1", "flow"), new PointRef("pump-b1", "speed")));

  @TempDir Path folder;
  private Historian historian;
  private OperationsStore operations;
  private final List<Object> received = new ArrayList<>();
  private Function<List<Measurement>, Outcome> answers = _ -> ACCEPTED;

  @BeforeEach
  void open() {
    historian =
        FileHistorian.open(
            folder,
            POINTS,
            HistorySettings.of(Duration.ofDays(400), true),
            InstantSource.fixed(T0));
    operations = SqliteOperationsStore.open(folder);
  }

  @AfterEach
  void close() {
    historian.close();
    operations.close();
  }

  private Forwarder forwarder() {
    MeasurementSink sink =
        new MeasurementSink() {
          @Override
          public Outcome write(List<Measurement> rows) {
            Outcome outcome = answers.apply(rows);
            if (outcome.equals(ACCEPTED)) {
              rows.forEach(row -> received.add(row.fields().get(row.point().point())));
            }
            return outcome;
          }

          @Override
          public void close() {}
        };
    return new Forwarder(
        "influxdb",
        historian,
        operations,
        sink,
        new MeasurementNames("huidu", Map.of()),
        InstantSource.fixed(T0));
  }

  private void append(double... values) {
    SampleBatch batch = new SampleBatch(values.length);
    for (double value : values) {
      batch.good(0, value, T0.toEpochMilli());
    }
    historian.append(batch);
  }

  private Optional<Long> cursor() {
    return operations.query(q -> q.cursor("influxdb"));
  }

  @Test
  void everything_is_forwarded_once_in_order_and_goes_on_after_a_restart() {
    append(1, 2, 3);
    Forwarder first = forwarder();
    assertThat(first.step()).isEqualTo(Forwarder.IDLE);
    assertThat(first.step()).isEqualTo(Forwarder.IDLE);
    append(4);
    Forwarder second = forwarder();
    second.step();
    assertThat(received).containsExactly(1.0, 2.0, 3.0, 4.0);
    assertThat(cursor()).contains(4L);
    assertThat(second.figures()).isEqualTo(new ForwardingFigures(1, 0, 0, 0, 0, Optional.empty()));
  }

  @Test
  void an_outage_is_waited_for_ever_longer_and_nothing_is_lost() {
    append(1, 2);
    answers = _ -> DOWN;
    Forwarder forwarder = forwarder();
    List<Duration> waits = new ArrayList<>();
    for (int attempt = 0; attempt < 8; attempt++) {
      waits.add(forwarder.step());
    }
    assertThat(waits)
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 2L, 4L, 8L, 10L, 10L, 10L, 10L);
    assertThat(forwarder.figures())
        .isEqualTo(
            new ForwardingFigures(
                0, 0, 0, 2, 0, Optional.of(new ForwardingTrouble("connection refused", T0))));
    assertThat(cursor()).isEmpty();

    append(3);
    answers = _ -> ACCEPTED;
    forwarder.step();
    assertThat(received).containsExactly(1.0, 2.0, 3.0);
    assertThat(forwarder.figures().trouble()).isEmpty();
    answers = _ -> DOWN;
    append(4);
    assertThat(forwarder.step()).isEqualTo(Backoff.FIRST_WAIT);
  }

  @Test
  void the_other_side_may_ask_for_a_longer_wait() {
    append(1);
    answers = _ -> new Outcome.Unavailable("429", Optional.of(Duration.ofSeconds(20)));
    assertThat(forwarder().step()).isEqualTo(Duration.ofSeconds(20));
    answers = _ -> new Outcome.Unavailable("429", Optional.of(Duration.ofDays(1)));
    assertThat(forwarder().step()).isEqualTo(Backoff.LONGEST_ASKED);
  }

  @Test
  void rows_that_are_refused_are_passed_over_alone_and_counted() {
    append(1, 2, 666, 4, 5, 666, 7);
    answers =
        rows ->
            rows.stream().anyMatch(row -> row.fields().containsValue(666.0))
                ? new Outcome.Rejected("field type conflict")
                : ACCEPTED;
    Forwarder forwarder = forwarder();
    forwarder.step();
    assertThat(received).containsExactly(1.0, 2.0, 4.0, 5.0, 7.0);
    assertThat(forwarder.figures())
        .isEqualTo(new ForwardingFigures(5, 2, 0, 0, 0, Optional.empty()));
    assertThat(forwarder.quarantine())
        .hasSize(2)
        .allSatisfy(
            one -> {
              assertThat(one.row().fields()).containsEntry("flow", 666.0);
              assertThat(one.reason()).isEqualTo("field type conflict");
              assertThat(one.at()).isEqualTo(T0);
            });
    assertThat(cursor()).contains(7L);
  }

  @Test
  void the_last_hundred_that_were_refused_are_shown_the_latest_first() {
    double[] many = new double[150];
    for (int i = 0; i < many.length; i++) {
      many[i] = i;
    }
    append(many);
    answers = _ -> new Outcome.Rejected("too old");
    Forwarder forwarder = forwarder();
    forwarder.step();
    assertThat(forwarder.figures().refused()).isEqualTo(150);
    assertThat(forwarder.quarantine()).hasSize(100);
    assertThat(forwarder.quarantine().getFirst().row().fields()).containsEntry("flow", 149.0);
  }

  @Test
  void an_outage_in_the_middle_of_a_refused_batch_moves_nothing() {
    append(1, 2, 3, 4);
    answers =
        rows ->
            rows.size() == 4
                ? new Outcome.Rejected("too large")
                : rows.getFirst().fields().containsValue(1.0) ? ACCEPTED : DOWN;
    Forwarder forwarder = forwarder();
    assertThat(forwarder.step()).isEqualTo(Backoff.FIRST_WAIT);
    assertThat(cursor()).isEmpty();
    answers = _ -> ACCEPTED;
    forwarder.step();
    assertThat(received).containsExactly(1.0, 2.0, 1.0, 2.0, 3.0, 4.0);
    assertThat(cursor()).contains(4L);
    assertThat(forwarder.figures().forwarded()).isEqualTo(4);
  }

  @Test
  void a_long_backlog_is_drained_without_pauses() {
    double[] many = new double[Forwarder.BATCH + 1];
    append(many);
    Forwarder forwarder = forwarder();
    assertThat(forwarder.step()).isEqualTo(Duration.ZERO);
    assertThat(forwarder.figures().waiting()).isEqualTo(1);
    assertThat(forwarder.step()).isEqualTo(Forwarder.IDLE);
    assertThat(received).hasSize(many.length);
  }

  @Test
  void a_store_that_fails_is_an_outage_too() {
    append(1);
    Forwarder forwarder = forwarder();
    operations.close();
    assertThat(forwarder.step()).isEqualTo(Backoff.FIRST_WAIT);
    assertThat(forwarder.figures().trouble()).isPresent();
  }
}
