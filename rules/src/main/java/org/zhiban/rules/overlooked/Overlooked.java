package org.zhiban.rules.overlooked;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.handover.HandoverPage;
import org.zhiban.model.lending.Lent;
import org.zhiban.model.site.Area;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Shift;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.StaffMember;
import org.zhiban.model.workorder.Permit;
import org.zhiban.rules.ClockWords;
import org.zhiban.rules.SaneClock;
import org.zhiban.rules.handover.HandoverBook;
import org.zhiban.rules.notify.Advice;
import org.zhiban.rules.workorder.SecondLooks;

/**
 * What should be done by now and is not: a shift that nobody handed over, a key that did not come
 * back, hot work at which nobody looked again. Each is told once.
 */
public final class Overlooked {
  /** So long after it was due back nobody is told of a thing yet. */
  public static final Duration GRACE = HandoverBook.GRACE;

  private final Site site;

  public Overlooked(Site site) {
    this.site = site;
  }

  /** Of which kind, each with a message of its own. */
  public enum Kind {
    /** Where there was hot work nobody looked again yet. */
    SECOND_LOOK(Priority.P2, "/alarms", "动火复查", "Hot work: look again"),
    HANDOVER(Priority.P4, "/handover", "未交接班", "Not handed over"),
    LOAN(Priority.P4, "/lending", "逾期未还", "Not given back");

    private final Priority priority;
    private final String path;
    private final String zh;
    private final String en;

    Kind(Priority priority, String path, String zh, String en) {
      this.priority = priority;
      this.path = path;
      this.zh = zh;
      this.en = en;
    }
  }

  /**
   * One thing that is overlooked.
   *
   * @param subject which one, of its kind: id of the page, {@code thing/number} of the loan, number
   *     of the permit
   */
  public record Found(Kind kind, String subject, LocalizedText line) {}

  /**
   * What is overlooked now, whether it was told or not. Under a clock that is dead nothing is.
   *
   * @param pages of the handover book, where the site keeps it
   * @param lent what is out
   * @param permits of hot work that are over
   */
  public List<Found> of(
      List<HandoverPage> pages, List<Lent> lent, List<Permit> permits, Instant now) {
    if (!SaneClock.sane(now)) {
      return List.of();
    }
    Stream<Found> looks =
        permits.stream()
            .filter(
                permit ->
                    SecondLooks.state(permit, now)
                        .filter(SecondLooks.State.DUE::equals)
                        .isPresent())
            .map(this::look);
    Stream<Found> missing =
        pages.stream()
            .filter(page -> HandoverBook.state(page, now) == HandoverBook.State.MISSING)
            .map(this::page);
    Stream<Found> late =
        lent.stream().filter(one -> one.loan().overdue(now.minus(GRACE))).map(this::loan);
    return Stream.of(looks, missing, late).flatMap(it -> it).toList();
  }

  private Found look(Permit permit) {
    Optional<Equipment> thing = permit.equipment().map(site.equipment()::get);
    LocalizedText where =
        thing
            .map(Equipment::name)
            .or(() -> permit.area().map(site.areas()::get).map(Area::name))
            .orElse(LocalizedText.same(permit.equipment().or(permit::area).orElse("")));
    String over = clock(permit.over());
    return new Found(
        Kind.SECOND_LOOK,
        permit.id(),
        new LocalizedText(
            "%s %s %s，%s 结束".formatted(permit.id(), where.zh(), permit.work(), over),
            "%s %s %s, over at %s".formatted(permit.id(), where.en(), permit.work(), over)));
  }

  private Found page(HandoverPage page) {
    Shift shift = site.shifts().get(page.shift().shift());
    String name = shift == null ? page.shift().shift() : shift.id();
    String at = clock(page.shift().at());
    LocalizedText lacks =
        page.left().isEmpty()
            ? new LocalizedText("交班、接班均未签", "nobody signed")
            : new LocalizedText(
                person(page.left().get().person()) + " 已签交班，无人接班",
                person(page.left().get().person()) + " left, nobody took over");
    return new Found(
        Kind.HANDOVER,
        page.shift().key().id(),
        new LocalizedText(
            "%s 班 %s：%s".formatted(name, at, lacks.zh()),
            "shift %s, %s: %s".formatted(name, at, lacks.en())));
  }

  private Found loan(Lent lent) {
    String due = clock(lent.loan().due());
    String who = person(lent.loan().borrower());
    return new Found(
        Kind.LOAN,
        lent.thing().id() + "/" + lent.loan().number(),
        new LocalizedText(
            "%s %s：%s 借，应于 %s 归还".formatted(lent.thing().id(), lent.thing().name(), who, due),
            "%s %s: with %s, due at %s"
                .formatted(lent.thing().id(), lent.thing().name(), who, due)));
  }

  private String person(String id) {
    return Optional.ofNullable(site.staff().get(id)).map(StaffMember::name).orElse(id);
  }

  private String clock(Instant at) {
    return ClockWords.of(at, site.zone());
  }

  /** What is said of things of one kind that are found together; empty where there are none. */
  public static Optional<Advice.Said> words(Kind kind, List<Found> found) {
    List<LocalizedText> lines =
        found.stream().filter(one -> one.kind() == kind).map(Found::line).toList();
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Advice.Said(
                kind.name().toLowerCase(Locale.ROOT),
                kind.priority,
                new LocalizedText(
                    "【" + kind.zh + "】" + lines.size() + " 项", "[" + kind.en + "] " + lines.size()),
                lines,
                kind.path));
  }
}
