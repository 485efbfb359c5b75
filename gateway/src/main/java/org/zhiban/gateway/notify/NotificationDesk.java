package org.zhiban.gateway.notify;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhiban.gateway.operations.Chore;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.notification.Escalation;
import org.zhiban.model.notification.Notice;
import org.zhiban.model.site.Site;
import org.zhiban.rules.notify.Announcement;
import org.zhiban.rules.notify.Announcement.Reason;
import org.zhiban.rules.notify.Announcements;
import org.zhiban.rules.notify.Announcements.Reconciled;
import org.zhiban.rules.notify.Deliveries;
import org.zhiban.rules.notify.DueMessages;
import org.zhiban.rules.notify.DueMessages.Calling;
import org.zhiban.rules.notify.DueMessages.Work;

/**
 * Carries out what the rules decide about messages, within the transaction that records the alarm:
 * a message is on disk with the step that it speaks of, or neither is. The senders carry it on.
 */
public final class NotificationDesk {
  private final OperationsDesk desk;
  private final Chore chore;
  private final Announcements announcements;
  private final DueMessages due;
  private final Deliveries deliveries;
  private final Runnable written;
  private final InstantSource clock;

  /**
   * For a site whose gateway starts now.
   *
   * @param written runs when messages may have been added
   */
  public NotificationDesk(Site site, OperationsDesk desk, Runnable written, InstantSource clock) {
    this.desk = desk;
    this.chore = desk.chore("steps of notification");
    this.announcements = new Announcements(site);
    this.due = new DueMessages(site, clock.instant());
    this.deliveries = new Deliveries(site);
    this.written = written;
    this.clock = clock;
  }

  /** What a step of an alarm means for what is said about it. */
  public void consider(OperationsTransaction tx, AlarmChange change, Instant now) {
    List<Escalation> running = tx.escalationsOf(change.alarm().id());
    switch (announcements.decide(change, running, windows(tx, now), now)) {
      case Announcement.Begin(var begun) -> {
        running.forEach(tx::end);
        begun.forEach(tx::save);
        workOff(tx, begun, now);
      }
      case Announcement.Pause() -> running.forEach(one -> tx.save(one.paused(true)));
      case Announcement.Resume(var anew) -> {
        List<Escalation> goesOn =
            running.stream().map(escalation -> escalation.paused(false)).toList();
        Stream.concat(goesOn.stream(), anew.stream()).forEach(tx::save);
        workOff(tx, tx.escalationsOf(change.alarm().id()), now);
      }
      case Announcement.End(var reason) -> {
        tellAllTheSame(tx, running, reason, now);
        tx.escalationsOf(change.alarm().id()).forEach(tx::end);
        callOff(tx, change.alarm().id(), reason == Reason.SUPPRESSED, now);
      }
      case Announcement.Nothing _ -> {}
    }
  }

  /** When the next joint message of each route that joins is due. */
  private Map<String, Instant> windows(OperationsTransaction tx, Instant now) {
    Map<String, Instant> windows = new HashMap<>();
    for (String route : announcements.joiningRoutes()) {
      tx.announcementWindow(route, now).ifPresent(opens -> windows.put(route, opens));
    }
    return windows;
  }

  /** A route that tells, and does not call, tells also of what somebody has acknowledged by now. */
  private void tellAllTheSame(
      OperationsTransaction tx, List<Escalation> running, Reason reason, Instant now) {
    if (reason != Reason.SUPPRESSED) {
      List<Escalation> untold =
          running.stream()
              .filter(one -> one.next() == 0 && one.dueAt().isPresent())
              .filter(one -> deliveries.tells(one.route()))
              .map(one -> one.then(0, Optional.of(now)))
              .toList();
      boolean _ = workOff(tx, untold, now);
    }
  }

  /** A joint message is called off with the last of its alarms. */
  private void callOff(OperationsTransaction tx, String alarm, boolean suppressed, Instant now) {
    tx.waitingDeliveriesAbout(alarm).stream()
        .filter(waiting -> deliveries.calledOff(waiting, suppressed))
        .filter(
            waiting ->
                waiting.notice().alarms().stream()
                    .allMatch(about -> tx.escalationsOf(about.alarm()).isEmpty()))
        .forEach(waiting -> tx.update(waiting.cancelled(now)));
  }

  /** What the start changes; called once, before anything else of this gateway is recorded. */
  public void start() throws InterruptedException {
    var _ =
        desk.record(
            tx -> {
              Instant now = clock.instant();
              Reconciled reconciled =
                  announcements.atStart(
                      tx.standingAlarms(), tx.escalations(), windows(tx, now), now);
              reconciled.ended().forEach(tx::end);
              reconciled.begun().forEach(tx::save);
              return true;
            });
  }

  /** Makes the messages of the steps that are due. Called by the clock, each second. */
  public void workOff() {
    chore.run(
        tx -> {
          Instant now = clock.instant();
          return workOff(tx, tx.dueEscalations(now), now);
        },
        made -> {
          if (made) {
            written.run();
          }
        });
  }

  /** Step after step, until nothing of these is due; says whether messages were made. */
  private boolean workOff(OperationsTransaction tx, List<Escalation> escalations, Instant now) {
    boolean made = false;
    List<Escalation> left = escalations;
    while (!left.isEmpty()) {
      List<Calling> calling = left.stream().flatMap(one -> calling(tx, one).stream()).toList();
      Work work = due.work(calling, waiting -> underWay(tx, waiting), now);
      work.deliveries().forEach(tx::add);
      work.after().forEach(tx::save);
      made |= !work.deliveries().isEmpty();
      left = work.after();
    }
    return made;
  }

  private static Optional<Calling> calling(OperationsTransaction tx, Escalation escalation) {
    return tx.alarm(escalation.alarm()).map(alarm -> new Calling(escalation, alarm));
  }

  private static boolean underWay(OperationsTransaction tx, Delivery delivery) {
    return delivery.notice().alarms().stream()
        .map(Notice.OfAlarm::alarm)
        .allMatch(
            alarm ->
                tx.waitingDeliveriesAbout(alarm).stream()
                    .anyMatch(
                        waiting ->
                            waiting.channel().equals(delivery.channel())
                                && waiting.recipient().equals(delivery.recipient())));
  }

  /** Messages may have been added by a transaction that has been committed. */
  public void committed() {
    written.run();
  }
}
