package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhiban.drivers.modbus.ScanFindings.Ending;
import org.zhiban.drivers.modbus.ScanFindings.Stretch;
import org.zhiban.drivers.modbus.ScanFindings.TableFindings;
import org.zhiban.drivers.modbus.ScanFindings.Unit;
import org.zhiban.drivers.modbus.ScriptedDevice.Frames;
import org.zhiban.drivers.modbus.ScriptedDevice.Request;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.PointSource.Table;

@Timeout(60)
class ModbusScanTest {
  private static final Duration TIMEOUT = Duration.ofMillis(150);

  private ScriptedDevice device;

  ModbusScanTest() throws IOException {
    device = new ScriptedDevice(Frames.MBAP);
  }

  @BeforeEach
  void start() throws IOException {
    device.start();
  }

  @AfterEach
  void end() throws IOException {
    device.close();
  }

  private static final ModbusScan.Progress QUIETLY =
      new ModbusScan.Progress() {
        @Override
        public void probing(int unit, int done, int of) {
          // not looked at
        }

        @Override
        public void reading(int unit, Table table, int address) {
          // not looked at
        }
      };

  private static ScanRequest request(
      ModbusConnection.Link link, List<Integer> units, List<Table> tables, int first, int last) {
    return new ScanRequest(link, TIMEOUT, Duration.ZERO, units, tables, first, last);
  }

  private ScanFindings scan(List<Integer> units, List<Table> tables, int last) throws Exception {
    ModbusConnection.Link link = Modbus.tcp(device.port());
    try (ModbusScan scan = new ModbusScan(request(link, units, tables, 0, last), QUIETLY)) {
      return scan.run();
    }
  }

  private static TableFindings only(ScanFindings found) {
    return found.units().getFirst().tables().getFirst();
  }

  /** Answers what lies wholly inside, refuses the rest as the standard wants it. */
  private void answerOnly(int from, int to, int most) {
    device.script(
        request -> {
          boolean inside = request.address() >= from && request.address() + request.count() <= to;
          var reply = request.reply();
          boolean read = request.function() <= 4;
          reply.send(
              !read
                  ? reply.refusal(1)
                  : inside && request.count() <= most ? reply.right() : reply.refusal(2));
        });
  }

  @Test
  void theRangeThatADeviceGivesIsFoundToTheRegister() throws Exception {
    answerOnly(37, 203, 125);
    for (int address = 0; address < 300; address++) {
      device.set(5, 3, address, address * 7);
    }
    TableFindings found = only(scan(List.of(5), List.of(Table.HOLDING), 299));
    assertThat(found.stretches())
        .containsExactly(
            new Stretch(37, IntStream.range(37, 203).map(a -> a * 7).boxed().toList()));
    assertThat(found.ending()).isEqualTo(Ending.WHOLE);
  }

  @Test
  void aDeviceThatGivesFewAtOnceIsAskedForFewFromThenOn() throws Exception {
    answerOnly(0, 1024, 10);
    ScanFindings found = scan(List.of(1), List.of(Table.HOLDING), 1023);
    assertThat(only(found).stretches()).singleElement().matches(all -> all.last() == 1023);
    assertThat(only(found).longest()).isEqualTo(8);
    assertThat(found.requests()).isLessThan(1024 / 8 + 40);
  }

  /** 32-bit values of some meters are given whole or not at all. */
  @Test
  void registersThatAreGivenOnlyInPairsAreFound() throws Exception {
    device.script(
        request -> {
          boolean even = request.address() % 2 == 0 && request.count() % 2 == 0;
          boolean inside = request.address() >= 10 && request.address() + request.count() <= 30;
          var reply = request.reply();
          reply.send(even && inside ? reply.right() : reply.refusal(2));
        });
    assertThat(only(scan(List.of(1), List.of(Table.INPUT), 63)).stretches())
        .extracting(Stretch::first, Stretch::last)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(10, 29));
  }

  @Test
  void anExceptionIsAnAnswerSilenceIsNotAndAGatewaySpeaksForNobody() throws Exception {
    device.script(
        request -> {
          var reply = request.reply();
          switch (request.unit()) {
            case 2 -> reply.send(reply.refusal(4));
            case 3 -> reply.send(reply.refusal(11));
            case 4 -> reply.send(reply.as(request.transaction(), 9));
            case 6 -> reply.send(reply.right());
            default -> ScriptedDevice.SILENTLY.answer(request);
          }
        });
    ScanFindings found = scan(List.of(1, 2, 3, 4, 5, 6), List.of(Table.HOLDING), 0);
    assertThat(found.units()).extracting(Unit::unit).containsExactly(2, 6);
    assertThat(found.units().getFirst().answer()).contains("exception 4");
    assertThat(found.silent()).containsExactly(1, 3, 5);
    assertThat(found.strange()).containsOnlyKeys(4);
    assertThat(found.strange().get(4)).contains("unit 9 answered in place of unit 4");
  }

  @Test
  void aTableThatTheDeviceDoesNotKnowIsLeftAfterOneRequest() throws Exception {
    device.script(
        request -> {
          var reply = request.reply();
          reply.send(request.function() == 3 ? reply.right() : reply.refusal(1));
        });
    ScanFindings found = scan(List.of(1), List.of(Table.HOLDING, Table.COIL), 63);
    assertThat(found.units().getFirst().tables().get(1).ending()).isEqualTo(Ending.NO_SUCH_TABLE);
    assertThat(found.requests()).isEqualTo(4); // probe, identification, holding, coils
  }

  @Test
  void aUnitThatFallsSilentIsLeftAlone() throws Exception {
    device.script(
        request -> {
          if (request.address() < 64 && request.function() == 3) {
            ScriptedDevice.RIGHTLY.answer(request);
          }
        });
    TableFindings found = only(scan(List.of(1), List.of(Table.HOLDING), 9_999));
    assertThat(found.ending()).isEqualTo(Ending.SILENT);
    assertThat(found.stretches()).singleElement().matches(all -> all.last() == 63);
  }

  @Test
  void theGapLiesBetweenAnyTwoRequests() throws Exception {
    List<Long> times = Collections.synchronizedList(new ArrayList<>());
    device.script(
        request -> {
          times.add(System.nanoTime());
          ScriptedDevice.RIGHTLY.answer(request);
        });
    ScanRequest request =
        new ScanRequest(
            Modbus.tcp(device.port()),
            TIMEOUT,
            Duration.ofMillis(20),
            List.of(1),
            List.of(Table.HOLDING),
            0,
            511);
    try (ModbusScan scan = new ModbusScan(request, QUIETLY)) {
      scan.run();
    }
    assertThat(times).hasSizeGreaterThan(5);
    for (int index = 1; index < times.size(); index++) {
      assertThat(times.get(index) - times.get(index - 1)).isGreaterThan(19_000_000L);
    }
  }

  @Test
  void whatWasFoundIsThereWhenItIsStopped() throws Exception {
    AtomicReference<ModbusScan> running = new AtomicReference<>();
    ModbusScan.Progress stopping =
        new ModbusScan.Progress() {
          @Override
          public void probing(int unit, int done, int of) {
            // goes on
          }

          @Override
          public void reading(int unit, Table table, int address) {
            if (address == 640) {
              java.util.Objects.requireNonNull(running.get()).stop();
            }
          }
        };
    ScanRequest request =
        request(Modbus.tcp(device.port()), List.of(1, 2), List.of(Table.HOLDING), 0, 9_999);
    try (ModbusScan scan = new ModbusScan(request, stopping)) {
      running.set(scan);
      ScanFindings found = scan.run();
      assertThat(found.ending()).isEqualTo(Ending.STOPPED);
      assertThat(only(found).stretches()).singleElement().matches(all -> all.last() == 639);
      assertThat(only(found).ending()).isEqualTo(Ending.STOPPED);
    }
  }

  private static byte[] identification(Request request, int more) {
    byte[] vendor = "华电 Meter".getBytes(StandardCharsets.UTF_8);
    byte[] pdu = new byte[9 + vendor.length];
    pdu[0] = 43;
    pdu[1] = 14;
    pdu[2] = (byte) (request.address() & 0xff);
    pdu[3] = 1;
    pdu[4] = (byte) more;
    pdu[5] = (byte) (request.count() + 1);
    pdu[6] = 1;
    pdu[7] = (byte) request.count();
    pdu[8] = (byte) vendor.length;
    System.arraycopy(vendor, 0, pdu, 9, vendor.length);
    return pdu;
  }

  @ParameterizedTest
  @EnumSource(Frames.class)
  void aDeviceMaySayWhoItIsAndIsNotAskedForEver(Frames frames) throws Exception {
    device.close();
    device = new ScriptedDevice(frames);
    device.start();
    AtomicInteger asked = new AtomicInteger();
    device.script(
        request -> {
          if (request.function() == DeviceObjects.FUNCTION) {
            asked.incrementAndGet();
            request.reply().send(request.reply().with(identification(request, 255)));
          } else {
            ScriptedDevice.RIGHTLY.answer(request);
          }
        });
    ModbusConnection.Link link =
        frames == Frames.MBAP ? Modbus.tcp(device.port()) : Modbus.rtuOverTcp(device.port());
    ScanRequest request = request(link, List.of(1), List.of(Table.HOLDING), 0, 0);
    try (ModbusScan scan = new ModbusScan(request, QUIETLY)) {
      ScanFindings found = scan.run();
      assertThat(found.units().getFirst().identity()).containsEntry(0, "华电 Meter");
      assertThat(asked.get()).isLessThan(20);
    }
  }

  @Test
  void anIdentificationThatEndsTooEarlyIsNone() {
    byte[] cut = {43, 14, 1, 1, 0, 0, 1, 0, 90, 'x'};
    assertThatThrownBy(() -> DeviceObjects.of(cut, 1, cut.length))
        .isInstanceOf(NoAnswerException.class);
  }

  @Test
  void nobodyThereIsSaidAtOnce() throws Exception {
    device.close();
    assertThatThrownBy(() -> scan(List.of(1), List.of(Table.HOLDING), 0))
        .isInstanceOf(DeviceUnreachableException.class)
        .hasMessageContaining("127.0.0.1:" + device.port())
        .hasMessageContaining("connection refused");
  }
}
