package org.zhiban.drivers.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Driver;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.drivers.WriteOutcome;
import org.zhiban.model.site.OpcUaConnection.Mode;
import org.zhiban.model.site.OpcUaConnection.Security;
import org.zhiban.model.site.PointSource.Argument;
import org.zhiban.model.site.PointSource.OpcUaMethod;
import org.zhiban.model.site.PointState;
import org.zhiban.model.telemetry.PointKind;

/** Commands that are calls of a server that nobody here wrote. */
@Timeout(180)
class NodeOpcUaCallTest {
  private static final Argument VALUE = new Argument.Written();

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  @TempDir Path folder;
  private final RecordingSink sink = new RecordingSink();
  private final List<DrivenPoint> commands = new ArrayList<>();

  private static Argument constant(String text) {
    return new Argument.Constant(text);
  }

  private DrivenPoint method(PointKind kind, String name, Argument... arguments) {
    return command(Points.point(100 + commands.size(), kind, source(name, arguments)));
  }

  private static OpcUaMethod source(String name, Argument... arguments) {
    return new OpcUaMethod("ns=1;s=Drive", "ns=1;s=Drive." + name, Arrays.asList(arguments));
  }

  private DrivenPoint command(Points point) {
    DrivenPoint command = point.build();
    commands.add(command);
    return command;
  }

  private RunningDriver running(NodeOpcUaServer server) {
    List<DrivenPoint> read = List.of(OpcUa.point(0, PointKind.TEXT, "ns=1;s=Drive.Called"));
    RunningDriver running =
        RunningDriver.start(
            Drivers.create(
                new DrivenLink(
                    OpcUa.connection(server.port, Mode.SUBSCRIBE, Security.NONE, TIMEOUT),
                    read,
                    commands),
                sink,
                InstantSource.system(),
                Credentials.NONE,
                DevicePorts.NONE));
    awaitCalled("0");
    return running;
  }

  private void awaitCalled(String said) {
    sink.await(0, "called: " + said, one -> said.equals(one.text()));
  }

  private static void refused(WriteOutcome outcome, String... words) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            WriteOutcome.Refused.class, told -> assertThat(told.words()).contains(words));
  }

  private static void unfit(WriteOutcome outcome, String... words) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            WriteOutcome.Unfit.class, told -> assertThat(told.words()).contains(words));
  }

  @Test
  void aMethodIsCalledOnceWithItsArgumentsInTheServersTypes() throws Exception {
    try (NodeOpcUaServer server = NodeOpcUaServer.in(folder)) {
      server.start("{\"methods\":true}");
      DrivenPoint reset = method(PointKind.BINARY, "Reset");
      DrivenPoint speed =
          method(PointKind.ANALOG, "SetSpeed", VALUE, constant("30"), constant("夜间"));
      DrivenPoint mode =
          command(
              Points.point(110, PointKind.MULTISTATE, source("SetMode", VALUE))
                  .states(new PointState("4", "stop"), new PointState("7", "auto")));
      try (RunningDriver running = running(server)) {
        Driver driver = running.driver();
        assertThat(driver.write(reset, 1)).isEqualTo(new WriteOutcome.Written());
        awaitCalled("1 Reset");
        assertThat(driver.write(speed, 47.5)).isEqualTo(new WriteOutcome.Written());
        awaitCalled("2 SetSpeed Float 47.5 UInt16 30 LocalizedText 夜间");
        assertThat(driver.write(mode, 1)).isEqualTo(new WriteOutcome.Written());
        awaitCalled("3 SetMode Int32 7");

        unfit(driver.write(reset, 0), "ns=1;s=Drive.Reset: only true calls it");
        unfit(driver.write(speed, 1e300), "1.0E300 does not fit argument Speed: Float");
        assertThat(driver.log().latest())
            .extracting(one -> one.asked())
            .contains(
                "call of ns=1;s=Drive.SetSpeed(47.5, 30, 夜间) of ns=1;s=Drive",
                "call of ns=1;s=Drive.Reset() of ns=1;s=Drive");
        assertThat(driver.write(reset, 1)).isEqualTo(new WriteOutcome.Written());
        awaitCalled("4 Reset");
      }
    }
  }

  @Test
  void whatDoesNotFitIsNeverSentAndARefusalIsSaidInWords() throws Exception {
    try (NodeOpcUaServer server = NodeOpcUaServer.in(folder)) {
      server.start("{\"methods\":true}");
      DrivenPoint few = method(PointKind.ANALOG, "SetSpeed", VALUE);
      DrivenPoint many = method(PointKind.ANALOG, "Reset", VALUE);
      DrivenPoint fraction =
          method(PointKind.ANALOG, "SetSpeed", VALUE, constant("2.5"), constant("x"));
      DrivenPoint list = method(PointKind.ANALOG, "List", VALUE);
      DrivenPoint forbidden = method(PointKind.BINARY, "Forbidden");
      DrivenPoint locked = method(PointKind.BINARY, "Locked");
      DrivenPoint picky = method(PointKind.ANALOG, "Picky", VALUE);
      DrivenPoint nobody = method(PointKind.BINARY, "Nobody");
      DrivenPoint variable = method(PointKind.BINARY, "Called");
      try (RunningDriver running = running(server)) {
        Driver driver = running.driver();
        unfit(
            driver.write(few, 1),
            "it takes (Speed: Float, Ramp: UInt16, Why: LocalizedText); the site gives 1");
        unfit(driver.write(many, 1), "it takes no arguments; the site gives 1");
        unfit(driver.write(fraction, 1), "'2.5' does not fit argument Ramp: UInt16");
        unfit(driver.write(list, 1), "does not fit argument Speeds: Double[]");
        refused(driver.write(nobody, 1), "ns=1;s=Drive.Nobody: the server answered Bad_NodeId");
        refused(driver.write(variable, 1), "this node is no method");
        refused(driver.write(locked, 1), "Bad_NotExecutable", "cannot be called at present");
        awaitCalled("1 Locked");
        refused(
            driver.write(forbidden, 1),
            "Bad_UserAccessDenied",
            "the connection's user may not call it");
        awaitCalled("2 Forbidden");
        refused(driver.write(picky, 1), "Bad_InvalidArgument", "Speed: Double: Bad_OutOfRange");
        awaitCalled("3 Picky Double 1");
      }
    }
  }

  /** The call is under way when nobody waits any more: it is told so, and never made again. */
  @Test
  void aCallWithoutAnAnswerInTimeIsUnknownAndNotRepeated() throws Exception {
    try (NodeOpcUaServer server = NodeOpcUaServer.in(folder)) {
      server.start("{\"methods\":true}");
      DrivenPoint slow = method(PointKind.BINARY, "Slow");
      DrivenPoint reset = method(PointKind.BINARY, "Reset");
      try (RunningDriver running = running(server)) {
        assertThat(running.driver().write(slow, 1))
            .isInstanceOfSatisfying(
                WriteOutcome.Unknown.class,
                told -> assertThat(told.words()).contains("no answer in time"));
        awaitCalled("1 Slow");
        assertThat(running.driver().write(reset, 1)).isEqualTo(new WriteOutcome.Written());
        awaitCalled("2 Reset");
      }
    }
  }
}
