package org.zhiban.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.storage.StoreUnavailableException;

/** A store that is away for hours is a line in the log, not one each second. */
class ClockChoreTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(ClockChore.class);
  private final ListAppender<ILoggingEvent> heard = new ListAppender<>();
  private final Deque<RuntimeException> ends = new ArrayDeque<>();
  private int runs;

  private final ClockChore chore =
      new ClockChore(
          "orders",
          () -> {
            runs++;
            RuntimeException end = ends.poll();
            if (end != null) {
              throw end;
            }
          });

  @BeforeEach
  void listen() {
    heard.start();
    logger.addAppender(heard);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(heard);
  }

  private List<String> words() {
    return heard.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void a_store_that_is_away_is_told_once_each_time_it_goes() {
    for (int time = 0; time < 3; time++) {
      ends.add(new StoreUnavailableException("the server is away."));
    }
    for (int time = 0; time < 3; time++) {
      chore.run();
    }
    assertThat(words())
        .containsExactly("orders wait, and go on by themselves: the server is away.");
    chore.run();
    ends.add(new StoreUnavailableException("the server is away."));
    chore.run();
    assertThat(words()).hasSize(2);
    assertThat(runs).isEqualTo(5);
  }

  @Test
  void a_defect_does_not_end_it() {
    ends.add(new IllegalStateException("a defect"));
    chore.run();
    assertThat(chore.failing()).isTrue();
    chore.run();
    assertThat(chore.failing()).isFalse();
    assertThat(runs).isEqualTo(2);
    assertThat(words()).singleElement().asString().startsWith("orders failed");
  }

  /** One that hangs is not joined by another each second. */
  @Test
  void one_runs_at_a_time() {
    ClockChore[] itself = new ClockChore[1];
    itself[0] =
        new ClockChore(
            "orders",
            () -> {
              runs++;
              itself[0].run();
            });
    itself[0].run();
    assertThat(runs).isEqualTo(1);
  }
}
