package org.zhiban.benchmarks.modbus;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Reads a plant over all its links at once, as fast as it can, each link on a virtual thread. */
abstract class Reader implements AutoCloseable {
  private static final double NANOS_A_SECOND = 1e9;
  private static final double NANOS_A_MICRO = 1e3;
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final LongAdder registers = new LongAdder();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private volatile boolean closed;

  /** What reads one link. */
  interface Loop {
    void run() throws Exception;
  }

  final void start(Loop loop) {
    Thread.startVirtualThread(
        () -> {
          try {
            loop.run();
          } catch (Exception e) {
            if (!closed) {
              failure.compareAndSet(null, e);
            }
          }
        });
  }

  final void count(int read) {
    registers.add(read);
  }

  final boolean closed() {
    return closed;
  }

  /**
   * What a reader did in a while.
   *
   * @param registers a second
   * @param cpuMicros processor time of this process for one request, the server's left out
   */
  record Speed(double registers, double cpuMicros) {
    double requests() {
      return registers / Plant.REGISTERS;
    }
  }

  /** Reads on for so long. */
  final Speed speed(long millis) throws InterruptedException {
    long before = registers.sum();
    long cpu = PROCESS.getProcessCpuTime();
    long start = System.nanoTime();
    Thread.sleep(millis);
    long read = registers.sum() - before;
    long cpuNanos = PROCESS.getProcessCpuTime() - cpu;
    long nanos = System.nanoTime() - start;
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("a link ended", failed);
    }
    double requests = (double) read / Plant.REGISTERS;
    return new Speed(read * NANOS_A_SECOND / nanos, cpuNanos / NANOS_A_MICRO / requests);
  }

  abstract void hangUp();

  @Override
  public final void close() {
    closed = true;
    hangUp();
  }
}
