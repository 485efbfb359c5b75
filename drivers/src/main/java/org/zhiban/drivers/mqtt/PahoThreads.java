package org.zhiban.drivers.mqtt;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Threads for one Paho client. They are let run out and not interrupted: Paho's connecting thread
 * waits for ever for a receiver that was taken from the queue or interrupted before it ran. With
 * the socket closed they all end by themselves.
 */
final class PahoThreads {
  /** Connecting, receiving, sending, calling back, pinging and leaving each hold one. */
  private static final int AT_ONCE = 6;

  private PahoThreads() {}

  static ScheduledThreadPoolExecutor of(String clientId) {
    var threads =
        new ScheduledThreadPoolExecutor(
            AT_ONCE, Thread.ofPlatform().daemon().name("mqtt " + clientId + " ", 0).factory());
    threads.setRemoveOnCancelPolicy(true);
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return threads;
  }
}
