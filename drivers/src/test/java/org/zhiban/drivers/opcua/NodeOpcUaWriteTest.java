package org.zhiban.drivers.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.drivers.WriteOutcome;
import org.zhiban.model.site.OpcUaConnection.Mode;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.QualityReason;

/** Writes to a server that nobody here wrote, in every type of number, and what it refuses. */
@Timeout(180)
class NodeOpcUaWriteTest {
  private static final List<String> TYPES =
      List.of("SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Float", "Double");

  @TempDir Path folder;
  private final RecordingSink sink = new RecordingSink();
  private final List<DrivenPoint> read = new ArrayList<>();
  private final List<DrivenPoint> commands = new ArrayList<>();

  private DrivenPoint node(PointKind kind, String name) {
    read.add(OpcUa.point(read.size(), kind, "ns=1;s=" + name));
    DrivenPoint command = OpcUa.point(100 + commands.size(), kind, "ns=1;s=" + name);
    commands.add(command);
    return command;
  }

  private void awaitValue(int point, double value) {
    sink.await(
        0,
        "point " + point + " at " + value,
        one -> one.point() == point && one.good() && one.value() == value);
  }

  @Test
  void everyTypeTakesItsValueAndARefusalIsSaidInWords() throws Exception {
    try (NodeOpcUaServer server = NodeOpcUaServer.in(folder)) {
      server.start();
      for (String type : TYPES) {
        server.set("A" + type, type, "1");
        node(PointKind.ANALOG, "A" + type);
      }
      server.set("On", "Boolean", "false");
      DrivenPoint on = node(PointKind.BINARY, "On");
      server.set("Fixed", "Double", "1", ",\"access\":\"CurrentRead\"");
      DrivenPoint fixed = node(PointKind.ANALOG, "Fixed");
      server.set("Hidden", "Double", "1", ",\"access\":\"CurrentWrite\"");
      DrivenPoint hidden = node(PointKind.ANALOG, "Hidden");
      DrivenPoint nobody = node(PointKind.ANALOG, "Nobody");
      var connection = OpcUa.link(server.port, Mode.SUBSCRIBE, read).connection();
      try (RunningDriver running =
          RunningDriver.start(
              Drivers.create(
                  new DrivenLink(connection, read, commands),
                  sink,
                  InstantSource.system(),
                  Credentials.NONE,
                  DevicePorts.NONE))) {
        awaitValue(0, 1);
        for (int i = 0; i < TYPES.size(); i++) {
          assertThat(running.driver().write(commands.get(i), 11))
              .as(TYPES.get(i))
              .isEqualTo(new WriteOutcome.Written());
          awaitValue(i, 11);
        }
        assertThat(running.driver().write(on, 1)).isEqualTo(new WriteOutcome.Written());
        awaitValue(TYPES.size(), 1);

        assertThat(running.driver().write(commands.getFirst(), 1000))
            .as("a byte holds no thousand")
            .isInstanceOf(WriteOutcome.Unfit.class);
        assertThat(running.driver().write(fixed, 2))
            .isInstanceOfSatisfying(
                WriteOutcome.Refused.class,
                refused ->
                    assertThat(refused.words())
                        .contains("ns=1;s=Fixed: the server answered Bad_")
                        .containsAnyOf("may not write it", "can only be read"));
        assertThat(running.driver().write(nobody, 1))
            .isNotInstanceOfAny(WriteOutcome.Written.class, WriteOutcome.Unknown.class);

        sink.await(
            0,
            "what the user may not read is refused by the device",
            one ->
                one.point() == hidden.number() - 100
                    && one.reason() == QualityReason.DEVICE_REFUSED);
        assertThat(running.driver().status().units()).containsKey("ns=1;s=Hidden");
      }
    }
  }
}
