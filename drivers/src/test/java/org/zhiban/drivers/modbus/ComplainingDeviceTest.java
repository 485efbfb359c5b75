package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.RecordingSink.Sample;
import org.zhiban.model.telemetry.LinkStatus.State;
import org.zhiban.model.telemetry.QualityReason;

/** What a poller makes of exceptions, of gateways that complain and of nonsense. */
final class ComplainingDeviceTest extends PolledModel {
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
    List<Duration> asked =
        line.asked().stream()
            .filter(one -> one.read().address() == 3)
            .map(ModelLine.Asked::at)
            .toList();
    assertThat(asked).hasSizeBetween(14, 16);
    assertThat(asked.stream().filter(at -> at.compareTo(MINUTE) > 0)).hasSizeBetween(9, 10);
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
    for (int point = 100; point < 103; point++) {
      assertThat(reasons(point, 0)).containsExactly(QualityReason.DEVICE_REFUSED);
    }
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
            new WriteQueue(),
            new Random(1));
    run(poller, SECOND);

    for (int index = 1; index < line.asked().size(); index++) {
      assertThat(line.asked().get(index).at().minus(line.asked().get(index - 1).at()))
          .isGreaterThanOrEqualTo(ModelLine.ANSWER_TIME.plusMillis(30));
    }
  }
}
