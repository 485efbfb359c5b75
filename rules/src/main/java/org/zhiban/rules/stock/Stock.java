package org.zhiban.rules.stock;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.cost.CostLine;
import org.zhiban.model.cost.Money;
import org.zhiban.model.site.Charges;
import org.zhiban.model.stock.Movement;
import org.zhiban.model.stock.Movement.Kind;
import org.zhiban.model.stock.Part;
import org.zhiban.rules.notify.Advice;

/**
 * Spare parts are registered, bought, counted and written off; a line of an order's books issues
 * them, and the line that takes it back brings them back. There is one truth of both.
 */
public final class Stock {
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  private Stock() {}

  /** What came of it. */
  public sealed interface Outcome {
    /**
     * It is done.
     *
     * @param movement empty: only the register changed
     * @param fell the stock was at its minimum or above, and is under it now
     */
    record Done(Part part, Optional<Movement> movement, boolean fell) implements Outcome {}

    record Refused(StockRefusal reason) implements Outcome {}
  }

  /** What is said of a part. */
  public record Described(
      String name, String unit, Optional<String> place, BigDecimal minimum, Money price) {}

  /**
   * Puts a part on the register; there is none of it yet.
   *
   * @param taken whether there is one of that number, or was
   */
  public static Outcome register(String id, Described said, boolean taken) {
    if (!Part.valid(id)) {
      return wrong("id", "用字母、数字、- 和 _，最多 40 个", "letters, digits, - and _, 40 at most");
    }
    Optional<Outcome> wrong = wrong(said);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    return taken
        ? new Outcome.Refused(new StockRefusal.Taken(id))
        : changed(described(id, said, BigDecimal.ZERO, 0, 1));
  }

  /** Says something else of it. Another minimum moves nothing, and tells nobody. */
  public static Outcome change(Part part, Described said) {
    return gone(part)
        .or(() -> wrong(said))
        .orElseGet(
            () ->
                changed(
                    described(
                        part.id(), said, part.stock(), part.movements(), part.version() + 1)));
  }

  /** Takes it off the register, where none is left. */
  public static Outcome retire(Part part, Instant now) {
    return gone(part)
        .orElseGet(
            () ->
                part.stock().signum() > 0
                    ? new Outcome.Refused(new StockRefusal.StillThere(part))
                    : changed(part.retired(now)));
  }

  /** More of it came; what is bought at another price sets the price. */
  public static Outcome receive(
      Part part,
      BigDecimal quantity,
      Optional<Money> price,
      Optional<String> note,
      String by,
      Instant now) {
    return gone(part)
        .or(() -> notAbove(quantity))
        .orElseGet(
            () ->
                moved(
                    part,
                    Kind.RECEIVED,
                    quantity,
                    Optional.of(price.orElse(part.price())),
                    Optional.empty(),
                    note,
                    by,
                    now));
  }

  /** Somebody counted. A difference wants a reason. */
  public static Outcome count(
      Part part, BigDecimal there, Optional<String> reason, String by, Instant now) {
    Optional<Outcome> refused = gone(part);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (there.signum() < 0 || !fits(there)) {
      return wrong("quantity", "请写在库数量，最多三位小数", "how much is there, with three places at most");
    }
    BigDecimal difference = there.subtract(part.stock());
    if (difference.signum() != 0 && reason.isEmpty()) {
      return wrong(
          "reason",
          "账上 " + text(part.stock()) + "，请写明差异原因",
          "the register has " + text(part.stock()) + "; say why it is another number");
    }
    return moved(
        part, Kind.COUNTED, difference, Optional.empty(), Optional.empty(), reason, by, now);
  }

  /** It is broken, lost, or too old. */
  public static Outcome writeOff(
      Part part, BigDecimal quantity, Optional<String> reason, String by, Instant now) {
    Optional<Outcome> refused = gone(part).or(() -> notAbove(quantity));
    if (refused.isPresent()) {
      return refused.get();
    }
    if (reason.isEmpty()) {
      return wrong("reason", "请写明报废原因", "say why it is written off");
    }
    return part.stock().compareTo(quantity) < 0
        ? new Outcome.Refused(new StockRefusal.NotSoMuch(part, quantity))
        : moved(
            part,
            Kind.WRITTEN_OFF,
            quantity.negate(),
            Optional.empty(),
            Optional.empty(),
            reason,
            by,
            now);
  }

  /** The fields of {@code add_part} for a part of the stock: its name and its price. */
  public static Map<String, String> filled(Map<String, String> fields, Part part, Charges charges) {
    Map<String, String> whole = new HashMap<>(fields);
    whole.put("part", part.name());
    whole.putIfAbsent("unit_price", part.price().decimal(charges.currency()).toPlainString());
    return whole;
  }

  /**
   * What a line of an order's books moves. A line that takes one back is let in always: the part is
   * on the shelf again.
   */
  public static Outcome booked(Part part, CostLine line, Instant now) {
    boolean back = line.corrects().isPresent();
    if (!back && part.retiredAt().isPresent()) {
      return new Outcome.Refused(new StockRefusal.Retired(part.id()));
    }
    if (!back && part.stock().compareTo(line.quantity()) < 0) {
      return new Outcome.Refused(new StockRefusal.NotSoMuch(part, line.quantity()));
    }
    return moved(
        part,
        back ? Kind.RETURNED : Kind.ISSUED,
        line.quantity().negate(),
        Optional.empty(),
        Optional.of(new Movement.OfOrder(line.workOrder(), line.line())),
        line.note(),
        line.by(),
        now);
  }

  private static Outcome moved(
      Part part,
      Kind kind,
      BigDecimal by,
      Optional<Money> bought,
      Optional<Movement.OfOrder> line,
      Optional<String> reason,
      String who,
      Instant now) {
    Part after = part.moved(by, bought.orElse(part.price()));
    Movement movement =
        new Movement(part.id(), after.movements(), kind, by, bought, line, reason, who, now);
    return new Outcome.Done(after, Optional.of(movement), after.low() && !part.low());
  }

  private static Outcome changed(Part part) {
    return new Outcome.Done(part, Optional.empty(), false);
  }

  private static Optional<Outcome> gone(Part part) {
    return part.retiredAt().map(_ -> new Outcome.Refused(new StockRefusal.Retired(part.id())));
  }

  private static Optional<Outcome> notAbove(BigDecimal quantity) {
    return quantity.signum() > 0 && fits(quantity)
        ? Optional.empty()
        : Optional.of(
            wrong(
                "quantity",
                "请写大于 0、不超过 1000000 的数，最多三位小数",
                "a number above 0 and up to 1000000, with three places at most"));
  }

  private static boolean fits(BigDecimal quantity) {
    return quantity.compareTo(MOST) <= 0
        && quantity.stripTrailingZeros().scale() <= CostLine.PLACES;
  }

  private static Optional<Outcome> wrong(Described said) {
    if (said.name().isBlank()) {
      return Optional.of(wrong("name", "请填写名称", "say what it is"));
    }
    if (said.unit().isBlank()) {
      return Optional.of(wrong("unit", "请填写单位", "say in what it is counted"));
    }
    return said.minimum().signum() >= 0 && fits(said.minimum())
        ? Optional.empty()
        : Optional.of(
            wrong("minimum", "最低库存为 0 或以上，最多三位小数", "0 or more, with three places at most"));
  }

  private static Part described(
      String id, Described said, BigDecimal stock, int movements, int version) {
    return new Part(
        id,
        said.name().strip(),
        said.unit().strip(),
        said.place().map(String::strip).filter(it -> !it.isEmpty()),
        said.minimum(),
        said.price(),
        stock,
        movements,
        Optional.empty(),
        version);
  }

  private static Outcome wrong(String field, String zh, String en) {
    return new Outcome.Refused(new StockRefusal.WrongField(field, new LocalizedText(zh, en)));
  }

  /** A quantity without zeros at its end. */
  public static String text(BigDecimal quantity) {
    return quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString();
  }

  /** What is said of a part that has fallen under its minimum. */
  public static Advice.Said words(Part part) {
    String left = text(part.stock()) + " " + part.unit();
    String least = text(part.minimum()) + " " + part.unit();
    return new Advice.Said(
        "stock",
        Priority.P4,
        new LocalizedText("【备件不足】" + part.name(), "[Spare part] " + part.name()),
        List.of(
            new LocalizedText(
                "%s 在库 %s，最低 %s%s"
                    .formatted(part.id(), left, least, part.place().map(it -> "，" + it).orElse("")),
                "%s: %s left of at least %s%s"
                    .formatted(
                        part.id(), left, least, part.place().map(it -> ", " + it).orElse("")))),
        "/stock");
  }
}
