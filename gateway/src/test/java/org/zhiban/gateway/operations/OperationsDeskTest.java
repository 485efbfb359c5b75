package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.storage.StoreUnavailableException;

/** What becomes of findings and of what people ask for while the store is away. */
@Timeout(60)
class OperationsDeskTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;
  private StoreThatGoes store;
  private OperationsDesk desk;

  /** In the order in which it was done. */
  private final List<String> done = new CopyOnWriteArrayList<>();

  @SuppressWarnings("NullAway.Init") // set before each test
  OperationsDeskTest() {}

  @BeforeEach
  void open() {
    store = new StoreThatGoes(folder);
    desk = new OperationsDesk(store);
  }

  @AfterEach
  void close() {
    desk.close();
    store.close();
  }

  private Function<OperationsTransaction, String> doing(String what) {
    return tx -> {
      tx.cursor(what, 1);
      done.add(what);
      return what;
    };
  }

  /** A pump that somebody asked for is not started hours later. */
  @Test
  void what_was_asked_before_it_was_known_that_the_store_is_away_fails_and_is_never_done()
      throws InterruptedException {
    store.leave();
    CompletableFuture<String> first = desk.record(doing("finding 1"));
    CompletableFuture<String> asked = desk.ask(doing("asked"));
    CompletableFuture<String> second = desk.record(doing("finding 2"));
    desk.start();

    assertThat(asked)
        .failsWithin(SOON)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(StoreUnavailableException.class)
        .withMessageContaining("the store is away")
        .withMessageContaining("Nothing of this was done");
    assertThat(desk.ask(doing("asked meanwhile"))).isCompletedExceptionally();
    assertThat(first).isNotDone();

    store.comeBack();
    assertThat(second).succeedsWithin(SOON);
    assertThat(desk.ask(doing("asked afterwards"))).succeedsWithin(SOON);
    assertThat(done).containsExactly("finding 1", "finding 2", "asked afterwards");
  }

  /** Nothing is found meanwhile: that the store is back is found out all the same. */
  @Test
  void one_who_found_the_store_away_keeps_the_others_from_trying_until_it_is_back() {
    store.leave();
    desk.start();
    assertThat(desk.ask(doing("asked"))).failsWithin(SOON);
    assertThat(desk.failing()).isTrue();
    assertThat(desk.ask(doing("asked meanwhile"))).isCompletedExceptionally();

    store.comeBack();
    await().until(() -> !desk.failing());
    assertThat(desk.ask(doing("asked afterwards"))).succeedsWithin(SOON);
    assertThat(done).containsExactly("asked afterwards");
  }

  @Test
  void what_is_promised_is_written_though_nobody_waits_for_it() throws InterruptedException {
    store.leave();
    CompletableFuture<Optional<String>> before =
        desk.promise(doing("promise 1"), what -> done.add("told of " + what));
    desk.start();
    assertThat(before).succeedsWithin(SOON).isEqualTo(Optional.empty());
    assertThat(desk.promise(doing("promise 2"), _ -> {})).isCompletedWithValue(Optional.empty());
    assertThatThrownBy(desk::requireStore).isInstanceOf(StoreUnavailableException.class);

    store.comeBack();
    assertThat(desk.record(doing("finding"))).succeedsWithin(SOON);
    assertThat(done).containsExactly("promise 1", "told of promise 1", "promise 2", "finding");
    assertThat(desk.promise(doing("promise 3"), _ -> {}))
        .succeedsWithin(SOON)
        .isEqualTo(Optional.of("promise 3"));
  }

  @Test
  void a_chore_waits_once_and_not_at_all_while_the_store_is_away() throws InterruptedException {
    Chore chore = desk.chore("plans");
    for (int tick = 0; tick < 3; tick++) {
      chore.run(doing("chore"), what -> done.add("told of " + what));
    }
    CompletableFuture<String> finding = desk.record(doing("finding"));
    desk.start();
    assertThat(finding).succeedsWithin(SOON);
    assertThat(done).containsExactly("chore", "told of chore", "finding");

    store.leave();
    CompletableFuture<String> later = desk.record(doing("later finding"));
    await().until(desk::failing);
    chore.run(doing("chore"), _ -> {});
    store.comeBack();
    assertThat(later).succeedsWithin(SOON);
    chore.run(doing("chore again"), _ -> {});
    assertThat(desk.ask(doing("asked"))).succeedsWithin(SOON);
    assertThat(done).endsWith("later finding", "chore again", "asked");
    assertThat(done).hasSize(6);
  }

  /** One that was refused with the others runs again with the next tick. */
  @Test
  void a_chore_that_waited_when_the_store_went_away_waits_again_when_it_is_back()
      throws InterruptedException {
    Chore chore = desk.chore("plans");
    store.leave();
    CompletableFuture<String> finding = desk.record(doing("finding"));
    chore.run(doing("chore"), _ -> {});
    desk.start();
    await().until(desk::failing);
    store.comeBack();
    assertThat(finding).succeedsWithin(SOON);
    chore.run(doing("chore"), _ -> {});
    assertThat(desk.ask(doing("asked"))).succeedsWithin(SOON);
    assertThat(done).containsExactly("finding", "chore", "asked");
  }

  @Test
  void a_chore_that_fails_is_named_until_it_is_done() {
    Chore chore = desk.chore("plans");
    desk.start();
    chore.run(
        _ -> {
          throw new IllegalStateException("a defect");
        },
        _ -> {});
    await().until(() -> desk.failingChores().equals(List.of("plans")));
    chore.run(doing("chore"), _ -> {});
    await().until(() -> desk.failingChores().isEmpty());
    assertThat(done).containsExactly("chore");
  }

  @Test
  void what_a_chore_leaves_undone_is_named_until_it_is_done() {
    Chore chore = desk.chore("plans");
    desk.start();
    chore.left(Map.of("half at lift", new IllegalStateException("a defect")));
    assertThat(desk.undone()).containsExactly("plans: half at lift");
    assertThat(desk.failingChores()).isEmpty();
    chore.left(Map.of());
    assertThat(desk.undone()).isEmpty();
  }

  @Test
  void what_waits_at_the_end_is_told_that_it_was_not_done() throws InterruptedException {
    store.leave();
    CompletableFuture<String> finding = desk.record(doing("finding"));
    desk.start();
    await().until(desk::failing);
    CompletableFuture<String> later = desk.record(doing("later finding"));
    desk.close();
    assertThat(finding).failsWithin(SOON);
    assertThat(later).failsWithin(SOON);
    assertThat(desk.ask(doing("asked"))).failsWithin(SOON);
    assertThat(done).isEmpty();
  }

  /** It is behind what was found before it: a restart in between finds the fault again. */
  @Test
  void of_a_line_one_waits_while_the_store_is_away_and_says_all_behind_what_was_found()
      throws InterruptedException {
    OperationsDesk.Line<String> line =
        desk.line((one, two) -> one + " and " + two, (_, all) -> done.add(all));
    store.leave();
    desk.start();
    line.record("first");
    await().until(desk::failing);
    line.record("second");
    CompletableFuture<String> finding = desk.record(doing("finding"));
    line.record("third");
    store.comeBack();

    assertThat(finding).succeedsWithin(SOON);
    assertThat(desk.ask(doing("asked"))).succeedsWithin(SOON);
    assertThat(done).containsExactly("first", "finding", "second and third", "asked");
  }

  @Test
  void a_line_that_ended_stays_in_its_place() throws InterruptedException {
    OperationsDesk.Line<String> line =
        desk.line((one, two) -> one + " and " + two, (_, all) -> done.add(all));
    store.leave();
    desk.start();
    CompletableFuture<String> first = desk.record(doing("finding"));
    await().until(desk::failing);
    line.record("first");
    line.end();
    line.record("second");
    store.comeBack();

    assertThat(first).succeedsWithin(SOON);
    assertThat(desk.ask(doing("asked"))).succeedsWithin(SOON);
    assertThat(done).containsExactly("finding", "first", "second", "asked");
  }
}
