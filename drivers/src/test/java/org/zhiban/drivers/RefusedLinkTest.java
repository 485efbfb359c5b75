package org.zhiban.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.model.site.MqttListener;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;

class RefusedLinkTest {
  private static final DrivenLink REFUSED =
      new DrivenLink(
          new MqttListener(
              "doors",
              MqttListener.LOOPBACK,
              1884,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Points.NOWHERE),
          List.of(
              Points.point(
                      3,
                      PointKind.BINARY,
                      new PointSource.Mqtt(
                          "door/#/state",
                          "/online",
                          Optional.empty(),
                          Optional.empty(),
                          PointSource.Update.FIRST_WINS,
                          Optional.empty(),
                          Map.of()))
                  .build()));

  @Test
  void itsPointsAreBadItsLinkIsDownAndSaysWhy() throws Exception {
    RecordingSink sink = new RecordingSink();
    try (RunningDriver running =
        RunningDriver.start(
            Drivers.create(
                REFUSED, sink, InstantSource.system(), Credentials.NONE, DevicePorts.NONE))) {
      sink.awaitThat("its points are told", () -> !sink.samples().isEmpty());

      assertThat(sink.samples())
          .singleElement()
          .satisfies(
              sample -> {
                assertThat(sample.point()).isEqualTo(3);
                assertThat(sample.quality()).isEqualTo(Quality.BAD);
                assertThat(sample.reason()).isEqualTo(QualityReason.CONNECTION_DOWN);
              });
      assertThat(running.driver().status().state()).isEqualTo(LinkStatus.State.DOWN);
      assertThat(running.driver().status().lastError())
          .contains(
              "test.yaml:1:1: device/p3: \"door/#/state\" is no topic; + stands for one whole"
                  + " level, # for the rest");
    }
  }
}
