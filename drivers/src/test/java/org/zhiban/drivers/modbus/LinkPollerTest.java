package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RecordingSink.Sample;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.model.telemetry.LinkStatus.State;
import org.zhiban.model.telemetry.QualityReason;

/** How a link is polled, over minutes and hours that pass in no time. */
final class LinkPollerTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final LeapingPace pace = new LeapingPace();
  private final RecordingSink sink = new RecordingSink();
  private final LinkReport report = new LinkReport("plant");
  private final ModelLine line = new ModelLine(pace, TIMEOUT, true);
  private final ModelLine serial = new ModelLine(pace, TIMEOUT, false);

  /** Each point becomes a read of its own: the addresses stand 100 apart. */
  private static DrivenPoint point(int number, int unit, int address) {
    return Points.analog(number, Modbus.uint16(Table.HOLDING, address))
        .unit(unit)
        .every(SECOND)
        .build();
  }

  private static List<DrivenPoint> points(int unit, int count) {
    return IntStream.range(0, count)
        .mapToObj(place -> point(unit * 100 + place, unit, 100 * place))
        .toList();
  }

  private static List<DrivenPoint> and(List<DrivenPoint> some, List<DrivenPoint> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private LinkPoller poller(ModelLine over, List<DrivenPoint> all) {
    return new LinkPoller(
        ReadPlan.of(Modbus.connection(Modbus.tcp(502), TIMEOUT), all),
        over,
        sink,
        pace,
        pace,
        report,
        new Random(1));
  }

  private void run(LinkPoller poller, Duration time) throws InterruptedException {
    pace.grant(time);
    poller.run();
  }

  private List<QualityReason> reasons(int point, int place) {
    return sink.samplesFrom(place).stream()
        .filter(sample -> sample.point() == point && !sample.good())
        .map(Sample::reason)
        .toList();
  }

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

    assertThat(line.askedAt(1)).hasSize(10);
    assertThat(line.askedAt(1)).allMatch(at -> at.toMillisPart() == 0);
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

  @Test
  void anExceptionOfTheDeviceMakesItsReadBadAndNoOther() throws InterruptedException {
    line.script(1, read -> read.address() == 100 ? new Answer.Refused(4) : ModelLine.rightly(read));
    run(poller(line, points(1, 3)), MINUTE);

    assertThat(reasons(101, 0)).containsExactly(QualityReason.DEVICE_REFUSED);
    assertThat(reasons(100, 0)).isEmpty();
    assertThat(reasons(102, 0)).isEmpty();
    assertThat(line.asked()).hasSizeBetween(178, 184);
    assertThat(report.status().units()).containsEntry("1", State.DEGRADED);
    assertThat(report.status().lastError())
        .hasValue(
            "plant (model): unit 1, holding register 100: the device refused with exception 4,"
                + " device failure; look at the device itself");
  }

  @Test
  void aBadHoleIsFoundRememberedAndSaid() throws InterruptedException {
    List<DrivenPoint> adjacent = new ArrayList<>();
    for (int number = 0; number < 8; number++) {
      adjacent.add(point(number, 1, number < 3 ? number : number + 5));
    }
    line.script(
        1,
        read ->
            read.address() <= 5 && read.end() > 5
                ? new Answer.Refused(2)
                : ModelLine.rightly(read));
    LinkPoller poller = poller(line, adjacent);
    run(poller, SECOND);

    assertThat(line.asked().size()).isLessThanOrEqualTo(10);
    assertThat(report.status().lastError())
        .hasValue(
            "plant (model): unit 1, holding registers 0 to 12: the device does not answer across 3"
                + " to 7, read around it");
    int place = sink.size();
    int requests = line.asked().size();
    run(poller, Duration.ofSeconds(10));
    assertThat(line.asked().size() - requests).isBetween(19, 21);
    assertThat(sink.samplesFrom(place)).allMatch(Sample::good);
    for (int number = 0; number < 8; number++) {
      int point = number;
      assertThat(sink.samplesFrom(place).stream().filter(sample -> sample.point() == point))
          .isNotEmpty();
    }
    assertThat(report.status().state()).isEqualTo(State.UP);
  }

  @Test
  void aPointThatIsRefusedAloneIsNamedAndTriedSeldom() throws InterruptedException {
    List<DrivenPoint> adjacent =
        IntStream.range(0, 5).mapToObj(number -> point(number, 1, number)).toList();
    line.script(
        1,
        read ->
            read.address() <= 3 && read.end() > 3
                ? new Answer.Refused(2)
                : ModelLine.rightly(read));
    LinkPoller poller = poller(line, adjacent);
    run(poller, Duration.ofMinutes(10));

    assertThat(reasons(3, 0)).containsExactly(QualityReason.DEVICE_REFUSED);
    assertThat(line.asked().stream().filter(one -> one.read().address() == 3))
        .hasSizeBetween(9, 13);
    assertThat(report.status().units()).containsEntry("1", State.DEGRADED);
    line.script(1, ModelLine::rightly);
    run(poller, Duration.ofMinutes(2));
    assertThat(sink.samples().stream().filter(sample -> sample.point() == 3 && sample.good()))
        .isNotEmpty();
    assertThat(report.status().units()).containsEntry("1", State.UP);
  }

  @Test
  void aDeviceThatRefusesEverythingIsNotTakenApartForGood() throws InterruptedException {
    List<DrivenPoint> adjacent =
        IntStream.range(0, 20).mapToObj(number -> point(number, 1, number)).toList();
    line.script(1, _ -> new Answer.Refused(2));
    LinkPoller poller = poller(line, adjacent);
    run(poller, Duration.ofMinutes(30));

    assertThat(line.asked().size()).isLessThan(1_800 + 6 * 21);
    assertThat(reasons(0, 0)).containsExactly(QualityReason.DEVICE_REFUSED);
    line.script(1, ModelLine::rightly);
    int requests = line.asked().size();
    run(poller, Duration.ofSeconds(10));
    assertThat(line.asked().size() - requests).isBetween(9, 11);
  }

  @Test
  void aDeviceThatIsBusyDuringTheSearchTeachesNothing() throws InterruptedException {
    List<DrivenPoint> adjacent =
        IntStream.range(0, 5).mapToObj(number -> point(number, 1, number)).toList();
    int[] requests = {0};
    line.script(
        1,
        read ->
            switch (requests[0]++) {
              case 0 -> new Answer.Refused(2);
              case 1 -> new Answer.Refused(6);
              default -> ModelLine.rightly(read);
            });
    LinkPoller poller = poller(line, adjacent);
    run(poller, Duration.ofSeconds(5));

    assertThat(line.asked()).last().satisfies(one -> assertThat(one.read().count()).isEqualTo(5));
    assertThat(sink.samples()).last().matches(Sample::good);
  }

  @Test
  void aGatewaysComplaintCountsAsSilenceTheSecondTime() throws InterruptedException {
    line.script(1, _ -> new Answer.Refused(11));
    run(poller(line, and(points(1, 3), points(2, 1))), Duration.ofHours(1));

    assertThat(line.askedAt(1)).hasSizeBetween(17, 24);
    assertThat(reasons(100, 0))
        .containsExactly(QualityReason.DEVICE_REFUSED, QualityReason.TIMEOUT);
    assertThat(report.status().units()).containsEntry("1", State.DOWN);
    assertThat(report.status().lastError().orElseThrow()).contains("gateway target");
  }

  @Test
  void oneComplaintOfAGatewayAmongAnswersLeavesTheUnitAlone() throws InterruptedException {
    line.script(
        1, read -> read.address() == 100 ? new Answer.Refused(11) : ModelLine.rightly(read));
    run(poller(line, points(1, 3)), MINUTE);

    assertThat(line.askedAt(1)).hasSizeBetween(178, 184);
    assertThat(reasons(101, 0)).containsExactly(QualityReason.DEVICE_REFUSED);
  }

  @Test
  void aBrokenAnswerIsAskedForOnceMore() throws InterruptedException {
    int[] requests = {0};
    line.script(
        1, read -> requests[0]++ % 5 == 4 ? new Answer.Broken("noise") : ModelLine.rightly(read));
    run(poller(line, points(1, 2)), MINUTE);

    assertThat(sink.samples()).hasSizeGreaterThan(100).allMatch(Sample::good);
    assertThat(report.status().errors()).isGreaterThan(20);
  }

  @Test
  void aUnitThatAnswersNonsenseIsLeftInPeaceLikeASilentOne() throws InterruptedException {
    line.script(1, _ -> new Answer.Broken("noise"));
    run(poller(line, and(points(1, 3), points(2, 1))), Duration.ofHours(1));

    assertThat(line.askedAt(1)).hasSizeBetween(30, 44);
    assertThat(reasons(100, 0)).containsExactly(QualityReason.UNDECODABLE);
  }

  /** Without ids an answer that comes late must differ from the one awaited: by its length. */
  @Test
  void onALineWithoutIdsAProbeHasAnotherLengthAndItsValuesAreThrownAway()
      throws InterruptedException {
    LinkPoller poller = poller(serial, and(points(1, 1), points(2, 1)));
    run(poller, SECOND);
    serial.silent(1, true);
    run(poller, Duration.ofSeconds(10));
    serial.silent(1, false);
    int place = sink.size();
    int before = serial.asked().size();
    run(poller, Duration.ofSeconds(10));

    List<PlannedRead> ofUnit =
        serial.asked().subList(before, serial.asked().size()).stream()
            .map(ModelLine.Asked::read)
            .filter(read -> read.unit() == 1)
            .toList();
    assertThat(ofUnit.get(0).count()).isEqualTo(2);
    assertThat(ofUnit.subList(1, ofUnit.size())).allMatch(read -> read.count() == 1);
    assertThat(sink.samplesFrom(place).stream().filter(sample -> sample.point() == 100))
        .isNotEmpty()
        .allMatch(Sample::good);
  }

  @Test
  void aGapIsKeptBetweenAnAnswerAndTheNextRequest() throws InterruptedException {
    LinkPoller poller =
        new LinkPoller(
            ReadPlan.of(
                new org.zhiban.model.site.ModbusConnection(
                    "plant",
                    Modbus.tcp(502),
                    TIMEOUT,
                    125,
                    16,
                    Duration.ofMillis(30),
                    1,
                    Points.NOWHERE),
                points(1, 10)),
            line,
            sink,
            pace,
            pace,
            report,
            new Random(1));
    run(poller, SECOND);

    for (int index = 1; index < line.asked().size(); index++) {
      assertThat(line.asked().get(index).at().minus(line.asked().get(index - 1).at()))
          .isGreaterThanOrEqualTo(ModelLine.ANSWER_TIME.plusMillis(30));
    }
  }
}
