package org.zhiban.rules.lending;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.lending.Lendable;
import org.zhiban.model.lending.Loan;
import org.zhiban.model.site.Site;

/**
 * Keys, tools and badges are registered, lent, taken back and retired; each is with one at a time.
 */
public final class Lending {
  /** The longest loan. */
  public static final Duration LONGEST = Duration.ofDays(366);

  private final Site site;

  public Lending(Site site) {
    this.site = site;
  }

  /** What came of it. */
  public sealed interface Outcome {
    /**
     * It is done.
     *
     * @param loan that began or ended; empty: none did
     */
    record Done(Lendable thing, Optional<Loan> loan) implements Outcome {}

    record Refused(LendingRefusal reason) implements Outcome {}
  }

  /** What a loan is asked for with. */
  public record Asked(
      String borrower,
      Optional<String> contractor,
      Optional<String> order,
      Optional<String> reason,
      Instant due) {}

  /**
   * Puts a thing on the register.
   *
   * @param taken whether there is one of that number, or was
   */
  public Outcome register(
      String id,
      Lendable.Kind kind,
      String name,
      Optional<String> place,
      Optional<String> equipment,
      boolean taken) {
    if (!Lendable.valid(id)) {
      return wrong("id", "用字母、数字、- 和 _，最多 40 个", "letters, digits, - and _, 40 at most");
    }
    if (name.isBlank()) {
      return wrong("name", "请填写名称", "say what it is");
    }
    if (equipment.filter(it -> !site.equipment().containsKey(it)).isPresent()) {
      return wrong("equipment", "站点没有这台设备", "the site has no such equipment");
    }
    return taken
        ? new Outcome.Refused(new LendingRefusal.Taken(id))
        : new Outcome.Done(
            new Lendable(id, kind, name.strip(), place, equipment, 0, Optional.empty(), 1),
            Optional.empty());
  }

  /**
   * Gives a thing out.
   *
   * @param out who has it now
   * @param orders whether there is such an order
   */
  public Outcome lend(
      Lendable thing,
      Optional<Loan> out,
      Asked asked,
      Predicate<String> orders,
      String by,
      Instant now) {
    if (thing.retiredAt().isPresent()) {
      return new Outcome.Refused(new LendingRefusal.Retired(thing.id()));
    }
    if (out.isPresent()) {
      return new Outcome.Refused(
          new LendingRefusal.Out(thing.id(), out.get().borrower(), out.get().due()));
    }
    if (asked.borrower().isBlank()) {
      return wrong("borrower", "请填写借用人", "say who takes it");
    }
    if (asked.contractor().filter(it -> !site.contractors().containsKey(it)).isPresent()) {
      return wrong("contractor", "站点没有这家外包单位", "the site has no such contractor");
    }
    if (asked.order().isEmpty() && asked.reason().filter(it -> !it.isBlank()).isEmpty()) {
      return wrong("reason", "请填写工单号或用途", "say for which order, or what for");
    }
    if (asked.order().filter(orders.negate()).isPresent()) {
      return wrong("order", "没有这张工单，请核对单号", "there is no such order; look at its number");
    }
    if (!asked.due().isAfter(now) || asked.due().isAfter(now.plus(LONGEST))) {
      return wrong("due", "归还时间须晚于现在，且在一年之内", "it is due after now and within a year");
    }
    Lendable lent = thing.lent();
    return new Outcome.Done(
        lent,
        Optional.of(
            new Loan(
                thing.id(),
                lent.loans(),
                asked.borrower().strip(),
                asked.contractor(),
                asked.order(),
                asked.reason().map(String::strip).filter(it -> !it.isEmpty()),
                now,
                asked.due(),
                by,
                Optional.empty())));
  }

  /** Takes a thing back. */
  public static Outcome takeBack(
      Lendable thing, Optional<Loan> out, Optional<String> note, String by, Instant now) {
    return out.isEmpty()
        ? new Outcome.Refused(new LendingRefusal.NotOut(thing.id()))
        : new Outcome.Done(
            thing.touched(), Optional.of(out.get().with(new Loan.Return(now, by, note))));
  }

  /** Takes a thing off the register: it is lost or worn out. Its number is not given again. */
  public static Outcome retire(Lendable thing, Optional<Loan> out, Instant now) {
    if (thing.retiredAt().isPresent()) {
      return new Outcome.Refused(new LendingRefusal.Retired(thing.id()));
    }
    return out.isPresent()
        ? new Outcome.Refused(
            new LendingRefusal.Out(thing.id(), out.get().borrower(), out.get().due()))
        : new Outcome.Done(thing.retired(now), Optional.empty());
  }

  private static Outcome wrong(String field, String zh, String en) {
    return new Outcome.Refused(new LendingRefusal.WrongField(field, new LocalizedText(zh, en)));
  }
}
