package org.zhiban.drivers.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RecordingSink.Sample;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.model.site.OpcUaConnection.Mode;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.QualityReason;

/** Servers whose clock is wrong: a value never carries a time at which it was not read. */
@Timeout(90)
class SkewedClockTest {
  private static final Duration TOLERATED = Duration.ofMinutes(10);

  @TempDir Path folder;
  private final RecordingSink sink = new RecordingSink();

  @ParameterizedTest
  @CsvSource({
    "SUBSCRIBE, PT24H, CLOCK_OFF",
    "SUBSCRIBE, PT-24H, CLOCK_OFF",
    "SUBSCRIBE, PT15M, CLOCK_OFF",
    "POLL, PT24H, CLOCK_OFF",
    // who is asked may answer with what has not changed for a day
    "POLL, PT-24H, NONE"
  })
  void aClockFarOffGivesTheTimeOfReceiptAndDoubt(Mode mode, Duration skew, QualityReason doubt)
      throws Exception {
    try (NodeOpcUaServer server = NodeOpcUaServer.in(folder)) {
      server.start();
      server.set("Speed", "Double", "1");
      try (RunningDriver _ =
          RunningDriver.start(
              Drivers.create(
                  OpcUa.link(
                      server.port, mode, List.of(OpcUa.point(0, PointKind.ANALOG, "ns=1;s=Speed"))),
                  sink,
                  InstantSource.system(),
                  Credentials.NONE,
                  DevicePorts.NONE))) {
        sink.await(0, "good at 1", one -> one.good() && one.value() == 1);

        long before = System.currentTimeMillis();
        set(server, 2, skew);
        Sample told = sink.await(0, "at 2", one -> one.value() == 2);
        assertThat(told.reason()).isEqualTo(doubt);
        assertThat(told.time()).isBetween(before, System.currentTimeMillis());

        set(server, 3, TOLERATED.dividedBy(2).negated());
        assertThat(sink.await(0, "at 3", one -> one.value() == 3).good()).isTrue();
      }
    }
  }

  private static void set(NodeOpcUaServer server, int value, Duration skew) throws Exception {
    long time = System.currentTimeMillis() + skew.toMillis();
    server.set("Speed", "Double", Integer.toString(value), ",\"time\":" + time);
  }
}
