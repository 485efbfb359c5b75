package org.zhiban.drivers;

import org.zhiban.model.telemetry.LinkStatus;

/**
 * One physical link being read. It connects, reads or subscribes, and comes back by itself after
 * every failure; nothing that a device does ends it. Samples go to the {@link SampleSink} it was
 * made with.
 */
public interface Driver extends AutoCloseable {
  /** Works until {@link #close()}; blocks the calling virtual thread. Called once. */
  void run() throws InterruptedException;

  /** How the link does now; callable from any thread. */
  LinkStatus status();

  /**
   * Ends {@link #run()} and lets go of the link, within about the link's time-out; callable from
   * any thread, more than once.
   */
  @Override
  void close();
}
