package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.RecordingSink.Sample;
import org.zhiban.model.telemetry.LinkStatus.State;
import org.zhiban.model.telemetry.QualityReason;

/** A point that its device refuses, for a while or for ever, among others that it answers. */
final class RefusedPointTest extends PolledModel {
  private static final int REFUSED = 3;

  /** Five registers side by side, read with one request as long as nothing is refused. */
  private static List<DrivenPoint> sideBySide() {
    return IntStream.range(0, 5).mapToObj(place -> point(place, 1, place)).toList();
  }

  private void refusedUntil(Duration end) {
    line.script(
        1,
        read ->
            holds(read) && pace.elapsed().compareTo(end) < 0
                ? new Answer.Refused(2)
                : ModelLine.rightly(read));
  }

  private static boolean holds(PlannedRead read) {
    return read.address() <= REFUSED && REFUSED < read.end();
  }

  private List<Duration> asked() {
    return line.asked().stream().filter(one -> holds(one.read())).map(ModelLine.Asked::at).toList();
  }

  private Stream<Sample> of(int point) {
    return sink.samples().stream().filter(sample -> sample.point() == point);
  }

  @Test
  void oneThatIsRefusedForAMomentIsBackAtItsOwnPaceTwoSecondsLater() throws InterruptedException {
    Duration end = Duration.ofMillis(900);
    refusedUntil(end);
    run(poller(line, sideBySide()), MINUTE);

    assertThat(asked().stream().filter(at -> at.compareTo(end) > 0).findFirst())
        .hasValueSatisfying(at -> assertThat(at).isLessThan(end.plusSeconds(2)));
    assertThat(of(REFUSED).filter(Sample::good)).hasSizeGreaterThan(55);
    assertThat(report.status().state()).isEqualTo(State.UP);
  }

  @Test
  void oneThatIsRefusedLongerIsAskedLessOftenAndThenAgainAtItsOwnPace()
      throws InterruptedException {
    Duration end = MINUTE.multipliedBy(30);
    refusedUntil(end);
    run(poller(line, sideBySide()), MINUTE.multipliedBy(40));

    assertThat(asked().stream().filter(at -> at.compareTo(end) < 0)).hasSizeBetween(30, 50);
    assertThat(of(REFUSED).filter(Sample::good)).hasSizeGreaterThan(8 * 60);
    for (int point : new int[] {0, 1, 2, 4}) {
      assertThat(of(point).filter(Sample::good)).as("point %s", point).hasSizeGreaterThan(39 * 60);
    }
    assertThat(reasons(REFUSED, 0)).containsExactly(QualityReason.DEVICE_REFUSED);
  }
}
