package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.FreePort;
import org.zhiban.drivers.Passage;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RecordingSink.Sample;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.drivers.TcpProxy;
import org.zhiban.model.telemetry.LinkStatus;

/** Answers of a foreign device that were changed on their way: never a value, and a word of why. */
@Timeout(120)
final class ForgedFramesTest {
  private static final int UNIT = 6;
  private static final int FUNCTION = 7;
  private static final int COUNT = 8;

  private static Map<String, UnaryOperator<byte[]>> forgeries() {
    Map<String, UnaryOperator<byte[]>> all = new TreeMap<>();
    all.put("another transaction", frame -> with(frame, 1, frame[1] + 1));
    all.put("an old transaction", frame -> with(frame, 1, frame[1] - 1));
    all.put("another unit", frame -> with(frame, UNIT, frame[UNIT] + 1));
    all.put("another function", frame -> with(frame, FUNCTION, frame[FUNCTION] ^ 7));
    all.put("another protocol", frame -> with(frame, 3, 1));
    all.put("fewer values", frame -> resized(frame, -2));
    all.put("more values", frame -> resized(frame, 2));
    all.put("a count that lies", frame -> with(frame, COUNT, frame[COUNT] + 2));
    all.put("a length that lies", frame -> with(frame, 5, frame[5] - 1));
    IntStream.rangeClosed(1, 11)
        .forEach(code -> all.put("exception " + code, frame -> exception(frame, code)));
    return all;
  }

  private static byte[] with(byte[] frame, int at, int value) {
    byte[] other = frame.clone();
    other[at] = (byte) value;
    return other;
  }

  /** A sound frame with more or fewer values than were asked for. */
  private static byte[] resized(byte[] frame, int by) {
    byte[] other = Arrays.copyOf(frame, frame.length + by);
    other[5] += (byte) by;
    other[COUNT] += (byte) by;
    return other;
  }

  private static byte[] exception(byte[] frame, int code) {
    byte[] other = Arrays.copyOf(frame, FUNCTION + 2);
    other[5] = 3;
    other[FUNCTION] |= (byte) 0x80;
    other[COUNT] = (byte) code;
    return other;
  }

  @Test
  void noForgedAnswerIsAValueAndEachIsOvercome() throws IOException {
    Pymodbus.assumeInstalled();
    TcpProxy network = new TcpProxy();
    int port = FreePort.tcp();
    try (PymodbusPeer device = new PymodbusPeer("tcp", port, Modbus.tcp(network.port()));
        network) {
      int value = 1_000;
      RecordingSink sink = new RecordingSink();
      setAll(device, value);
      device.start();
      network.open(port);
      try (RunningDriver running =
          RunningDriver.start(
              Drivers.create(
                  device.link(),
                  sink,
                  InstantSource.system(),
                  Credentials.NONE,
                  DevicePorts.NONE))) {
        awaitAll(device.link().points(), sink, 0, value, "at first");
        for (var forgery : forgeries().entrySet()) {
          long errors = running.driver().status().errors();
          network.passage(
              (bytes, to) -> Passage.STRAIGHT.pass(forgery.getValue().apply(bytes), to));
          sink.awaitThat(
              forgery.getKey() + " counts as an error",
              () -> running.driver().status().errors() >= errors + 2);
          assertThat(running.driver().status().lastError().orElse("")).contains("plant");
          network.passage(Passage.STRAIGHT);
          int place = sink.size();
          value++;
          setAll(device, value);
          awaitAll(device.link().points(), sink, place, value, "after " + forgery.getKey());
        }
        int last = value;
        assertThat(sink.samples().stream().filter(Sample::good).map(Sample::value))
            .allSatisfy(one -> assertThat(one).isBetween(1_000.0, (double) last));
        sink.awaitThat("up again", () -> running.driver().status().state() == LinkStatus.State.UP);
      }
    }
  }

  private static void setAll(PymodbusPeer device, int value) throws IOException {
    for (DrivenPoint point : device.link().points()) {
      device.set(point, value);
    }
  }

  private static void awaitAll(
      List<DrivenPoint> points, RecordingSink sink, int place, int value, String when) {
    for (DrivenPoint point : points) {
      sink.await(
          place,
          point.ref() + " good at " + value + " " + when,
          one -> one.point() == point.number() && one.good() && one.value() == value);
    }
  }
}
