package org.zhiban.gateway.acquisition.listener;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that wait for the disk, up to a bound. Safe for concurrent use. */
final class Burden {
  private final long most;
  private final AtomicLong waiting = new AtomicLong();

  Burden(long most) {
    this.most = most;
  }

  /** Whether there is room for more; it is taken if so. */
  boolean takes(int bytes) {
    if (waiting.addAndGet(bytes) <= most) {
      return true;
    }
    waiting.addAndGet(-bytes);
    return false;
  }

  void gives(int bytes) {
    waiting.addAndGet(-bytes);
  }
}
