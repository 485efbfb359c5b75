package org.zhiban.gateway;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the gateway does by the clock, each on a thread of its own, at once and then again. */
final class Chores {
  static final Duration ORDERS = Duration.ofSeconds(1);
  static final Duration FOLLOW_UPS = Duration.ofSeconds(1);
  static final Duration HANDOVERS = Duration.ofSeconds(10);
  static final Duration EVIDENCE = Duration.ofSeconds(10);
  static final Duration PROOFS = Duration.ofSeconds(5);
  static final Duration NOTIFICATIONS = Duration.ofSeconds(1);
  static final Duration FLOODS = Duration.ofSeconds(5);
  static final Duration OWN_WORK = Duration.ofSeconds(5);
  static final Duration SCHEDULE = Duration.ofMinutes(1);
  static final Duration NOTICES = Duration.ofSeconds(10);
  static final Duration ATTACHMENTS = Duration.ofHours(1);
  static final Duration PRIVACY = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final List<ClockChore> begun = new CopyOnWriteArrayList<>();

  Chores(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Begins a chore.
   *
   * @param name as the log says that it waits, or failed
   */
  void every(Duration period, String name, Runnable work) {
    ClockChore chore = new ClockChore(name, work);
    begun.add(chore);
    Thread _ = Thread.startVirtualThread(chore);
    vertx.setPeriodic(period.toMillis(), _ -> Thread.startVirtualThread(chore));
  }

  /** Those that failed when it was last their turn. */
  List<String> failing() {
    return begun.stream().filter(ClockChore::failing).map(ClockChore::name).toList();
  }
}
