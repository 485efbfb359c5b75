package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.RecordingSink.Sample;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.model.telemetry.LinkStatus.State;
import org.zhiban.model.telemetry.QualityReason;

/** How a link is polled, over minutes and hours that pass in no time. */
final class LinkPollerTest extends PolledModel {
  @Test
  void everyReadIsAskedAtOnceThenOncePerPeriodAndRequestsAreSpread() throws InterruptedException {
    run(poller(line, points(1, 10)), Duration.ofSeconds(10));

    assertThat(line.asked()).hasSizeBetween(100, 110);
    assertThat(line.asked().get(9).at()).isEqualTo(Duration.ofMillis(90));
    List<Duration> steady =
        line.asked().stream().map(ModelLine.Asked::at).filter(at -> at.toSeconds() >= 2).toList();
    for (int index = 1; index < steady.size(); index++) {
      assertThat(steady.get(index).minus(steady.get(index - 1)))
          .isBetween(Duration.ofMillis(99), Duration.ofMillis(101));
    }
    assertThat(sink.samples()).allMatch(Sample::good);
    assertThat(report.status().state()).isEqualTo(State.UP);
  }

  @Test
  void aReadThatComesTooLateSkipsWhatItMissed() throws InterruptedException {
    line.script(
        1,
        read -> {
          pace.pass(Duration.ofMillis(2_400));
          return ModelLine.rightly(read);
        });
    run(poller(line, points(1, 1)), Duration.ofSeconds(30));

    List<Duration> asked = line.askedAt(1);
    assertThat(asked).hasSize(11).first().isEqualTo(Duration.ZERO);
    for (int index = 2; index < asked.size(); index++) {
      assertThat(asked.get(index)).isEqualTo(asked.get(index - 1).plusSeconds(3));
    }
  }

  @Test
  void theFirstTimeOutEndsItsUnitsCycle() throws InterruptedException {
    line.silent(1, true);
    run(poller(line, and(points(1, 5), points(2, 1))), Duration.ofMillis(1_500));

    assertThat(line.askedAt(1)).hasSize(1);
    assertThat(line.askedAt(2)).isNotEmpty();
    for (int point = 100; point < 105; point++) {
      assertThat(reasons(point, 0)).containsExactly(QualityReason.TIMEOUT);
    }
    assertThat(report.status().state()).isEqualTo(State.DEGRADED);
    assertThat(report.status().units()).containsEntry("1", State.DOWN).containsEntry("2", State.UP);
    assertThat(report.status().lastError())
        .hasValue("plant (model): unit 1, holding register 0: no answer within 1000 ms");
  }

  /** 2 + 4 + ... + 256 s of pauses fill the first 8.5 min, then one each 5 min. */
  @Test
  void aDeadUnitDelaysTheOthersOfItsLineSeldom() throws InterruptedException {
    line.silent(1, true);
    run(poller(line, and(points(1, 5), points(2, 1))), Duration.ofHours(1));

    List<Duration> tries = line.askedAt(1);
    assertThat(tries).hasSizeBetween(17, 22);
    List<Duration> others = line.askedAt(2);
    long late =
        IntStream.range(1, others.size())
            .filter(
                index ->
                    others.get(index).minus(others.get(index - 1)).compareTo(SECOND.plusMillis(100))
                        > 0)
            .count();
    assertThat(late).isLessThanOrEqualTo(tries.size());
    assertThat(others).hasSizeGreaterThan(3_550);
    for (int point = 100; point < 105; point++) {
      assertThat(reasons(point, 0)).containsExactly(QualityReason.TIMEOUT);
    }
  }

  @Test
  void pausesDoubleFromTwoSecondsToFiveMinutesWithJitter() throws InterruptedException {
    LinkPoller poller = poller(line, and(points(1, 1), points(2, 1)));
    run(poller, SECOND);
    line.silent(1, true);
    run(poller, Duration.ofHours(1));

    List<Duration> tries =
        line.askedAt(1).stream().dropWhile(at -> at.compareTo(SECOND) < 0).toList();
    long pause = 2_000;
    for (int index = 1; index < tries.size(); index++) {
      long between = tries.get(index).minus(tries.get(index - 1)).minus(TIMEOUT).toMillis();
      assertThat(between).isBetween((long) (pause * 0.9) - 1, (long) (pause * 1.1) + 20);
      pause = Math.min(2 * pause, 300_000);
    }
  }

  @Test
  void aUnitThatReturnsIsReadWholeAtItsNextProbe() throws InterruptedException {
    LinkPoller poller = poller(line, and(points(1, 3), points(2, 1)));
    line.silent(1, true);
    run(poller, Duration.ofSeconds(20));
    line.silent(1, false);
    int place = sink.size();
    int tries = line.askedAt(1).size();
    run(poller, Duration.ofSeconds(20));

    List<Duration> after = line.askedAt(1).subList(tries, line.askedAt(1).size());
    assertThat(after.get(2).minus(after.get(0))).isLessThan(Duration.ofMillis(100));
    for (int point = 100; point < 103; point++) {
      assertThat(reasons(point, place)).isEmpty();
    }
    assertThat(report.status().units()).containsEntry("1", State.UP);
    assertThat(report.status().state()).isEqualTo(State.UP);
  }

  @Test
  void whileNoUnitAnswersNobodyIsSparedAndTheReturnIsSeenWithinTwoSeconds()
      throws InterruptedException {
    LinkPoller poller = poller(line, points(1, 3));
    line.silent(1, true);
    run(poller, Duration.ofMinutes(30));
    line.silent(1, false);
    Duration returned = pace.elapsed();
    int place = sink.size();
    run(poller, Duration.ofSeconds(5));

    assertThat(line.askedAt(1).stream().filter(at -> at.compareTo(returned) > 0).findFirst())
        .hasValueSatisfying(
            first -> assertThat(first.minus(returned)).isLessThan(Duration.ofSeconds(2)));
    assertThat(sink.samplesFrom(place)).isNotEmpty().allMatch(Sample::good);
  }

  @Test
  void theFirstUnitThatAnswersAgainWakesTheOthers() throws InterruptedException {
    LinkPoller poller = poller(line, and(points(1, 1), and(points(2, 1), points(3, 1))));
    run(poller, SECOND);
    for (int unit = 1; unit <= 3; unit++) {
      line.silent(unit, true);
    }
    run(poller, Duration.ofMinutes(30));
    assertThat(report.status().state()).isEqualTo(State.DOWN);
    for (int unit = 1; unit <= 3; unit++) {
      line.silent(unit, false);
    }
    int place = sink.size();
    run(poller, Duration.ofSeconds(2));

    assertThat(sink.samplesFrom(place).stream().filter(Sample::good).map(Sample::point))
        .contains(100, 200, 300);
    assertThat(report.status().state()).isEqualTo(State.UP);
  }

  @Test
  void aLinkThatIsDownIsSaidOnceForAllPointsAndTriedEachSecond() throws InterruptedException {
    LinkPoller poller = poller(line, and(points(1, 3), points(2, 3)));
    run(poller, Duration.ofSeconds(3));
    int place = sink.size();
    line.reachable(false);
    run(poller, Duration.ofMinutes(10));

    assertThat(sink.samplesFrom(place))
        .hasSize(6)
        .allMatch(sample -> sample.reason() == QualityReason.CONNECTION_DOWN);
    assertThat(line.dialed()).hasSizeBetween(598, 604);
    assertThat(report.status().state()).isEqualTo(State.DOWN);
    assertThat(sink.statuses()).last().returns(State.DOWN, status -> status.state());

    line.reachable(true);
    Duration returned = pace.elapsed();
    int back = sink.size();
    run(poller, Duration.ofSeconds(2));
    assertThat(line.asked().stream().filter(one -> one.at().compareTo(returned) > 0).findFirst())
        .hasValueSatisfying(
            one -> assertThat(one.at().minus(returned)).isLessThanOrEqualTo(SECOND));
    assertThat(sink.samplesFrom(back)).hasSizeGreaterThanOrEqualTo(6).allMatch(Sample::good);
    assertThat(report.status().state()).isEqualTo(State.UP);
  }

  @Test
  void aUnitThatStaysSilentTakesWhatIsSeldomReadWithItAndGivesItBackAtOnce()
      throws InterruptedException {
    DrivenPoint seldom =
        Points.analog(7, Modbus.uint16(Table.HOLDING, 900))
            .unit(1)
            .every(Duration.ofHours(1))
            .build();
    LinkPoller poller = poller(line, and(points(1, 1), List.of(seldom)));
    line.script(
        1,
        read ->
            pace.elapsed().compareTo(MINUTE) > 0
                    && pace.elapsed().compareTo(MINUTE.plusSeconds(9)) < 0
                ? silence()
                : ModelLine.rightly(read));
    run(poller, MINUTE.multipliedBy(2));

    List<Sample> told = sink.samples().stream().filter(one -> one.point() == 7).toList();
    assertThat(told)
        .extracting(Sample::reason)
        .containsExactly(QualityReason.NONE, QualityReason.TIMEOUT, QualityReason.NONE);
    Duration lost = Duration.ofMillis(told.get(1).time() - told.getFirst().time());
    assertThat(lost).isBetween(MINUTE.plusSeconds(2), MINUTE.plusSeconds(6));
    Duration back = Duration.ofMillis(told.getLast().time() - told.getFirst().time());
    assertThat(back).isLessThan(MINUTE.plusSeconds(20));
  }

  @Test
  void aSingleLostAnswerTakesNothingElseWithIt() throws InterruptedException {
    int[] lost = {0};
    line.script(
        1,
        read ->
            read.address() == 0 && pace.elapsed().toSeconds() >= 30 && lost[0]++ == 0
                ? silence()
                : ModelLine.rightly(read));
    run(poller(line, points(1, 2)), MINUTE);

    assertThat(reasons(100, 0)).containsExactly(QualityReason.TIMEOUT);
    assertThat(reasons(101, 0)).isEmpty();
  }

  /** No answer, at the cost of the time-out. */
  private Answer silence() {
    pace.pass(TIMEOUT);
    return new Answer.Silence();
  }

  @Test
  void aConnectionThatTheDeviceClosesBetweenTwoReadsIsOpenedAgainUnnoticed()
      throws InterruptedException {
    int[] requests = {0};
    line.script(
        1,
        read ->
            requests[0]++ % 2 == 1
                ? new Answer.Lost("the device closed the connection")
                : ModelLine.rightly(read));
    run(poller(line, points(1, 2)), MINUTE);

    assertThat(sink.samples()).hasSizeGreaterThan(100).allMatch(Sample::good);
    assertThat(sink.statuses()).hasSize(1);
  }

  @Test
  void aDeviceThatAcceptsAndHangsUpIsDownAndTriedEachSecond() throws InterruptedException {
    line.script(1, _ -> new Answer.Lost("the device closed the connection"));
    run(poller(line, points(1, 2)), MINUTE);

    assertThat(line.dialed()).hasSizeBetween(58, 64);
    assertThat(sink.samples()).hasSize(2);
    assertThat(reasons(100, 0)).containsExactly(QualityReason.CONNECTION_DOWN);
    assertThat(report.status().state()).isEqualTo(State.DOWN);
    assertThat(report.status().lastError())
        .hasValue("plant (model): unit 1, holding register 0: the device closed the connection");
  }
}
