package org.zhiban.gateway.workorders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhiban.gateway.acquisition.PointBoard;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.SignedPart;
import org.zhiban.model.handover.HandoverItem;
import org.zhiban.model.handover.HandoverPage;
import org.zhiban.model.handover.HandoverShift;
import org.zhiban.model.handover.LogLine;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.rules.handover.HandoverBook;
import org.zhiban.rules.handover.Standing;
import org.zhiban.rules.workorder.SecondLooks;

/** Opens the pages of the handover book, and draws up what stands. */
public final class HandoverBookDesk {
  private final HandoverBook book;
  private final Standing standing;
  private final Standing.Values values;

  public HandoverBookDesk(Site site, PointIndex index, PointBoard board) {
    this.book = new HandoverBook(site);
    this.standing = new Standing(site);
    this.values = point -> board.get(index.number(point));
  }

  /**
   * A page as it is kept.
   *
   * @param parts the signatures of it, with their hashes
   */
  public record Opened(HandoverPage page, List<SignedPart> parts) {
    public Opened {
      parts = List.copyOf(parts);
    }

    private static Opened of(HandoverShift shift, List<SignedPart> parts) {
      HandoverPage page = HandoverPage.blank(parts.isEmpty() ? shift : parts.getFirst().shift());
      for (SignedPart part : parts) {
        page = page.with(part.signature());
      }
      return new Opened(page, parts);
    }
  }

  /** A page; one that was signed is there though the site has no such shift any more. */
  public Optional<Opened> page(OperationsQueries store, HandoverShift.Key key) {
    List<SignedPart> parts = store.handoverBook().signatures(key);
    return book.shift(key)
        .or(() -> parts.stream().map(SignedPart::shift).findFirst())
        .map(shift -> Opened.of(shift, parts));
  }

  /**
   * The pages of the shifts that end within {@code from <= at < to}, newest first. One that nobody
   * signed is among them where the gateway saw its shift end: before it was there nobody was late.
   */
  public List<Opened> pages(OperationsQueries store, Instant from, Instant to, Instant now) {
    Map<HandoverShift.Key, List<SignedPart>> signed = new LinkedHashMap<>();
    book.shifts(from, to).forEach(shift -> signed.put(shift.key(), new ArrayList<>()));
    Map<HandoverShift.Key, HandoverShift> shifts = new LinkedHashMap<>();
    book.shifts(from, to).forEach(shift -> shifts.put(shift.key(), shift));
    for (SignedPart part : store.handoverBook().signatures(from, to)) {
      signed.computeIfAbsent(part.shift().key(), _ -> new ArrayList<>()).add(part);
      shifts.putIfAbsent(part.shift().key(), part.shift());
    }
    List<Opened> pages = new ArrayList<>();
    shifts.forEach(
        (key, shift) -> pages.add(Opened.of(shift, signed.getOrDefault(key, List.of()))));
    pages.removeIf(one -> one.parts().isEmpty() && !seen(store, one.page().shift(), now));
    pages.sort(
        Comparator.comparing((Opened one) -> one.page().shift().at())
            .thenComparing(one -> one.page().shift().shift())
            .reversed());
    return pages;
  }

  private static boolean seen(OperationsQueries store, HandoverShift shift, Instant now) {
    return now.isBefore(shift.at().plus(HandoverBook.GRACE))
        || store.followUps().handovers(shift.day()).stream()
            .anyMatch(made -> made.shift().equals(shift.shift()));
  }

  /** What stands now, for whoever hands over this shift. */
  public List<HandoverItem> stands(OperationsQueries store, HandoverShift shift, Instant now) {
    return standing.of(
        new Standing.Records(
            store.standingAlarms(),
            Stream.concat(
                    store.permitsLasting(now).stream(),
                    store.permitsUnlooked(now.minus(SecondLooks.WITHIN)).stream())
                .distinct()
                .toList(),
            store.everyOrder(OrderStatus.OPEN).reversed(),
            store.lending().lent(),
            log(store, shift, now)),
        values,
        now);
  }

  /** The lines since the shift before was signed for, where that was early; none is on no page. */
  private static List<LogLine> log(OperationsQueries store, HandoverShift shift, Instant now) {
    Instant since =
        store
            .handoverBook()
            .signatures(shift.from().minus(HandoverBook.EARLY), shift.from().plusMillis(1))
            .stream()
            .map(part -> part.signature().at())
            .filter(shift.from()::isAfter)
            .max(Comparator.naturalOrder())
            .orElse(shift.from());
    return store.controlLog().between(since, now);
  }
}
