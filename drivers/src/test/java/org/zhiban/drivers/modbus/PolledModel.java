package org.zhiban.drivers.modbus;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RecordingSink.Sample;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.model.telemetry.QualityReason;

/** A link that is polled over minutes and hours that pass in no time. */
abstract class PolledModel {
  static final Duration TIMEOUT = Duration.ofSeconds(1);
  static final Duration SECOND = Duration.ofSeconds(1);
  static final Duration MINUTE = Duration.ofMinutes(1);

  final LeapingPace pace = new LeapingPace();
  final WriteQueue writes = new WriteQueue();
  final RecordingSink sink = new RecordingSink();
  final LinkReport report = new LinkReport("plant");
  final ModelLine line = new ModelLine(pace, TIMEOUT, true);
  final ModelLine serial = new ModelLine(pace, TIMEOUT, false);

  /** Each point becomes a read of its own: the addresses stand 100 apart. */
  static DrivenPoint point(int number, int unit, int address) {
    return Points.analog(number, Modbus.uint16(Table.HOLDING, address))
        .unit(unit)
        .every(SECOND)
        .build();
  }

  static List<DrivenPoint> points(int unit, int count) {
    return IntStream.range(0, count)
        .mapToObj(place -> point(unit * 100 + place, unit, 100 * place))
        .toList();
  }

  static List<DrivenPoint> and(List<DrivenPoint> some, List<DrivenPoint> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  LinkPoller poller(ModelLine over, List<DrivenPoint> all) {
    return new LinkPoller(
        ReadPlan.of(Modbus.connection(Modbus.tcp(502), TIMEOUT), all),
        over,
        sink,
        pace,
        pace,
        report,
        writes,
        new Random(1));
  }

  void run(LinkPoller poller, Duration time) throws InterruptedException {
    pace.grant(time);
    poller.run();
  }

  List<QualityReason> reasons(int point, int place) {
    return sink.samplesFrom(place).stream()
        .filter(sample -> sample.point() == point && !sample.good())
        .map(Sample::reason)
        .toList();
  }
}
