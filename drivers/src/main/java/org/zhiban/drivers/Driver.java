package org.zhiban.drivers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.telemetry.Exchange;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.RejectedMessage;

/**
 * One physical link being read and written to. It connects, reads or subscribes, and comes back by
 * itself after every failure; nothing that a device does ends it. Samples go to the {@link
 * SampleSink} it was made with.
 */
public interface Driver extends AutoCloseable {
  /** Works until {@link #close()}; blocks the calling virtual thread. Called once. */
  void run() throws InterruptedException;

  /**
   * Writes a value once, and never again by itself: what went unanswered may have been done. Before
   * any read that waits; blocks until the outcome is known, a few of the link's time-outs at the
   * most. Callable from any thread while the driver runs.
   *
   * @param point one of the link's {@link DrivenLink#commands()}
   * @param value as {@link org.zhiban.model.telemetry.SampleBatch} defines it for the point's kind
   */
  WriteOutcome write(DrivenPoint point, double value) throws InterruptedException;

  /**
   * Others are trusted than before: a link that waits to try again does so at once, one whose
   * server is trusted no more ends. Callable from any thread; nothing where no certificates are
   * shown.
   */
  default void credentialsChanged() {}

  /** How the link does now; callable from any thread. */
  LinkStatus status();

  /** What was last said on the link; callable from any thread. */
  ExchangeLog log();

  /**
   * The last messages that could not be used, by topic, oldest first; callable from any thread.
   * Empty for protocols whose values are asked for.
   */
  default Map<String, List<RejectedMessage>> rejected() {
    return Map.of();
  }

  /**
   * The registers that a point was last read from, as far as {@link #log()} reaches back; callable
   * from any thread. Empty too for protocols without registers.
   */
  default Optional<RawRegisters> registers(PointRef point) {
    return Optional.empty();
  }

  /**
   * The exchange that brought a sample, as far as {@link #log()} reaches back; callable from any
   * thread. Empty too where it cannot be told, or where it told of more than values.
   *
   * @param point number of the point
   * @param time of the sample, milliseconds since 1970 UTC
   */
  default Optional<Exchange> broughtBy(int point, long time) {
    return Optional.empty();
  }

  /**
   * Ends {@link #run()} and lets go of the link, within about the link's time-out; callable from
   * any thread, more than once.
   */
  @Override
  void close();
}
