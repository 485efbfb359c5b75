package org.zhiban.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zhiban.drivers.RecordingSink.Sample;
import org.zhiban.model.telemetry.LinkStatus;

/** What every driver does on a bad network, where its link is a stream. */
public abstract class NetworkContract extends DriverContract {
  /** The other end of a link, behind a network. */
  public interface NetworkPeer extends Peer {
    TcpProxy network();
  }

  /** How long the dice are thrown: {@code -Dzhiban.fuzz=PT1H} for an hour in each contract. */
  public static final Duration FUZZ = Duration.parse(System.getProperty("zhiban.fuzz", "PT2S"));

  private static final int CUTS = 3;

  @Override
  protected abstract NetworkPeer newPeer() throws Exception;

  @Override
  protected NetworkPeer peer() {
    return (NetworkPeer) super.peer();
  }

  @Test
  final void aResetInTheMiddleOfAnAnswerLosesNothingThatIsReadAgain() throws Exception {
    setAll(31);
    peer().start();
    Driver running = run();
    awaitAll(0, 31);
    int place = sink().size();
    AtomicInteger cuts = new AtomicInteger();
    peer()
        .network()
        .passage(
            (bytes, to) -> {
              cuts.incrementAndGet();
              Passage.CUT.pass(bytes, to);
            });
    setAll(32);
    sink().awaitThat("the network cuts", () -> cuts.get() >= CUTS);
    peer().network().passage(Passage.STRAIGHT);
    awaitAll(place, 32);
    awaitState(running, LinkStatus.State.UP);
    assertThat(sink().samplesFrom(place).stream().filter(Sample::good).map(Sample::value))
        .isSubsetOf(31.0, 32.0);
  }

  @Test
  final void bytesThatComeOneByOneAreReadWhole() throws Exception {
    setAll(33);
    peer().network().passage(Passage.DRIBBLE);
    peer().start();
    Driver running = run();
    awaitAll(0, 33);
    awaitState(running, LinkStatus.State.UP);
  }

  @Test
  final void aSlowNetworkIsWaitedFor() throws Exception {
    setAll(34);
    peer().network().passage(Passage.late(Duration.ofMillis(100)));
    peer().start();
    Driver running = run();
    awaitAll(0, 34);
    awaitState(running, LinkStatus.State.UP);
  }

  @Test
  @Timeout(value = 2, unit = java.util.concurrent.TimeUnit.HOURS)
  final void whateverArrivesTheThreadLivesAndTheValuesComeBack() throws Exception {
    long seed = System.nanoTime();
    RandomGenerator dice = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    setAll(1);
    peer().start();
    Driver running = run();
    awaitAll(0, 1);
    long end = System.nanoTime() + FUZZ.toNanos();
    for (int round = 2; System.nanoTime() - end < 0; round++) {
      AtomicInteger chunks = new AtomicInteger();
      int wanted = 1 + dice.nextInt(30);
      peer()
          .network()
          .passage(
              (bytes, to) -> {
                chunks.incrementAndGet();
                Passage.dice(dice).pass(bytes, to);
              });
      setAll(round);
      long give = System.nanoTime() + 2_000_000_000L;
      sink().awaitThat("chunks", () -> chunks.get() >= wanted || System.nanoTime() - give > 0);
      peer().network().passage(Passage.STRAIGHT);
      int place = sink().size();
      int now = round + 1_000;
      setAll(now);
      try {
        awaitAfterDamage(place, now);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ", round " + round + ": " + running.status(), e);
      }
    }
    awaitState(running, LinkStatus.State.UP);
  }

  /**
   * A stream out of which bytes were taken may swallow a message more while both ends believe in
   * it; what TCP would never do ends with the connection, at the latest.
   */
  private void awaitAfterDamage(int place, double value) {
    try {
      awaitAll(place, value);
    } catch (AssertionError _) {
      peer().network().cut();
      awaitAll(place, value);
    }
  }
}
