package org.zhiban.drivers.mqtt;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Acknowledges runs of messages, each after everything it held is on disk, in the order of arrival
 * (MQTT 5, 4.6). Belongs to one connection: what was delivered on an earlier one can no longer be
 * acknowledged, since its packet identifiers may by now mean other messages. Safe for concurrent
 * use.
 */
final class Acknowledgements {
  private final Consumer<Arrival> acknowledge;
  private final ArrayDeque<Run> waiting = new ArrayDeque<>();

  Acknowledgements(Consumer<Arrival> acknowledge) {
    this.acknowledge = acknowledge;
  }

  /**
   * Notes a run of messages that is acknowledged after {@link Run#part()} was called for each of
   * the parts it was split into, and every one of them ran.
   *
   * @param released runs after that
   */
  Run expect(List<Arrival> arrivals, int parts, Runnable released) {
    Run run = new Run(List.copyOf(arrivals), parts, released);
    synchronized (this) {
      waiting.addLast(run);
    }
    release();
    return run;
  }

  /** Runs not acknowledged yet. */
  synchronized int waiting() {
    return waiting.size();
  }

  private synchronized void release() {
    for (Run first = waiting.peekFirst();
        first != null && first.open == 0;
        first = waiting.peekFirst()) {
      waiting.removeFirst();
      first.released.run();
      first.arrivals.stream().filter(arrival -> arrival.qos() > 0).forEach(acknowledge);
    }
  }

  private synchronized void committed(Run run) {
    run.open--;
    release();
  }

  /** Messages that came together. */
  final class Run {
    private final List<Arrival> arrivals;
    private final Runnable released;
    private int open;

    private Run(List<Arrival> arrivals, int parts, Runnable released) {
      this.arrivals = arrivals;
      this.released = released;
      this.open = parts;
    }

    /** What runs when one part is on disk; a second run of it changes nothing. */
    Runnable part() {
      AtomicBoolean ran = new AtomicBoolean();
      return () -> {
        if (ran.compareAndSet(false, true)) {
          committed(this);
        }
      };
    }
  }
}
