package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import com.ghgande.j2mod.modbus.ModbusException;
import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhiban.drivers.modbus.ScriptedDevice.Frames;
import org.zhiban.drivers.modbus.ScriptedDevice.Reply;
import org.zhiban.drivers.modbus.ScriptedDevice.Script;

/**
 * Devices that are late, wrong or broken: what is taken for an answer is the answer, or nothing is.
 */
@Timeout(60)
final class FaultyDeviceTest extends ScriptedLine {
  /**
   * Holds back the first answer until the second request is here, and sends it then: what a device
   * does whose answer took longer than the master's patience.
   */
  private static final class LateOnce implements Script {
    private final CompletableFuture<Boolean> secondIsHere = new CompletableFuture<>();

    @Override
    public void answer(ScriptedDevice.Request request) throws IOException, InterruptedException {
      Reply reply = request.reply();
      if (request.ordinal() == 1) {
        byte[] late = reply.right();
        Thread.startVirtualThread(
            () -> {
              secondIsHere.join();
              try {
                reply.send(late);
              } catch (IOException _) {
                // the connection of the late answer is gone, as it should be
              }
            });
      } else if (request.ordinal() == 2) {
        secondIsHere.complete(true);
      }
      if (request.ordinal() > 2) {
        reply.send(reply.right());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Frames.class)
  void aLateAnswerIsNeverTakenForTheNextRequests(Frames frames) throws IOException {
    use(frames);
    device.script(new LateOnce());

    assertThat(ask(read(100, 1))).isInstanceOf(Answer.Silence.class);
    assertThat(ask(read(101, 1))).isInstanceOf(Answer.Silence.class);
    isRight(ask(read(102, 1)), read(102, 1));
  }

  /** What the test above guards against: the library alone gives register 100 for register 101. */
  @Test
  void theLibraryAloneTakesTheLateAnswer() throws Exception {
    device.script(new LateOnce());
    ModbusTCPMaster raw =
        new ModbusTCPMaster("127.0.0.1", device.port(), (int) TIMEOUT.toMillis(), false);
    raw.connect();
    raw.setRetries(1);
    try {
      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(
                  () -> raw.readMultipleRegisters(UNIT, 100, 1)))
          .isInstanceOf(ModbusException.class);
      assertThat(raw.readMultipleRegisters(UNIT, 101, 1)[0].getValue()).isEqualTo(100);
    } finally {
      raw.disconnect();
    }
  }

  /** A doubled or late answer on a connection that stays. */
  @Test
  void anAnswerWithAnOldTransactionIdIsPassedOver() {
    device.script(
        request -> {
          Reply reply = request.reply();
          reply.send(reply.as(request.transaction() - 1, request.unit()));
          reply.send(reply.right());
          reply.send(reply.right());
        });

    for (int address = 0; address < 20; address++) {
      isRight(ask(read(address, 3)), read(address, 3));
    }
    assertThat(device.accepted()).isEqualTo(1);
  }

  @Test
  void aDeviceThatAnswersUnderForeignIdsOnlyIsCutOff() {
    device.script(
        request -> {
          for (int answer = 0; answer < 5; answer++) {
            request.reply().send(request.reply().as(request.transaction() + 7, request.unit()));
          }
        });

    isBroken(ask(read(0, 1)), "4 answers came that nobody asked for");
    assertThat(line.isOpen()).isFalse();
  }

  @Test
  void anotherUnitsAnswerIsNotTaken() {
    device.script(request -> request.reply().send(request.reply().as(request.transaction(), 2)));

    isBroken(ask(read(0, 1)), "unit 2 answered in place of unit 1");
  }

  @Test
  void anRtuAnswerOfAnotherUnitIsPassedOver() throws IOException {
    use(Frames.RTU);
    device.script(
        request -> {
          request.reply().send(request.reply().as(0, 2));
          request.reply().send(request.reply().right());
        });

    isRight(ask(read(5, 2)), read(5, 2));
  }

  @Test
  void anRtuAnswerOfAnotherLengthIsPassedOver() throws IOException {
    use(Frames.RTU);
    device.script(
        request -> {
          request.reply().send(request.reply().with((byte) 3, (byte) 2, (byte) 0, (byte) 99));
          request.reply().send(request.reply().right());
        });

    isRight(ask(read(5, 2)), read(5, 2));
  }

  @ParameterizedTest
  @EnumSource(Frames.class)
  void whatCameBeforeARequestIsNoAnswerToIt(Frames frames) throws Exception {
    use(frames);
    CompletableFuture<Boolean> doubled = new CompletableFuture<>();
    device.script(
        request -> {
          Reply reply = request.reply();
          reply.send(reply.right());
          if (request.ordinal() == 1) {
            reply.send(reply.right());
            doubled.complete(true);
          }
        });

    isRight(ask(read(100, 1)), read(100, 1));
    doubled.get(10, TimeUnit.SECONDS);
    isRight(ask(read(101, 1)), read(101, 1));
  }

  @ParameterizedTest
  @EnumSource(Frames.class)
  void unitsAboveTheSignedByteAnswerLikeOthers(Frames frames) throws IOException {
    use(frames);

    isRight(ask(read(200, 7, 2)), read(200, 7, 2));
  }

  @Test
  void anRtuAnswerWithAWrongCheckSumIsNotTaken() throws IOException {
    use(Frames.RTU);
    device.script(
        request -> {
          byte[] frame = request.reply().right();
          frame[4] ^= 1;
          request.reply().send(frame);
        });

    isBroken(ask(read(0, 1)), "check sum");
  }

  @Test
  void noiseIsNoRtuAnswer() throws IOException {
    use(Frames.RTU);
    device.script(request -> request.reply().send(new byte[] {(byte) 0xff, 0x55, 0x55, 0x00}));

    isBroken(ask(read(0, 1)), "noise on the line: no answer starts with ff 55");
  }

  @Test
  void anAnswerWithFewerRegistersThanAskedIsNotTaken() {
    device.script(
        request ->
            request.reply().send(request.reply().with((byte) 3, (byte) 2, (byte) 0, (byte) 1)));

    isBroken(ask(read(0, 2)), "the answer holds 2 bytes, not 4");
  }

  @Test
  void anAnswerWithMoreRegistersThanAskedIsNotTaken() {
    device.script(
        request ->
            request
                .reply()
                .send(
                    request
                        .reply()
                        .with((byte) 3, (byte) 4, (byte) 0, (byte) 1, (byte) 0, (byte) 2)));

    isBroken(ask(read(0, 1)), "the answer holds 4 bytes, not 2");
  }

  /** A byte count that promises more than the frame brings. */
  @Test
  void aByteCountThatDoesNotFitItsFrameIsNotTaken() {
    device.script(
        request ->
            request.reply().send(request.reply().with((byte) 3, (byte) 4, (byte) 0, (byte) 1)));

    isBroken(ask(read(0, 2)), "the answer holds 2 bytes, not 4");
  }

  @Test
  void anAnswerToAnotherFunctionIsNotTaken() {
    device.script(
        request ->
            request.reply().send(request.reply().with((byte) 4, (byte) 2, (byte) 0, (byte) 1)));

    isBroken(ask(read(0, 1)), "the answer is to function 4, not 3");
  }

  @Test
  void aFrameOfAnotherProtocolIsNotTaken() {
    device.script(
        request ->
            request
                .reply()
                .send(
                    "HTTP/1.1 400 Bad Request\r\n"
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII)));

    isBroken(ask(read(0, 1)), "not Modbus TCP");
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(ints = {0, 2, 255, 65_535})
  void anImpossibleLengthIsNotTaken(int length) {
    device.script(
        request -> {
          byte[] frame = request.reply().right();
          frame[4] = (byte) (length >> 8);
          frame[5] = (byte) length;
          request.reply().send(frame);
        });

    isBroken(ask(read(0, 1)), "claims a length of " + length);
  }
}
