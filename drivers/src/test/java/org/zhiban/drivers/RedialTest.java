package org.zhiban.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zhiban.drivers.Redial.Again;
import org.zhiban.drivers.Redial.Ended;

@Timeout(30)
class RedialTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void whoWaitsForAnHourIsTriedAtOnceWhenTheReasonIsGone() throws Exception {
    Redial redial = new Redial("lift", new Backoff(HOUR, HOUR, new Random(1)));
    Semaphore tries = new Semaphore(0);
    Thread running =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    redial.run(
                        new Redial.Session() {
                          @Override
                          public Ended once() {
                            return new Ended("refused", Again.LATER);
                          }

                          @Override
                          public void down(Ended ended) {
                            tries.release();
                          }
                        });
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    assertThat(tries.tryAcquire(10, TimeUnit.SECONDS)).isTrue();

    redial.now();

    assertThat(tries.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    redial.close(Duration.ofSeconds(10));
    running.join();
  }
}
