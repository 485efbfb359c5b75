package org.zhiban.gateway.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.rules.alarm.CompiledRules;

/**
 * What the gateway judged, and what a rehearsal of its record judges. It ran for twenty minutes,
 * stood still for an hour and a half, and ran for ten minutes again.
 */
final class LiveAndReplayTest {
  private static final int FIRST = 600;
  private static final int SECOND = 300;
  private static final Instant AGAIN = LivedPumps.BEGIN.plus(Duration.ofHours(2));
  private static final Period WHOLE_RUN =
      new Period(LivedPumps.BEGIN, LivedPumps.BEGIN.plus(Duration.ofMinutes(20)));
  private static final Period ALL =
      new Period(LivedPumps.BEGIN, AGAIN.plus(Duration.ofMinutes(10)));

  @TempDir static Path data;

  @BeforeAll
  static void live() throws InterruptedException {
    try (LivedPumps pumps = new LivedPumps(PumpSite.rules(), data, LivedPumps.BEGIN, 7)) {
      pumps.live(FIRST);
    }
    try (LivedPumps pumps = new LivedPumps(PumpSite.rules(), data, AGAIN, 8)) {
      pumps.live(SECOND);
    }
  }

  private static ReplayReport replay(Optional<CompiledRules> proposed, Period period)
      throws InterruptedException {
    try (OperationsStore store = SqliteOperationsStore.openToAsk(data)) {
      return new Replay(PumpSite.rules(), proposed).of(data, store, period);
    }
  }

  /** Every number is equal to the millisecond, not only within what counts as the same. */
  private static void agrees(ReplayReport report) {
    assertThat(report.unlike()).isEmpty();
    assertThat(report.rows())
        .allSatisfy((_, row) -> assertThat(row.standing()).isEqualTo(row.recorded()));
  }

  @Test
  void agreeSampleBySample() throws InterruptedException {
    ReplayReport report = replay(Optional.empty(), WHOLE_RUN);

    agrees(report);
    assertThat(report.rows().keySet().stream().map(RuleName::rule).distinct())
        .as("every rule was in alarm, so that agreement says something of each")
        .containsExactlyInAnyOrder("both_low", "low", "dry", "hot", "trips", "not_restarted");
    assertThat(report.rows().values().stream().mapToInt(row -> row.recorded().orders()).sum())
        .isGreaterThan(3);
    // Every sample of the four analog points, but for the last moment, at which the period ends;
    // binary ones are reported when they change.
    assertThat(report.samples()).isGreaterThan(4L * (FIRST - 1));
  }

  /** A start is known by its first sample alone: that much later a timer fires that was over. */
  @Test
  void agreeAcrossAStandstill() throws InterruptedException {
    ReplayReport report = replay(Optional.empty(), ALL);

    assertThat(report.unlike()).isEmpty();
    assertThat(report.samples()).isGreaterThan(4L * (FIRST + SECOND - 1));
  }

  /** The rules begin before the period, and take up the alarms that stood. */
  @Test
  void agreeOnAPartOfTheRecordToo() throws InterruptedException {
    agrees(
        replay(
            Optional.empty(),
            new Period(
                LivedPumps.BEGIN.plus(Duration.ofMinutes(16)),
                LivedPumps.BEGIN.plus(Duration.ofMinutes(19)))));
  }

  /** What is on disk is read beside the gateway that writes it. */
  @Test
  void agreeWhileTheGatewayRuns(@TempDir Path running) throws InterruptedException {
    try (LivedPumps pumps = new LivedPumps(PumpSite.rules(), running, LivedPumps.BEGIN, 9)) {
      pumps.live(150);
      pumps.settle();
      Period soFar = new Period(LivedPumps.BEGIN, pumps.now());
      try (OperationsStore store = SqliteOperationsStore.openToAsk(running)) {
        ReplayReport report =
            new Replay(PumpSite.rules(), Optional.empty()).of(running, store, soFar);
        agrees(report);
        assertThat(report.rows()).isNotEmpty();
      }
      pumps.live(10);
    }
  }

  @Test
  void aRuleThatCountsFewerIsInAlarmMore() throws InterruptedException {
    ReplayReport report =
        replay(
            Optional.of(PumpSite.rules("times: 3, within: 5m", "times: 2, within: 5m")), WHOLE_RUN);

    agrees(report);
    assertThat(report.changes().orElseThrow().changed().keySet())
        .containsExactlyInAnyOrder("pump-1/trips", "pump-2/trips");
    assertThat(report.proposed())
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.rule().rule()).isEqualTo("trips"));
    assertThat(report.rows())
        .anySatisfy(
            (_, row) ->
                assertThat(row.proposed().orElseThrow().inAlarm())
                    .isGreaterThan(row.standing().inAlarm()));
  }

  @Test
  void aRuleThatIsGoneIsInAlarmLessAndSaysSo() throws InterruptedException {
    ReplayReport report =
        replay(
            Optional.of(PumpSite.rules("on_delay: 12s", "on_delay: 12s\n    enabled: false")), ALL);

    assertThat(report.changes().orElseThrow().removed())
        .containsExactly("pump-1/dry", "pump-2/dry");
    assertThat(report.proposed())
        .filteredOn(one -> one.rule().rule().equals("dry"))
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.turn()).isEqualTo(Deviation.Turn.LESS));
    assertThat(report.proposed())
        .filteredOn(one -> !one.rule().rule().equals("dry"))
        .as("what it suppressed is heard now")
        .allSatisfy(one -> assertThat(one.rule().rule()).isEqualTo("hot"));
  }
}
