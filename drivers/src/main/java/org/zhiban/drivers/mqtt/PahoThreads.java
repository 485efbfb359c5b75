package org.zhiban.drivers.mqtt;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Threads for one Paho client. */
final class PahoThreads {
  /** Connecting, receiving, sending, calling back, pinging and leaving each hold one. */
  private static final int AT_ONCE = 6;

  private PahoThreads() {}

  static ScheduledThreadPoolExecutor of(String clientId) {
    var threads =
        new ScheduledThreadPoolExecutor(
            AT_ONCE, Thread.ofPlatform().daemon().name("mqtt " + clientId + " ", 0).factory());
    threads.setRemoveOnCancelPolicy(true);
    return threads;
  }
}
