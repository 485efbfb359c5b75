package org.zhiban.gateway.alarms;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.acquisition.EventRecords;
import org.zhiban.gateway.acquisition.Intake;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.notify.NotificationDesk;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.operations.StoredEvent;
import org.zhiban.gateway.workorders.OrderDesk;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.alarm.AlarmEngine;
import org.zhiban.rules.alarm.AlarmOutcome;
import org.zhiban.rules.alarm.MemoryChange;

/**
 * Puts on record what the rules found: the alarm's step, its event, its order and its messages in
 * one transaction, told to watchers after the commit.
 */
public final class AlarmDesk implements Intake.Findings {
  private static final Logger log = LoggerFactory.getLogger(AlarmDesk.class);

  private final OperationsDesk desk;
  private final OperationsDesk.Line<MemoryChange> remembered;
  private final OrderDesk orders;
  private final NotificationDesk notifications;
  private final EventRecords events;
  private final LiveFeed feed;
  private final InstantSource clock;
  private volatile Runnable clockSet = () -> {};
  private volatile Function<Alarm, Optional<String>> evidence = _ -> Optional.empty();
  private volatile BiFunction<OperationsTransaction, StoredEvent, List<Happening>> kept =
      (_, _) -> List.of();

  public AlarmDesk(
      OperationsDesk desk,
      OrderDesk orders,
      NotificationDesk notifications,
      EventRecords events,
      LiveFeed feed,
      InstantSource clock) {
    this.desk = desk;
    this.remembered = desk.line(MemoryChange::then, OperationsTransaction::remember);
    this.orders = orders;
    this.notifications = notifications;
    this.events = events;
    this.feed = feed;
    this.clock = clock;
  }

  @Override
  public void record(List<AlarmChange> changes, List<PointEvent> arrived, Runnable committed)
      throws InterruptedException {
    List<StoredEvent> records = events.of(arrived);
    Map<String, String> exchanges = exchanges(changes);
    var _ =
        desk.record(
            tx -> write(tx, changes, records, exchanges),
            told -> {
              committed.run();
              tell(told);
            });
  }

  /** Taken now, before the logs of the links roll on; by alarm. */
  private Map<String, String> exchanges(List<AlarmChange> changes) {
    Map<String, String> exchanges = new HashMap<>();
    for (AlarmChange change : changes) {
      if (change.kind() == AlarmChange.Kind.RAISED) {
        evidence.apply(change.alarm()).ifPresent(raw -> exchanges.put(change.alarm().id(), raw));
      }
    }
    return exchanges;
  }

  private void tell(List<Happening> told) {
    told.forEach(feed::tell);
    notifications.committed();
  }

  /** Says from now on which raw exchange carried the value at which an alarm was first seen. */
  public void evidenceOf(Function<Alarm, Optional<String>> exchange) {
    evidence = exchange;
  }

  /** Is to be told when the clock of this machine was set. */
  public void whenClockSet(Runnable told) {
    clockSet = told;
  }

  /** Is to be told of every event that is new, within its transaction; says what came of it. */
  public void whenEventKept(BiFunction<OperationsTransaction, StoredEvent, List<Happening>> told) {
    kept = told;
  }

  @Override
  public void clockSet(Duration by) throws InterruptedException {
    var _ =
        desk.record(
            tx -> {
              tx.shiftWaiting(by);
              return by;
            });
    clockSet.run();
  }

  @Override
  public void remember(MemoryChange change) throws InterruptedException {
    remembered.record(change);
  }

  /** A person's word to an alarm, for the intake's turn. */
  public interface Word {
    AlarmOutcome say(AlarmEngine engine, long now);
  }

  /** What a word led to. */
  public sealed interface Said<T> {
    /** It is on record, with the answer made in that transaction. */
    record Recorded<T>(T answer) implements Said<T> {}

    /** It holds, and is put on record when the store is back. */
    record Unrecorded<T>() implements Said<T> {}

    record Refused<T>(org.zhiban.rules.alarm.AlarmRefusal reason) implements Said<T> {}
  }

  /**
   * Says the word and puts it in line for the record, both on the intake's turn, so that the record
   * has the order of the steps; {@code answer} runs in the same transaction. Where the store is
   * known to be away the word is not said, and the future ends with {@link
   * org.zhiban.gateway.storage.StoreUnavailableException}.
   */
  public <T> CompletableFuture<Said<T>> say(
      Intake intake, Word word, Function<OperationsTransaction, T> answer) {
    return intake
        .say(
            (engine, now) -> {
              desk.requireStore();
              return new InLine<>(step(word.say(engine, now), answer));
            })
        .thenCompose(InLine::said);
  }

  /** A step that was taken, and will be on record. */
  private record InLine<T>(CompletableFuture<Said<T>> said) {}

  private <T> CompletableFuture<Said<T>> step(
      AlarmOutcome outcome, Function<OperationsTransaction, T> answer) {
    return switch (outcome) {
      case AlarmOutcome.Refused(var reason) ->
          CompletableFuture.completedFuture(new Said.Refused<>(reason));
      case AlarmOutcome.Changed(var changes) -> recordWith(changes, answer);
    };
  }

  private record Written<T>(List<Happening> told, T answer) {}

  private <T> CompletableFuture<Said<T>> recordWith(
      List<AlarmChange> changes, Function<OperationsTransaction, T> answer) {
    try {
      return desk.promise(
              tx -> new Written<>(write(tx, changes, List.of(), Map.of()), answer.apply(tx)),
              written -> tell(written.told))
          .thenApply(
              written ->
                  written
                      .<Said<T>>map(it -> new Said.Recorded<>(it.answer))
                      .orElseGet(Said.Unrecorded::new));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * For steps of the rules that are taken before they are on record.
   *
   * @throws org.zhiban.gateway.storage.StoreUnavailableException where the store is away
   */
  public void requireStore() {
    desk.requireStore();
  }

  /**
   * Puts on record, on the intake's turn, that other rules judge from now on: what ended or began
   * with them, and what they remember, in one transaction.
   *
   * @param follow runs first within the transaction, so that what was found before it is still
   *     ordered by the rules of before
   * @param answer runs in the same transaction
   * @return the answer; empty where the store went away, and it is put on record when that is back
   */
  public <T> CompletableFuture<Optional<T>> changed(
      List<AlarmChange> changes,
      MemoryChange memory,
      Runnable follow,
      Function<OperationsTransaction, T> answer) {
    // What waits to be remembered is of the rules before these.
    remembered.end();
    try {
      return desk.promise(
              tx -> {
                follow.run();
                List<Happening> told = write(tx, changes, List.of(), Map.of());
                tx.remember(memory);
                return new Written<>(told, answer.apply(tx));
              },
              written -> tell(written.told))
          .thenApply(written -> written.map(it -> it.answer));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(e);
    }
  }

  /** No alarm is lost since nothing could be said of it. */
  private void announce(OperationsTransaction tx, AlarmChange change, Instant now) {
    tx.attempt(() -> notifications.consider(tx, change, now))
        .ifPresent(
            defect ->
                log.error(
                    "alarm {}: nothing could be said of its step {}; this is a defect of the"
                        + " gateway",
                    change.alarm().id(),
                    change.kind().word(),
                    defect));
  }

  /** No event is lost since nothing could be made of it. */
  private void hear(OperationsTransaction tx, StoredEvent event, List<Happening> told) {
    tx.attempt(() -> told.addAll(kept.apply(tx, event)))
        .ifPresent(
            defect ->
                log.error(
                    "event {} of {}: it is kept, and what it proves is not; this is a defect of the"
                        + " gateway",
                    event.id(),
                    event.point(),
                    defect));
  }

  private List<Happening> write(
      OperationsTransaction tx,
      List<AlarmChange> changes,
      List<StoredEvent> records,
      Map<String, String> exchanges) {
    List<Happening> told = new ArrayList<>();
    for (StoredEvent event : records) {
      if (tx.keep(event, events.lastWins(event.point()))) {
        told.add(new Happening.Event(event));
        hear(tx, event, told);
      }
    }
    Instant now = clock.instant();
    for (AlarmChange change : changes) {
      tx.record(change);
      announce(tx, change, now);
      List<WorkOrder> changed =
          orders.consider(tx, change, Optional.ofNullable(exchanges.get(change.alarm().id())), now);
      told.add(
          new Happening.AlarmStep(
              change,
              changed.stream()
                  .findFirst()
                  .map(WorkOrder::id)
                  .or(() -> tx.orderOfAlarm(change.alarm().id()))));
      changed.stream().map(Happening.OrderStep::new).forEach(told::add);
    }
    return told;
  }
}
