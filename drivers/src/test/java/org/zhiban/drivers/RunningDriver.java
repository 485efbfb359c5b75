package org.zhiban.drivers;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A driver on its virtual thread, as the gateway runs it. */
public final class RunningDriver implements AutoCloseable {
  private final Driver driver;
  private final Thread thread;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private RunningDriver(Driver driver) {
    this.driver = driver;
    thread =
        Thread.ofVirtual()
            .name("driver under test")
            .start(
                () -> {
                  try {
                    driver.run();
                  } catch (Throwable e) {
                    failure.set(e);
                  }
                });
  }

  public static RunningDriver start(Driver driver) {
    return new RunningDriver(driver);
  }

  public Driver driver() {
    return driver;
  }

  /** Whether {@link Driver#run()} ends within the limit, and without an exception. */
  public boolean ends(Duration limit) {
    boolean ended = join(limit);
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new AssertionError("the driver's thread died", thrown);
    }
    return ended;
  }

  private boolean join(Duration limit) {
    try {
      return thread.join(limit);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while the driver ends", e);
    }
  }

  @Override
  public void close() {
    driver.close();
    if (!ends(Duration.ofSeconds(20))) {
      throw new AssertionError("the driver does not end: " + driver.status());
    }
  }
}
