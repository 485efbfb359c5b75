package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhiban.drivers.modbus.ScriptedDevice.Frames;

/** Devices that answer with exceptions, in pieces, not to the end, or not at all. */
@Timeout(60)
final class FaultyLineTest extends ScriptedLine {
  @ParameterizedTest
  @EnumSource(Frames.class)
  void everyExceptionCodeArrives(Frames frames) throws IOException {
    use(frames);
    for (int code = 1; code <= 11; code++) {
      byte exception = (byte) code;
      device.script(request -> request.reply().send(request.reply().refusal(exception)));

      assertThat(ask(read(0, 1))).isEqualTo(new Answer.Refused(code));
    }
    assertThat(device.accepted()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Frames.class)
  void anAnswerInSingleBytesIsReadWhole(Frames frames) throws IOException {
    use(frames);
    device.script(
        request -> {
          for (byte one : request.reply().right()) {
            request.reply().send(one);
          }
        });

    isRight(ask(read(0, 20)), read(0, 20));
  }

  /** Each byte comes in time by itself; the answer as a whole does not. */
  @ParameterizedTest
  @EnumSource(Frames.class)
  void aDribblingDeviceHoldsTheLinkForOneTimeOutOnly(Frames frames) throws IOException {
    use(frames);
    CompletableFuture<Boolean> never = new CompletableFuture<>();
    device.script(
        request -> {
          for (byte one : request.reply().right()) {
            request.reply().send(one);
            try {
              never.get(TIMEOUT.toMillis() / 4, TimeUnit.MILLISECONDS);
            } catch (java.util.concurrent.TimeoutException _) {
              // the next byte
            } catch (java.util.concurrent.ExecutionException e) {
              throw new AssertionError(e);
            }
          }
        });
    long start = System.nanoTime();

    assertThat(ask(read(0, 20))).isInstanceOf(Answer.Silence.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.multipliedBy(3));
  }

  @ParameterizedTest
  @EnumSource(Frames.class)
  void aResetInTheMiddleOfAFrameIsALostConnection(Frames frames) throws IOException {
    use(frames);
    device.script(
        request -> {
          byte[] frame = request.reply().right();
          request.reply().send(Arrays.copyOf(frame, frame.length / 2));
          request.reply().reset();
        });

    assertThat(ask(read(0, 20))).isInstanceOf(Answer.Lost.class);
    assertThat(line.isOpen()).isFalse();
    device.script(ScriptedDevice.RIGHTLY);
    isRight(ask(read(0, 20)), read(0, 20));
  }

  @Test
  void aHangUpInTheMiddleOfAFrameIsSaidSo() {
    device.script(
        request -> {
          request.reply().send(Arrays.copyOf(request.reply().right(), 8));
          request.reply().hangUp();
        });

    assertThat(ask(read(0, 20)))
        .isEqualTo(new Answer.Lost("the device closed the connection in the middle of an answer"));
  }

  @Test
  void aHangUpInPlaceOfAnAnswerIsSaidSo() {
    device.script(request -> request.reply().hangUp());

    assertThat(ask(read(0, 20))).isEqualTo(new Answer.Lost("the device closed the connection"));
  }

  @Test
  void aRefusedConnectionIsSaidInWords() throws IOException {
    device.stop();

    assertThat(line.open())
        .hasValue(
            new Answer.Lost(
                "connection refused; is the device's Modbus server on, is the port right?"));
  }

  @Test
  void anUnknownHostIsSaidInWords() {
    SocketLine nowhere =
        new SocketLine("no-such-host.invalid", 502, new MbapFraming(), TIMEOUT, System::nanoTime);

    assertThat(nowhere.open())
        .hasValue(
            new Answer.Lost(
                "the host name no-such-host.invalid is not known; check it, or use the address"));
  }

  /** A listener that accepts nothing: its queue is full, so that a connection attempt hangs. */
  @Test
  void aConnectionAttemptEndsWithTheTimeOutOrWithClose() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
        java.net.Socket first = new java.net.Socket(full.getInetAddress(), full.getLocalPort());
        java.net.Socket second = new java.net.Socket(full.getInetAddress(), full.getLocalPort())) {
      assertThat(first.isConnected() && second.isConnected()).isTrue();
      SocketLine hanging =
          new SocketLine(
              "127.0.0.1", full.getLocalPort(), new MbapFraming(), TIMEOUT, System::nanoTime);
      assertThat(hanging.open())
          .hasValue(
              new Answer.Lost("no connection within 250 ms; is the device on, is the route open?"));

      SocketLine patient =
          new SocketLine(
              "127.0.0.1",
              full.getLocalPort(),
              new MbapFraming(),
              Duration.ofMinutes(5),
              System::nanoTime);
      CompletableFuture<Boolean> ended = new CompletableFuture<>();
      Thread.startVirtualThread(() -> ended.complete(patient.open().isPresent()));
      patient.close();
      assertThat(ended.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
