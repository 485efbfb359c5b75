package org.zhiban.gateway.notices;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.Chore;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.workorders.OrderDesk;
import org.zhiban.model.notice.Notice;
import org.zhiban.model.notice.NoticeText;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.notice.NoticeOutcome;
import org.zhiban.rules.notice.NoticeRefusal;
import org.zhiban.rules.notice.NoticeStep;
import org.zhiban.rules.notice.Notices;
import org.zhiban.rules.workorder.HandReport;

/** Carries out what the rules decide about notices, in the transaction of the step. */
public final class NoticeDesk {
  private final Site site;
  private final Notices notices;
  private final OrderDesk orders;
  private final Chore chore;
  private final LiveFeed feed;
  private final InstantSource clock;

  public NoticeDesk(
      Site site, OperationsDesk desk, OrderDesk orders, LiveFeed feed, InstantSource clock) {
    this.site = site;
    this.notices = new Notices(site.zone());
    this.orders = orders;
    this.chore = desk.chore("notices that are over");
    this.feed = feed;
    this.clock = clock;
  }

  /** What came of a step. */
  public sealed interface Taken {
    /**
     * It is on record.
     *
     * @param relief the order that it opened for residents
     */
    record Recorded(Notice notice, Optional<WorkOrder> relief) implements Taken {}

    /** It is not, and why. */
    record Refused(NoticeRefusal reason) implements Taken {}
  }

  /** An id that sorts by time. */
  public String newId() {
    return String.format(
        Locale.ROOT, "%011x%06x", clock.millis(), ThreadLocalRandom.current().nextInt(1 << 24));
  }

  /** Puts what the rules decided on record. */
  public Taken carryOut(OperationsTransaction tx, NoticeOutcome outcome, Instant now) {
    return switch (outcome) {
      case NoticeOutcome.Refused(var reason) -> new Taken.Refused(reason);
      case NoticeOutcome.Done(var step) -> recorded(tx, step, Optional.empty());
      case NoticeOutcome.Approved approved ->
          recorded(tx, approved.numbered(number(tx, now)), Optional.empty());
      case NoticeOutcome.Published(var step) -> {
        Optional<WorkOrder> relief = relief(tx, step, now);
        Notice notice =
            relief.map(order -> step.notice().relievedBy(order.id())).orElse(step.notice());
        yield recorded(tx, new NoticeStep(notice, step.change()), relief);
      }
    };
  }

  private static Taken recorded(
      OperationsTransaction tx, NoticeStep step, Optional<WorkOrder> relief) {
    tx.notices().record(step.notice(), step.change());
    return new Taken.Recorded(
        tx.notices().find(step.notice().id()).orElseThrow(),
        relief.flatMap(order -> tx.order(order.id())));
  }

  /** The next of the year, {@code TZ-2026-001}. */
  private String number(OperationsTransaction tx, Instant now) {
    int year = LocalDate.ofInstant(now, site.zone()).getYear();
    return String.format(Locale.ROOT, "TZ-%d-%03d", year, tx.notices().nextNumber(year));
  }

  /** The order for water carts or torches, where the notice promises any [N1]. */
  private Optional<WorkOrder> relief(OperationsTransaction tx, NoticeStep step, Instant now) {
    Notice notice = step.notice();
    NoticeText text = notice.text();
    return text.relief()
        .filter(_ -> notice.reliefOrder().isEmpty())
        .map(
            relief -> {
              String content = relief + "（" + notice.number().orElseThrow() + "）";
              Map<String, String> said = new LinkedHashMap<>();
              said.put("content", content);
              said.put("channel", "desk");
              said.put("taken_by", step.change().actor());
              HandReport report =
                  new HandReport(
                      Optional.empty(),
                      Optional.of(text.where()),
                      content,
                      text.kind() == NoticeText.Kind.SUDDEN ? Urgency.URGENT : Urgency.NORMAL,
                      Severity.MINOR,
                      HandReport.NO_TRADE,
                      said);
              return orders.open(tx, report.draft(site, step.change().actor(), now), now).order();
            });
  }

  /** Withdraws what is over. Called by the clock. */
  public void workOff() {
    chore.run(this::over, over -> over.forEach(one -> feed.tell(new Happening.NoticeStep(one))));
  }

  private List<Notice> over(OperationsTransaction tx) {
    Instant now = clock.instant();
    List<Notice> over = new ArrayList<>();
    for (Notice notice : tx.notices().over(now)) {
      notices
          .expired(notice, now)
          .ifPresent(
              step -> {
                tx.notices().record(step.notice(), step.change());
                over.add(step.notice());
              });
    }
    return over;
  }
}
