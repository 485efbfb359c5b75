package org.zhiban.drivers;

import java.util.List;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * Where drivers deliver. Callable from any thread; what one thread delivers arrives in its order. A
 * call blocks while the gateway cannot take more: a driver then simply reads later, and no driver
 * drops an event.
 */
public interface SampleSink {
  /** For whoever tells nobody that a batch is on disk. */
  Runnable NOBODY_WAITS = () -> {};

  /**
   * Takes a batch over; the driver never touches it again. {@code committed} runs once, on another
   * thread, after the batch's last sample is on disk; if the gateway dies before, it never runs.
   */
  void samples(SampleBatch batch, Runnable committed) throws InterruptedException;

  /**
   * Takes values of earlier times that a device kept while nobody heard it, each at its own time.
   * They are history alone: the present value stays, and no rule judges them. A sink without a
   * history lets them go.
   */
  default void past(SampleBatch batch, Runnable committed) throws InterruptedException {
    committed.run();
  }

  /** Takes events; {@code committed} runs once, after all of them are on disk, repeats included. */
  void events(List<PointEvent> events, Runnable committed) throws InterruptedException;

  /**
   * The points were heard of without a new value: a live subscription's keep-alive. Counts as life
   * for {@code no_data}.
   *
   * @param time milliseconds since 1970 UTC
   */
  void alive(int[] points, long time) throws InterruptedException;

  /**
   * The link's state, or the state of one of its units, changed. Counters alone are read with
   * {@link Driver#status()}.
   */
  void status(LinkStatus status) throws InterruptedException;
}
