package org.zhiban.drivers.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.drivers.TcpProxy;
import org.zhiban.model.site.MqttConnection.Version;
import org.zhiban.model.telemetry.PointKind;

/** What edge nodes that wait for their primary host learn of the gateway: Sparkplug 3.0, 5.7. */
@Timeout(90)
final class SparkplugHostTest {
  private static final String TOPIC = "spBv1.0/STATE/zhiban";
  private static final Pattern STATE =
      Pattern.compile("\\{\"online\":(true|false),\"timestamp\":(\\d{13})}");

  @TempDir Path folder;
  private final RecordingSink sink = new RecordingSink();
  private final TcpProxy way = new TcpProxy();

  @AfterEach
  void closeWay() {
    way.close();
  }

  /** The time of the retained state, or -1 where it is not the one that is wanted. */
  private static long since(Mosquitto broker, boolean online) {
    Matcher state = STATE.matcher(StatusTopicTest.retained(broker, TOPIC));
    boolean wanted = state.matches() && state.group(1).equals(Boolean.toString(online));
    return wanted ? Long.parseLong(state.group(2)) : -1;
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void theDeathHasTheTimeOfItsBirthAndWhoDeniesTheHostIsCorrected(Version version)
      throws IOException {
    try (Mosquitto broker = Mosquitto.started(folder);
        RunningDriver running =
            RunningDriver.start(
                Drivers.create(
                    new DrivenLink(
                        Mqtt.host("tcp://127.0.0.1:" + way.port(), version, "zhiban"),
                        List.of(SparkplugPeer.point(0, PointKind.ANALOG, "", "Supply"))),
                    sink,
                    InstantSource.system(),
                    Credentials.NONE,
                    DevicePorts.NONE))) {
      way.open(broker.port);
      sink.awaitThat("online", () -> since(broker, true) > 0);
      long first = since(broker, true);

      way.refuse();
      sink.awaitThat("the last will", () -> since(broker, false) > 0);
      assertThat(since(broker, false)).isEqualTo(first);

      way.open(broker.port);
      sink.awaitThat("online again", () -> since(broker, true) > first);
      long second = since(broker, true);
      broker.retain(TOPIC, "{\"online\": false, \"timestamp\": " + second + "}");
      sink.awaitThat("said again", () -> since(broker, true) == second);

      running.driver().close();
      assertThat(since(broker, false)).isGreaterThanOrEqualTo(second);
    }
  }
}
