package org.zhiban.drivers.mqtt;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The answer to one request of a Paho client, to be waited for. Its own tokens swallow interrupts.
 */
final class Outcome<T> {
  private final CompletableFuture<T> answer = new CompletableFuture<>();

  void succeeded(T token) {
    answer.complete(token);
  }

  void failed(Throwable thrown) {
    answer.completeExceptionally(thrown);
  }

  /** The answer; throws what the client reported, or that it took too long. */
  T await(Duration longest) throws Failed, InterruptedException {
    try {
      return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new Failed(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new Failed(e);
    }
  }

  /** Carries what the client reported. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    Failed(Throwable reported) {
      super(reported);
    }

    Throwable reported() {
      return java.util.Objects.requireNonNull(getCause());
    }
  }
}
