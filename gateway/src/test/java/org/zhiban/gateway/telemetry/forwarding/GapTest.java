package org.zhiban.gateway.telemetry.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
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

/** After an outage what is new goes first, and what the outage left comes beside it. */
class GapTest {
  private static final Instant T0 = Instant.parse("2026-11-21T03:12:00Z");
  private static final PointIndex POINTS = new PointIndex(List.of(new PointRef("pump-b1", "flow")));
  private static final int OUTAGE = 3 * Forwarder.FAR;

  @TempDir Path folder;
  private Instant now = T0;
  private Historian historian;
  private OperationsStore operations;
  private Forwarder forwarder;
  private int appended;

  /** Whether the other side takes rows of these numbers. */
  private Predicate<List<Integer>> takes = _ -> true;

  /** How long the other side takes for a row. */
  private Duration perRow = Duration.ZERO;

  private final List<Integer> received = new ArrayList<>();
  private final List<Integer> writes = new ArrayList<>();

  @BeforeEach
  void open() {
    historian =
        FileHistorian.open(
            folder, POINTS, HistorySettings.of(Duration.ofDays(400), true), () -> now);
    operations = SqliteOperationsStore.open(folder);
    forwarder = forwarder();
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
            List<Integer> numbers = rows.stream().map(GapTest::number).toList();
            if (!takes.test(numbers)) {
              return new Outcome.Unavailable("503", Optional.empty());
            }
            now = now.plus(perRow.multipliedBy(rows.size()));
            writes.add(rows.size());
            received.addAll(numbers);
            return new Outcome.Accepted();
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
        () -> now);
  }

  private static int number(Measurement row) {
    return ((Number) Objects.requireNonNull(row.fields().get("flow"))).intValue();
  }

  private void append(int count) {
    SampleBatch batch = new SampleBatch(count);
    for (int i = 0; i < count; i++) {
      batch.good(0, appended++, now.toEpochMilli());
    }
    historian.append(batch);
  }

  /** A quarter of an hour without the other side. */
  private void outage() {
    takes = _ -> false;
    append(OUTAGE);
    now = now.plus(Duration.ofMinutes(15));
    forwarder.step();
    takes = _ -> true;
  }

  /** One step, which takes its time, and the rest after it. */
  private void step() {
    Duration rest = forwarder.step();
    now = now.plus(rest);
  }

  private void until(long waiting) {
    for (int steps = 0; forwarder.figures().waiting() > waiting; steps++) {
      assertThat(steps).isLessThan(10_000);
      step();
    }
  }

  private List<Integer> all() {
    return IntStream.range(0, appended).boxed().toList();
  }

  @Test
  void whatIsNewGoesFirstAndTheGapIsFilledOldestFirst() {
    append(3);
    forwarder.step();
    outage();
    now = now.plus(Backoff.LONGEST_WAIT);
    append(2);
    forwarder.step();
    assertThat(received.subList(3, 8))
        .as("the two new ones, and the beginning of the gap")
        .containsExactly(OUTAGE + 3, OUTAGE + 4, 3, 4, 5);
    until(0);
    assertThat(received.stream().sorted().toList()).as("each once").isEqualTo(all());
    append(1);
    forwarder.step();
    assertThat(received).last().isEqualTo(appended - 1);
    assertThat(forwarder.figures().missing()).isZero();
  }

  @Test
  void nobodyWaitsLongForWhatIsNewHoweverSlowTheOtherSideIs() {
    outage();
    perRow = Duration.ofMillis(1);
    while (forwarder.figures().waiting() > 0) {
      append(100);
      Instant at = now;
      int newest = appended - 1;
      while (!received.contains(newest)) {
        step();
      }
      assertThat(Duration.between(at, now)).isLessThan(Duration.ofSeconds(1));
      received.clear();
    }
  }

  @Test
  void theGapTakesNoMoreThanHalfOfTheOtherSidesTime() {
    outage();
    perRow = Duration.ofNanos(100_000);
    Instant begun = now;
    until(0);
    Duration writing = perRow.multipliedBy(OUTAGE);
    assertThat(Duration.between(begun, now))
        .isGreaterThanOrEqualTo(writing.multipliedBy(19).dividedBy(10));
    assertThat(writes).allMatch(rows -> rows <= Forwarder.BATCH);
  }

  @Test
  void whatIsFarBehindForAMomentIsNoGap() {
    append(1);
    forwarder.step();
    append(OUTAGE);
    now = now.plusMillis(900);
    until(0);
    assertThat(received).isEqualTo(all());
  }

  @Test
  void anOutageOfAMomentIsAGapWhereMuchCameMeanwhile() {
    append(1);
    forwarder.step();
    takes = _ -> false;
    append(OUTAGE);
    forwarder.step();
    takes = _ -> true;
    now = now.plusMillis(100);
    forwarder.step();
    append(1);
    forwarder.step();
    assertThat(received).contains(appended - 1);
    assertThat(forwarder.figures().waiting()).isGreaterThan(Forwarder.FAR);
  }

  @Test
  void aRestartInTheMiddleGoesOnWithBoth() {
    outage();
    for (int steps = 0; steps < 5; steps++) {
      append(10);
      forwarder.step();
    }
    int before = received.size();
    forwarder = forwarder();
    append(10);
    forwarder.step();
    assertThat(received.subList(before, before + 10))
        .containsExactlyElementsOf(IntStream.range(appended - 10, appended).boxed().toList());
    until(0);
    assertThat(received.stream().sorted().toList()).as("each once").isEqualTo(all());
  }

  @Test
  void aSecondOutageBeforeTheFirstIsFilledLosesNothing() {
    outage();
    for (int steps = 0; steps < 3; steps++) {
      append(10);
      forwarder.step();
    }
    outage();
    append(1);
    forwarder.step();
    assertThat(received).contains(appended - 1);
    forwarder = forwarder();
    step();
    until(0);
    assertThat(received.stream().sorted().toList()).as("each once").isEqualTo(all());
  }

  /** Where nothing new is to be told of, nothing says that the other side is back. */
  @Test
  void anOutageLastsUntilSomethingWasTaken() {
    append(1);
    step();
    List<Integer> asked = new ArrayList<>();
    takes = rows -> !asked.add(rows.size());
    append(1);
    Instant begun = now;
    while (Duration.between(begun, now).compareTo(Duration.ofHours(1)) < 0) {
      Duration rest = forwarder.step();
      append((int) Math.max(1, rest.toSeconds()) * 1_000);
      now = now.plus(rest);
      assertThat(forwarder.figures().trouble().orElseThrow().since()).isEqualTo(begun);
    }
    assertThat(asked.size()).as("live and gap, each once in ten seconds").isBetween(300, 730);
    takes = _ -> true;
    until(0);
    assertThat(forwarder.figures().trouble()).isEmpty();
    assertThat(received.stream().sorted().toList()).as("each once").isEqualTo(all());
  }

  /** A gap that cannot be read, as from a disk with a bad place. */
  @Test
  void aGapThatCannotBeReadHoldsNothingUp() {
    outage();
    int gap = appended;
    takes =
        numbers -> {
          if (numbers.getFirst() < gap) {
            throw new IllegalStateException("bad sector");
          }
          return true;
        };
    for (int second = 0; second < 200; second++) {
      append(1_000);
      now = now.plusSeconds(1);
      assertThat(forwarder.step()).isLessThanOrEqualTo(Forwarder.IDLE);
      assertThat(received).last().isEqualTo(appended - 1);
    }
    assertThat(forwarder.figures().trouble().orElseThrow().reason()).contains("bad sector");
    assertThat(forwarder.figures().waiting()).isEqualTo(gap);
    takes = _ -> true;
    until(0);
    assertThat(received.stream().sorted().toList()).as("each once").isEqualTo(all());
  }

  @Test
  void aGapThatTheOtherSideWillNotTakeHoldsNothingUp() {
    outage();
    int gap = appended;
    takes = numbers -> numbers.stream().allMatch(number -> number >= gap);
    for (int second = 0; second < 300; second++) {
      append(5);
      Duration rest = forwarder.step();
      assertThat(received).last().isEqualTo(appended - 1);
      assertThat(rest).isLessThanOrEqualTo(Forwarder.IDLE);
      now = now.plusSeconds(1);
    }
    assertThat(forwarder.figures().trouble()).as("it shows").isPresent();
    assertThat(forwarder.figures().waiting()).isEqualTo(gap);
  }
}
