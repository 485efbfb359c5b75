package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.ExchangeLog;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.RawRegisters;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.drivers.modbus.ScriptedDevice.Frames;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.model.telemetry.Exchange;
import org.zhiban.model.telemetry.Exchange.Outcome;
import org.zhiban.model.telemetry.PointRef;

/** What a link said last, byte for byte as it was on the wire. */
@Timeout(30)
final class ExchangeLogTest {
  private final RecordingSink sink = new RecordingSink();

  private RunningDriver run(ScriptedDevice device, Frames frames) {
    DrivenLink link =
        new DrivenLink(
            Modbus.connection(
                frames == Frames.MBAP
                    ? Modbus.tcp(device.port())
                    : Modbus.rtuOverTcp(device.port())),
            List.of(
                Points.analog(0, Modbus.uint16(Table.HOLDING, 10)).build(),
                Points.analog(1, Modbus.uint16(Table.HOLDING, 12)).build()));
    return RunningDriver.start(
        ModbusDriver.create(
            (org.zhiban.model.site.ModbusConnection) link.connection(),
            link,
            sink,
            InstantSource.system()));
  }

  private Exchange latest(RunningDriver running, Outcome outcome) {
    sink.awaitThat(
        outcome.word(),
        () -> running.driver().log().latest().stream().anyMatch(one -> one.outcome() == outcome));
    return running.driver().log().latest().stream()
        .filter(one -> one.outcome() == outcome)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void requestAndAnswerStandInBytesAndInWords(Frames frames) throws IOException {
    try (ScriptedDevice device = new ScriptedDevice(frames)) {
      device.set(1, 3, 10, 0x1234);
      device.set(1, 3, 12, 7);
      device.start();
      try (RunningDriver running = run(device, frames)) {
        Exchange one = latest(running, Outcome.ANSWERED);
        assertThat(one.request())
            .matches(
                frames == Frames.MBAP
                    ? "(.. ){2}00 00 00 06 01 03 00 0a 00 03"
                    : "01 03 00 0a 00 03 25 c9");
        assertThat(one.answer()).contains("01 03 06 12 34 00 00 00 07");
        assertThat(one.asked()).isEqualTo("function 3: unit 1, holding registers 10 to 12");
        assertThat(one.told())
            .contains("10 " + Points.analog(0, Modbus.uint16(Table.HOLDING, 10)).build().ref())
            .contains("= 4660")
            .contains("= 7");
        assertThat(one.took()).isPresent();
        device.script(request -> request.reply().send(request.reply().refusal(2)));
        assertThat(latest(running, Outcome.REFUSED))
            .satisfies(refused -> assertThat(refused.answer()).contains("01 83 02"))
            .satisfies(refused -> assertThat(refused.told()).contains("exception 2"));
        device.script(ScriptedDevice.SILENTLY);
        assertThat(latest(running, Outcome.SILENT))
            .satisfies(silent -> assertThat(silent.answer()).isEmpty())
            .satisfies(silent -> assertThat(silent.request()).isNotEmpty());
        device.stop();
        assertThat(latest(running, Outcome.LOST).asked()).startsWith("connect to 127.0.0.1:");
      }
    }
  }

  @Test
  void theRegistersOfAPointStandAsTheyCame() throws IOException {
    try (ScriptedDevice device = new ScriptedDevice(Frames.MBAP)) {
      device.set(1, 3, 10, 0x4366);
      device.set(1, 3, 11, 0x8000);
      device.set(1, 3, 12, 7);
      device.start();
      try (RunningDriver running = run(device, Frames.MBAP)) {
        latest(running, Outcome.ANSWERED);
        assertThat(words(running, 0)).contains(List.of(0x4366, 0x8000, 7));
        assertThat(words(running, 1)).contains(List.of(7));
        assertThat(words(running, 2)).isEmpty();

        device.script(request -> request.reply().send(request.reply().refusal(2)));
        latest(running, Outcome.REFUSED);
        assertThat(words(running, 0)).as("the last answer").contains(List.of(0x4366, 0x8000, 7));
      }
    }
  }

  private static Optional<List<Integer>> words(RunningDriver running, int number) {
    PointRef point = Points.analog(number, Modbus.uint16(Table.HOLDING, 10)).build().ref();
    return running.driver().registers(point).map(RawRegisters::words);
  }

  @Test
  void theLatestTwoHundredAreKept() {
    ExchangeLog log = new ExchangeLog();
    for (int number = 0; number < 3 * ExchangeLog.KEPT; number++) {
      log.add(
          new LineExchange(
              number, 1, new LineExchange.Connect("x"), FrameBytes.NONE, new Answer.Silence()));
    }
    assertThat(log.latest())
        .hasSize(ExchangeLog.KEPT)
        .isSortedAccordingTo((one, other) -> other.time().compareTo(one.time()));
    assertThat(log.latest().getFirst().time().toEpochMilli()).isEqualTo(3 * ExchangeLog.KEPT - 1);
  }
}
