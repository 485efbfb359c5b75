package org.zhiban.gateway.workorders;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.zhiban.gateway.acquisition.PointBoard;
import org.zhiban.gateway.operations.Chore;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.handover.HandoverPage;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.rules.handover.HandoverBook;
import org.zhiban.rules.notify.Advice;
import org.zhiban.rules.overlooked.Overlooked;
import org.zhiban.rules.workorder.SecondLooks;

/** Tells once what should be done by now and is not: record and messages in one transaction. */
public final class OverlookedDesk {
  /** A site at which nobody signed for so long keeps its book elsewhere. */
  private static final Duration BOOK_IN_USE = Duration.ofDays(31);

  private final Overlooked overlooked;
  private final HandoverBookDesk book;
  private final Chore chore;
  private final Advice advice;
  private final Runnable written;
  private final InstantSource clock;

  /**
   * For a site.
   *
   * @param written runs when messages may have been added
   */
  public OverlookedDesk(
      Site site,
      PointIndex index,
      PointBoard board,
      OperationsDesk desk,
      Runnable written,
      InstantSource clock) {
    this.overlooked = new Overlooked(site);
    this.book = new HandoverBookDesk(site, index, board);
    this.chore = desk.chore("what nobody did in time");
    this.advice = new Advice(site);
    this.written = written;
    this.clock = clock;
  }

  /** Called by the clock, each minute and at start. */
  public void workOff() {
    chore.run(
        this::tell,
        told -> {
          if (told) {
            written.run();
          }
        });
  }

  private boolean tell(OperationsTransaction tx) {
    Instant now = clock.instant();
    List<Overlooked.Found> fresh =
        overlooked
            .of(
                pages(tx, now),
                tx.lending().lent(),
                tx.permitsUnlooked(now.minus(SecondLooks.WITHIN)),
                now)
            .stream()
            .filter(one -> tx.overlooked().first(one, now))
            .toList();
    for (Overlooked.Kind kind : Overlooked.Kind.values()) {
      Overlooked.words(kind, fresh).ifPresent(said -> advice.of(said, now).forEach(tx::add));
    }
    return !fresh.isEmpty();
  }

  private List<HandoverPage> pages(OperationsQueries store, Instant now) {
    return store.handoverBook().signatures(now.minus(BOOK_IN_USE), now).isEmpty()
        ? List.of()
        : book.pages(store, now.minus(HandoverBook.OPEN), now, now).stream()
            .map(HandoverBookDesk.Opened::page)
            .toList();
  }
}
