package org.zhiban.drivers.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.RejectedMessage;

/** Acknowledging, waiting, silence and rejects, without a broker. */
class DeliveryTest {
  private final List<Integer> acknowledged = new ArrayList<>();
  private final Acknowledgements acknowledgements =
      new Acknowledgements(arrival -> acknowledged.add(arrival.id()));

  private static Arrival arrival(int id, int qos) {
    return new Arrival("t", new byte[0], qos, id, false, Instant.EPOCH);
  }

  @Test
  void nothingIsAcknowledgedBeforeEveryPartIsOnDisk() {
    var run = acknowledgements.expect(List.of(arrival(1, 1), arrival(2, 1)), 2, () -> {});
    Runnable events = run.part();
    Runnable samples = run.part();
    events.run();
    events.run();
    assertThat(acknowledged).isEmpty();
    samples.run();
    assertThat(acknowledged).containsExactly(1, 2);
  }

  @Test
  void acknowledgementsKeepTheOrderOfArrivalWhateverTheOrderOfCommits() {
    Runnable first = acknowledgements.expect(List.of(arrival(1, 1)), 1, () -> {}).part();
    Runnable second = acknowledgements.expect(List.of(arrival(2, 1)), 1, () -> {}).part();
    second.run();
    assertThat(acknowledged).isEmpty();
    assertThat(acknowledgements.waiting()).isEqualTo(2);
    first.run();
    assertThat(acknowledged).containsExactly(1, 2);
    assertThat(acknowledgements.waiting()).isZero();
  }

  @Test
  void whatHoldsNothingForUsIsAcknowledgedAtOnce() {
    acknowledgements.expect(List.of(arrival(5, 1), arrival(0, 0)), 0, () -> {});
    assertThat(acknowledged).containsExactly(5);
  }

  @Test
  void messagesThatMayBeLostAreCountedWhenThereIsNoRoomAndOthersAreKept() throws Exception {
    Inbox inbox = new Inbox();
    for (int i = 0; i < Inbox.UNACKNOWLEDGED; i++) {
      inbox.put(arrival(0, 0));
    }
    inbox.put(arrival(0, 0));
    inbox.put(arrival(7, 1));
    assertThat(inbox.takeDropped()).isEqualTo(1);
    assertThat(inbox.takeDropped()).isZero();
    assertThat(inbox.take(Integer.MAX_VALUE, Duration.ZERO))
        .hasSize(Inbox.UNACKNOWLEDGED + 1)
        .last()
        .returns(7, Arrival::id);
  }

  private static Silence silence(Duration... allowed) {
    List<MqttPoint.State> states = new ArrayList<>();
    for (Duration one : allowed) {
      var point =
          org.zhiban.drivers.Points.point(
                  states.size(), PointKind.ANALOG, Mqtt.field("t", "/v", one))
              .build();
      states.add((MqttPoint.State) MqttPoint.of(List.of(point)).getFirst());
    }
    return new Silence(states);
  }

  @Test
  void aSilentPointIsStaleOnceUntilItIsHeardAgain() {
    Silence silence = silence(Duration.ofMillis(100), Duration.ofMillis(500));
    silence.arm(1_000);
    silence.heard(0, true, 1_050);
    assertThat(silence.stale(1_149)).isEmpty();
    assertThat(silence.stale(1_150)).containsExactly(0);
    assertThat(silence.stale(9_999)).containsExactly(1);
    assertThat(silence.stale(99_999)).isEmpty();
    silence.heard(0, true, 100_000);
    assertThat(silence.stale(100_100)).containsExactly(0);
  }

  @Test
  void onlyAGoodPointWithinItsTimeIsAlive() {
    Silence silence = silence(Duration.ofMillis(100), Duration.ofMillis(100));
    silence.arm(0);
    assertThat(silence.alive()).isEmpty();
    silence.heard(0, true, 10);
    silence.heard(1, false, 10);
    assertThat(silence.alive()).containsExactly(0);
    assertThat(silence.stale(110)).containsExactly(0, 1);
    assertThat(silence.alive()).isEmpty();
    silence.heard(0, true, 120);
    silence.disarm();
    assertThat(silence.alive()).isEmpty();
    assertThat(silence.stale(Long.MAX_VALUE - 1)).isEmpty();
  }

  @Test
  void withoutItsOwnWordAPointMayBeSilentForThreeOfItsIntervals() {
    var point =
        org.zhiban.drivers.Points.point(
                0,
                PointKind.ANALOG,
                new org.zhiban.model.site.PointSource.Mqtt(
                    "t",
                    "/v",
                    java.util.Optional.empty(),
                    java.util.Optional.empty(),
                    org.zhiban.model.site.PointSource.Update.FIRST_WINS,
                    java.util.Optional.empty(),
                    java.util.Map.of()))
            .every(Duration.ofSeconds(5))
            .build();
    assertThat(Silence.allowed(point)).contains(Duration.ofSeconds(15));
  }

  @Test
  void theLastHundredRejectsOfATopicAreKept() {
    RejectedMessages kept = new RejectedMessages();
    for (int i = 0; i < 130; i++) {
      kept.add(arrival(i, 1).rejected("line 1, column " + i, "not JSON"));
    }
    assertThat(kept.all().get("t"))
        .hasSize(100)
        .first()
        .extracting("position")
        .isEqualTo("line 1, column 30");
  }

  @Test
  void theHeadOfARejectIsPrintable() {
    byte[] payload = new byte[200];
    payload[0] = 'A';
    payload[1] = (byte) 0xFF;
    RejectedMessage rejected =
        new Arrival("t", payload, 1, 1, false, Instant.EPOCH).rejected("the start", "not JSON");
    assertThat(rejected.head()).startsWith("A..").hasSize(RejectedMessage.HEAD);
    assertThat(rejected.size()).isEqualTo(200);
  }

  @Test
  void nothingIsReadBeforeTheClientSpoke() throws Exception {
    ClientSpeaksFirst manners = new ClientSpeaksFirst();
    InputStream in = manners.reading(InputStream.nullInputStream());
    CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> readOne(in));
    assertThat(in.available()).isZero();
    assertThat(read).isNotDone();
    manners.writing(new ByteArrayOutputStream()).write(new byte[] {1});
    assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo(-1);
  }

  /** Paho would take the next byte for the start of another message. */
  @Test
  void aPauseWithinAMessageIsWaitedOut() throws Exception {
    ClientSpeaksFirst manners = new ClientSpeaksFirst();
    manners.writing(new ByteArrayOutputStream()).write(1);
    AtomicInteger calls = new AtomicInteger();
    InputStream halting =
        new InputStream() {
          @Override
          public int read() throws IOException {
            if (calls.getAndIncrement() < 3) {
              throw new SocketTimeoutException();
            }
            return 42;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            bytes[offset] = (byte) read();
            return 1;
          }
        };
    assertThat(manners.reading(halting).read()).isEqualTo(42);
    calls.set(0);
    byte[] bytes = new byte[4];
    assertThat(manners.reading(halting).read(bytes)).isEqualTo(1);
    assertThat(bytes[0]).isEqualTo((byte) 42);
  }

  private static int readOne(InputStream in) {
    try {
      return in.read();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
