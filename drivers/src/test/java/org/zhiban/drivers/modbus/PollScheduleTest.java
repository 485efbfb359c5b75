package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhiban.model.site.PointSource.Table;

/** The phases of reads, so that neither a link's requests nor the links bunch. */
final class PollScheduleTest {
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final long NOW = 1_000_000_000_000L;

  private static PollSchedule schedule(String link, int reads) {
    List<PolledRead> polled = new ArrayList<>();
    for (int number = 0; number < reads; number++) {
      PlannedRead plan = new PlannedRead(1, Table.HOLDING, EVERY, number * 200, 10, List.of());
      polled.add(new PolledRead(plan, new UnitBreaker(new Random(1))));
    }
    return new PollSchedule(link, polled, NOW);
  }

  /** The moments of all reads, after the first round, within a period. */
  private static long[] phases(PollSchedule schedule) {
    List.copyOf(schedule.turns()).forEach(turn -> schedule.advance(turn, NOW + EVERY.toNanos()));
    return schedule.turns().stream()
        .mapToLong(turn -> Math.floorMod(turn.due() - NOW, EVERY.toNanos()))
        .sorted()
        .toArray();
  }

  @Test
  void theFirstRoundIsDueAtOnce() {
    assertThat(schedule("meters", 5).due(NOW)).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 16})
  void theReadsOfALinkAreEvenlyApart(int reads) {
    long[] phases = phases(schedule("meters", reads));
    long apart = EVERY.toNanos() / reads;
    assertThat(phases[0]).isLessThan(apart);
    for (int number = 1; number < reads; number++) {
      assertThat(phases[number] - phases[number - 1]).isBetween(apart - 1, apart + 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"link-%d", "%d", "pump-room-%03d", "B1-%d-meter"})
  void twoHundredLinksOfOneReadEachDoNotBunch(String names) {
    int links = 200;
    long[] phases =
        IntStream.range(0, links)
            .mapToLong(number -> phases(schedule(names.formatted(number), 1))[0])
            .sorted()
            .toArray();
    long window = EVERY.toNanos() / 20;
    long most =
        LongStream.of(phases)
            .map(from -> Arrays.stream(phases).filter(p -> p >= from && p < from + window).count())
            .max()
            .orElseThrow();
    assertThat(most)
        .as("requests in a twentieth of the period")
        .isLessThanOrEqualTo(3 * links / 20);
  }

  @Test
  void aLateReadSkipsWhatItMissed() {
    PollSchedule schedule = schedule("meters", 1);
    PollSchedule.Turn turn = schedule.turns().getFirst();
    long phase = phases(schedule)[0];
    schedule.advance(turn, NOW + EVERY.multipliedBy(7).toNanos() + phase + 1);
    assertThat(turn.due()).isEqualTo(NOW + EVERY.multipliedBy(8).toNanos() + phase);
  }
}
