package org.zhiban.gateway.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Answers that cost much, one after another: each on a thread of the machine below all others, so
 * that the gateway's own work goes before it, and no two hold their rows at once.
 */
final class InTurn {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String name;
  private final Semaphore turn = new Semaphore(1, true);

  InTurn(String name) {
    this.name = name;
  }

  /**
   * The answer, when its turn has come.
   *
   * @throws Refusal 503 where those before it take too long
   */
  @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it; it only makes way for others
  Answer of(Supplier<Answer> question) {
    try {
      if (!turn.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new Refusal(
            503, "Busy", "others ask for " + name + "; ask again in a minute, or for less");
      }
      CompletableFuture<Answer> answer = new CompletableFuture<>();
      Thread _ =
          Thread.ofPlatform()
              .name(name)
              .daemon()
              .priority(Thread.MIN_PRIORITY)
              .start(
                  () -> {
                    try {
                      answer.complete(question.get());
                    } catch (RuntimeException | Error e) {
                      answer.completeExceptionally(e);
                    } finally {
                      turn.release();
                    }
                  });
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }
}
