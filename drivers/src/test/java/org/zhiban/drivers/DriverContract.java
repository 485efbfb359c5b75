package org.zhiban.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zhiban.drivers.RecordingSink.Sample;
import org.zhiban.model.telemetry.Exchange;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;

/**
 * What every driver does, whatever its protocol. A driver's test extends it and brings the {@link
 * Peer} at the other end of the link.
 */
@Timeout(60)
public abstract class DriverContract {
  /** The other end of a link. */
  public interface Peer extends AutoCloseable {
    /**
     * The connection to this peer, with one or more analog points whose values can be set, and a
     * time-out of at most 1 s.
     */
    DrivenLink link();

    /**
     * The gateway's own ports, where the peer calls: its link is up whoever is there, and who does
     * not call any more is told by silence, which the points bound at 1 s. Empty: the driver calls.
     */
    default Optional<DevicePorts> ports() {
      return Optional.empty();
    }

    /** A command that writes where the link's first point reads; empty: nothing can be written. */
    default Optional<DrivenPoint> command() {
      return Optional.empty();
    }

    /** Gives a point of the link a value, from now on. */
    void set(DrivenPoint point, double value) throws Exception;

    /** Begins to serve, at the same address as before if there was one, with the values set. */
    void start() throws Exception;

    /** Ends connections and refuses new ones. */
    void stop() throws Exception;

    /** Keeps connections, and the address, but says nothing more. */
    void freeze() throws Exception;

    @Override
    void close() throws IOException;
  }

  /** From a device's return to its first good value. */
  private static final Duration RETURN = Duration.ofSeconds(2);

  private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(1);

  private static final Duration SLACK = Duration.ofSeconds(1);

  private final RecordingSink sink = new RecordingSink();
  private Optional<Peer> peer = Optional.empty();
  private Optional<RunningDriver> driver = Optional.empty();

  /** A new peer, not yet started; {@link Peer#close()} ends it. */
  protected abstract Peer newPeer() throws Exception;

  @BeforeEach
  final void bringPeer() throws Exception {
    peer = Optional.of(newPeer());
  }

  @AfterEach
  final void endAll() throws Exception {
    if (driver.isPresent()) {
      driver.get().close();
    }
    if (peer.isPresent()) {
      peer.get().close();
    }
  }

  protected Peer peer() {
    return peer.orElseThrow();
  }

  protected final RecordingSink sink() {
    return sink;
  }

  private List<DrivenPoint> points() {
    return peer().link().points();
  }

  protected final Driver run() {
    RunningDriver running =
        RunningDriver.start(
            Drivers.create(
                peer().link(),
                sink,
                InstantSource.system(),
                Credentials.NONE,
                peer().ports().orElse(DevicePorts.NONE)));
    driver = Optional.of(running);
    return running.driver();
  }

  protected final void setAll(double value) throws Exception {
    for (DrivenPoint point : points()) {
      peer().set(point, value);
    }
  }

  protected final void awaitAll(int place, double value) {
    for (DrivenPoint point : points()) {
      sink.await(
          place,
          point.ref() + " good at " + value,
          sample -> sample.point() == point.number() && sample.good() && sample.value() == value);
    }
  }

  private void awaitAllBad(int place) {
    for (DrivenPoint point : points()) {
      sink.await(
          place,
          point.ref() + " bad",
          sample -> sample.point() == point.number() && sample.quality() == Quality.BAD);
    }
  }

  private boolean peerCalls() {
    return peer().ports().isPresent();
  }

  /** What is said of a point whose peer is not there. */
  private QualityReason absence() {
    return peerCalls() ? QualityReason.STALE : QualityReason.CONNECTION_DOWN;
  }

  /** The link, or where the peer calls its points, show that nobody is there. */
  private void awaitAbsence(Driver running, int place) {
    if (peerCalls()) {
      awaitAllBad(place);
    }
    awaitState(running, peerCalls() ? LinkStatus.State.UP : LinkStatus.State.DOWN);
  }

  protected final void awaitState(Driver running, LinkStatus.State state) {
    sink.awaitThat("link " + state, () -> running.status().state() == state);
  }

  @Test
  final void everyPointArrivesWithItsValueAndTheTimeItWasRead() throws Exception {
    long before = System.currentTimeMillis();
    setAll(21);
    peer().start();
    Driver running = run();
    awaitAll(0, 21);
    awaitState(running, LinkStatus.State.UP);

    long after = System.currentTimeMillis();
    assertThat(sink.samples()).allSatisfy(one -> assertThat(one.time()).isBetween(before, after));
    LinkStatus status = running.status();
    assertThat(status.connection()).isEqualTo(peer().link().connection().id());
    assertThat(status.requests()).isPositive();
    assertThat(status.lastGoodAt()).isPresent();
    assertThat(running.log().latest())
        .anySatisfy(
            exchange -> {
              assertThat(exchange.outcome()).isEqualTo(Exchange.Outcome.ANSWERED);
              assertThat(exchange.told()).contains("21");
              assertThat(exchange.time().toEpochMilli()).isBetween(before, after);
            });
  }

  /** What carried a value is evidence: the very exchange, or none. */
  @Test
  final void theExchangeThatBroughtASampleIsTold() throws Exception {
    setAll(1);
    peer().start();
    Driver running = run();
    awaitAll(0, 1);
    int place = sink.size();
    setAll(27);
    for (DrivenPoint point : points()) {
      RecordingSink.Sample first =
          sink.await(
              place,
              point.ref() + " at 27",
              sample -> sample.point() == point.number() && sample.value() == 27);
      assertThat(running.broughtBy(point.number(), first.time()))
          .hasValueSatisfying(exchange -> assertThat(exchange.told()).contains("27"));
      assertThat(running.broughtBy(point.number(), first.time() - 3_600_000)).isEmpty();
    }
    assertThat(running.broughtBy(9_999, sink.samples().getLast().time())).isEmpty();
  }

  @Test
  final void aChangeArrives() throws Exception {
    setAll(1);
    peer().start();
    run();
    awaitAll(0, 1);
    int place = sink.size();
    setAll(2);
    awaitAll(place, 2);
  }

  @Test
  final void aWriteIsDoneAndSeenOrSaidNotToBe() throws Exception {
    setAll(12);
    peer().start();
    Driver running = run();
    awaitAll(0, 12);
    int place = sink.size();
    Optional<DrivenPoint> command = peer().command();
    WriteOutcome outcome = running.write(command.orElse(points().getFirst()), 13);
    if (command.isPresent()) {
      assertThat(outcome).isEqualTo(new WriteOutcome.Written());
      sink.await(place, "13 read back", sample -> sample.point() == 0 && sample.value() == 13);
    } else {
      assertThat(outcome).isInstanceOfAny(WriteOutcome.Unfit.class, WriteOutcome.Refused.class);
    }
    int gone = sink.size();
    peer().stop();
    awaitAbsence(running, gone);
    assertThat(running.write(command.orElse(points().getFirst()), 14))
        .isInstanceOfAny(WriteOutcome.Unfit.class, WriteOutcome.NotSent.class);
  }

  @Test
  final void whenThePeerGoesEveryPointIsBadOnceAndTheLinkIsDown() throws Exception {
    setAll(3);
    peer().start();
    Driver running = run();
    awaitAll(0, 3);
    int place = sink.size();
    long errors = running.status().errors();
    peer().stop();
    awaitAllBad(place);
    awaitAbsence(running, place);
    if (!peerCalls()) {
      sink.awaitThat("more attempts fail", () -> running.status().errors() >= errors + 3);
      assertThat(running.status().lastError().orElseThrow())
          .contains(peer().link().connection().id());
    }
    for (DrivenPoint point : points()) {
      List<QualityReason> reasons =
          sink.samplesFrom(place).stream()
              .filter(sample -> sample.point() == point.number() && !sample.good())
              .map(Sample::reason)
              .toList();
      assertThat(reasons).last().isEqualTo(absence());
      assertThat(reasons).doesNotHaveDuplicates();
    }
  }

  @Test
  final void afterThePeersReturnTheFirstGoodValueComesWithinTwoSeconds() throws Exception {
    setAll(4);
    peer().start();
    Driver running = run();
    awaitAll(0, 4);
    int gone = sink.size();
    peer().stop();
    awaitAbsence(running, gone);
    setAll(5);
    int place = sink.size();
    long returned = System.currentTimeMillis();
    peer().start();
    Sample first = sink.awaitWithin(RETURN, place, "a good value again", Sample::good);
    awaitAll(place, 5);
    awaitState(running, LinkStatus.State.UP);

    assertThat(first.value()).isEqualTo(5);
    assertThat(sink.samplesFrom(place).stream().filter(Sample::good))
        .allSatisfy(sample -> assertThat(sample.time()).isGreaterThanOrEqualTo(returned));
    sink.awaitThat(
        "that the link is up is told",
        () -> sink.statuses().getLast().state() == LinkStatus.State.UP);
  }

  @Test
  final void aDriverThatStartsBeforeItsPeerWaitsForIt() throws Exception {
    setAll(6);
    Driver running = run();
    awaitAllBad(0);
    assertThat(sink.samples()).allSatisfy(one -> assertThat(one.reason()).isEqualTo(absence()));
    awaitAbsence(running, 0);
    peer().start();
    awaitAll(0, 6);
  }

  @Test
  final void aPeerThatFallsSilentMakesItsPointsBadAndComesBack() throws Exception {
    setAll(7);
    peer().start();
    Driver running = run();
    awaitAll(0, 7);
    int place = sink.size();
    peer().freeze();
    awaitAllBad(place);
    awaitAbsence(running, place);
    peer().stop();
    setAll(8);
    peer().start();
    awaitAll(place, 8);
    awaitState(running, LinkStatus.State.UP);
  }

  @Test
  final void closeEndsTheRunWithinTheTimeOutWhilePeerIsSilent() throws Exception {
    setAll(9);
    peer().start();
    Driver running = run();
    awaitAll(0, 9);
    peer().freeze();
    long closing = System.nanoTime();
    running.close();
    assertThat(driver.orElseThrow().ends(LONGEST_TIMEOUT.plus(SLACK))).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - closing))
        .isLessThan(LONGEST_TIMEOUT.plus(SLACK));
    running.close();
  }

  @Test
  final void closeEndsTheRunWhileNobodyIsThere() throws Exception {
    Driver running = run();
    awaitAllBad(0);
    running.close();
    assertThat(driver.orElseThrow().ends(LONGEST_TIMEOUT.plus(SLACK))).isTrue();
  }

  @Test
  final void nothingIsDeliveredAfterTheRunEnded() throws Exception {
    setAll(10);
    peer().start();
    Driver running = run();
    awaitAll(0, 10);
    running.close();
    assertThat(driver.orElseThrow().ends(LONGEST_TIMEOUT.plus(SLACK))).isTrue();
    int samples = sink.size();
    int statuses = sink.statuses().size();
    setAll(11);
    peer().stop();
    assertThat(sink.size()).isEqualTo(samples);
    assertThat(sink.statuses()).hasSize(statuses);
  }

  @Test
  final void aDriverThatIsClosedBeforeItRunsEndsAtOnce() throws Exception {
    peer().start();
    Driver unborn =
        Drivers.create(
            peer().link(),
            sink,
            InstantSource.system(),
            Credentials.NONE,
            peer().ports().orElse(DevicePorts.NONE));
    unborn.close();
    RunningDriver running = RunningDriver.start(unborn);
    driver = Optional.of(running);
    assertThat(running.ends(LONGEST_TIMEOUT.plus(SLACK))).isTrue();
    assertThat(sink.samples()).isEmpty();
  }
}
