package org.zhiban.drivers.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RecordingSink.Sample;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.model.site.OpcUaConnection.Mode;
import org.zhiban.model.site.OpcUaConnection.Security;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointState;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;

/**
 * Against a server that nobody here wrote, with limits of 7 nodes a read and 5 items a call, so
 * that more than one request is needed.
 */
@Timeout(180)
class NodeOpcUaTest {
  private static final List<String> NUMBERS =
      List.of("SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Float", "Double");
  private static final int STATE = 8;
  private static final int BOOLEAN = 9;
  private static final int TEXT = 10;
  private static final int ARRAY = 11;
  private static final int MARKED = 12;
  private static final int FAILED = 13;
  private static final int MISSING = 14;

  @TempDir Path folder;
  private final RecordingSink sink = new RecordingSink();

  private static List<DrivenPoint> points() {
    List<DrivenPoint> points = new java.util.ArrayList<>();
    NUMBERS.forEach(type -> points.add(point(points.size(), PointKind.ANALOG, "A" + type)));
    points.add(
        Points.point(STATE, PointKind.MULTISTATE, new PointSource.OpcUa("ns=1;s=Mode"))
            .states(new PointState("0", "stop"), new PointState("2", "inspection"))
            .build());
    points.add(point(BOOLEAN, PointKind.BINARY, "DoorOpen"));
    points.add(point(TEXT, PointKind.TEXT, "Label"));
    points.add(point(ARRAY, PointKind.ANALOG, "Array"));
    points.add(point(MARKED, PointKind.ANALOG, "Marked"));
    points.add(point(FAILED, PointKind.ANALOG, "Failed"));
    points.add(point(MISSING, PointKind.ANALOG, "Missing"));
    return points;
  }

  private static DrivenPoint point(int number, PointKind kind, String name) {
    return OpcUa.point(number, kind, "ns=1;s=" + name);
  }

  private static void fill(NodeOpcUaServer server, double base) throws Exception {
    for (String type : NUMBERS) {
      server.set("A" + type, type, Double.toString(base).replace(".0", ""));
    }
    server.set("Mode", "Int32", "2");
    server.set("DoorOpen", "Boolean", "true");
    server.set("Label", "String", "\"一楼\"");
    server.set("Array", "Int32", "[1,2,3]", ",\"array\":true");
    server.set("Marked", "Double", "3.5", ",\"status\":\"UncertainLastUsableValue\"");
    server.set("Failed", "Double", "0", ",\"status\":\"BadSensorFailure\"");
  }

  private Sample await(int place, int point, String what, java.util.function.Predicate<Sample> is) {
    return sink.await(place, "point " + point + " " + what, s -> s.point() == point && is.test(s));
  }

  private void awaitAll(int place, double base) {
    for (int number = 0; number < NUMBERS.size(); number++) {
      await(place, number, "at " + base, s -> s.good() && s.value() == base);
    }
    await(place, STATE, "inspection", s -> s.good() && s.value() == 1);
    await(place, BOOLEAN, "open", s -> s.good() && s.value() == 1);
    await(place, TEXT, "its text", s -> s.good() && "一楼".equals(s.text()));
    await(place, ARRAY, "undecodable", s -> s.reason() == QualityReason.UNDECODABLE);
    await(
        place,
        MARKED,
        "uncertain",
        s -> s.quality() == Quality.UNCERTAIN && s.reason() == QualityReason.SOURCE_MARKED);
    await(place, FAILED, "marked", s -> s.reason() == QualityReason.SOURCE_MARKED);
    await(place, MISSING, "refused", s -> s.reason() == QualityReason.DEVICE_REFUSED);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void everyTypeAndStatusArrivesAndAgainAfterARestart(Mode mode) throws Exception {
    try (NodeOpcUaServer server = NodeOpcUaServer.in(folder)) {
      server.start();
      fill(server, 42);
      try (RunningDriver running =
          RunningDriver.start(
              Drivers.create(
                  OpcUa.link(server.port, mode, points()),
                  sink,
                  InstantSource.system(),
                  Credentials.NONE,
                  DevicePorts.NONE))) {
        awaitAll(0, 42);
        int place = sink.size();
        server.set("ADouble", "Double", "43");
        await(place, NUMBERS.indexOf("Double"), "changed", s -> s.good() && s.value() == 43);

        int before = sink.size();
        server.kill();
        await(before, BOOLEAN, "down", s -> s.reason() == QualityReason.CONNECTION_DOWN);
        sink.awaitThat("down", () -> running.driver().status().state() == LinkStatus.State.DOWN);
        server.start();
        fill(server, 7);
        awaitAll(before, 7);
        assertThat(sink.samplesFrom(before))
            .filteredOn(s -> s.reason() == QualityReason.CONNECTION_DOWN)
            .extracting(Sample::point)
            .doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void tenThousandItemsArriveEachWithItsValueInBoundedTime() throws Exception {
    int many = 10_000;
    List<DrivenPoint> points = new java.util.ArrayList<>();
    for (int number = 0; number < many; number++) {
      points.add(OpcUa.point(number, PointKind.ANALOG, "ns=1;s=Many." + number));
    }
    try (NodeOpcUaServer server = NodeOpcUaServer.in(folder)) {
      server.start("{\"many\": " + many + ", \"limits\": {}}");
      var patient =
          OpcUa.connection(server.port, Mode.SUBSCRIBE, Security.NONE, Duration.ofSeconds(20));
      try (RunningDriver _ =
          RunningDriver.start(
              Drivers.create(
                  new DrivenLink(patient, points),
                  sink,
                  InstantSource.system(),
                  Credentials.NONE,
                  DevicePorts.NONE))) {
        sink.awaitThat(
            Duration.ofMinutes(2),
            "all",
            () -> sink.samples().stream().filter(Sample::good).count() >= many);
        assertThat(sink.samples().stream().filter(Sample::good))
            .allSatisfy(one -> assertThat(one.value()).isEqualTo(one.point()))
            .extracting(Sample::point)
            .doesNotHaveDuplicates()
            .hasSize(many);
      }
    }
  }
}
