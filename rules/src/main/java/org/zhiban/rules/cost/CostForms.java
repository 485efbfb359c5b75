package org.zhiban.rules.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.cost.Consent;
import org.zhiban.model.cost.CostLine;
import org.zhiban.model.cost.CostLine.Kind;
import org.zhiban.model.cost.Money;
import org.zhiban.model.cost.OrderCosts;
import org.zhiban.model.cost.Payer;
import org.zhiban.model.site.Charges;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.rules.workorder.OrderRefusal;

/** What somebody wrote about the money of an order, and the lines that it makes. */
record CostForms(
    Charges charges,
    String order,
    OrderCosts costs,
    Map<String, String> fields,
    String by,
    Instant now) {
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?([eE]\\d{1,2})?");
  private static final BigDecimal MOST = BigDecimal.valueOf(100_000);
  private static final BigDecimal MINUTES_AN_HOUR = BigDecimal.valueOf(60);

  /** A working month, day and night. */
  private static final BigDecimal LONGEST = BigDecimal.valueOf(60 * 24 * 31);

  /** What is wrong with it; empty: nothing. */
  Optional<OrderRefusal> refusal(OrderAction action) {
    return switch (action) {
      case ADD_PART ->
          nameless()
              .or(() -> quantity("quantity", MOST))
              .or(() -> amount("unit_price", 0))
              .or(this::payer);
      case ADD_LABOUR -> quantity("minutes", LONGEST).or(this::payer);
      case ADD_COST ->
          word("kind", List.of(Kind.COST.word(), Kind.QUOTE.word()))
              .or(() -> amount("amount", 1))
              .or(this::payer);
      case CORRECT_COST -> correction();
      case CONSENT ->
          word("how", Arrays.stream(Consent.Means.values()).map(Consent.Means::word).toList())
              .or(() -> amount("amount", 1))
              .or(this::nothingToPay);
      case REQUEST_APPROVAL -> amount("amount", 1);
      default -> Optional.empty();
    };
  }

  private Optional<OrderRefusal> nothingToPay() {
    return text("amount").isPresent() || costs.expected(Payer.CUSTOMER).positive()
        ? Optional.empty()
        : wrong("amount", "请填写向客户出示的金额", "Fill in the amount that the customer was shown");
  }

  private Optional<OrderRefusal> nameless() {
    return text("part").isPresent()
        ? Optional.empty()
        : wrong("part", "请从备件库选一种，或填写配件名称", "Choose one of the stock, or say what part it is");
  }

  private Optional<OrderRefusal> correction() {
    return line().isPresent()
        ? Optional.empty()
        : wrong(
            "line",
            "没有可更正的第 " + fields.get("line") + " 行",
            "There is no line " + fields.get("line") + " that can be taken back");
  }

  /** The line that is to be taken back: it is there, no counter-entry, and still stands. */
  private Optional<CostLine> line() {
    return text("line")
        .flatMap(
            number ->
                costs.lines().stream()
                    .filter(line -> String.valueOf(line.line()).equals(number))
                    .filter(line -> line.corrects().isEmpty() && !costs.countered(line.line()))
                    .findFirst());
  }

  private Optional<OrderRefusal> quantity(String field, BigDecimal most) {
    return text(field).isEmpty()
            || decimal(field)
                .filter(value -> value.signum() > 0 && value.compareTo(most) <= 0)
                .filter(value -> value.stripTrailingZeros().scale() <= CostLine.PLACES)
                .isPresent()
        ? Optional.empty()
        : wrong(
            field,
            field + " 请写大于 0 的数，最多三位小数",
            field + " is a number above 0 and up to " + most + ", with three places at most");
  }

  private Optional<OrderRefusal> amount(String field, long least) {
    if (text(field).isEmpty() || money(field).filter(it -> it.minor() >= least).isPresent()) {
      return Optional.empty();
    }
    String example = charges.text(new Money(12_000));
    return wrong(
        field,
        field + " 请写金额，如 " + example + "，不要超出币种的小数位",
        field + " is an amount such as " + example + ", with no more places than the currency has");
  }

  private Optional<OrderRefusal> payer() {
    return word("paid", Arrays.stream(Payer.values()).map(Payer::word).toList());
  }

  private Optional<OrderRefusal> word(String field, List<String> words) {
    String listed = words.stream().collect(Collectors.joining(", "));
    return text(field).isEmpty() || words.contains(text(field).orElseThrow())
        ? Optional.empty()
        : wrong(field, field + " 只能是 " + listed, field + " is one of " + listed);
  }

  private static Optional<OrderRefusal> wrong(String field, String zh, String en) {
    return Optional.of(new OrderRefusal.WrongField(field, new LocalizedText(zh, en)));
  }

  /** The line that an action makes; nothing must be wrong with what was written. */
  CostLine made(OrderAction action) {
    return switch (action) {
      case ADD_PART -> part();
      case ADD_LABOUR -> labour();
      case ADD_COST -> cost();
      case CORRECT_COST ->
          line().orElseThrow().countered(next(), text("reason").orElseThrow(), by, now);
      default -> throw new IllegalArgumentException(action + " makes no line");
    };
  }

  private CostLine part() {
    BigDecimal quantity = decimal("quantity").orElse(BigDecimal.ONE);
    Money price = money("unit_price").orElse(Money.NOTHING);
    return written(Kind.PART, text("part").orElseThrow(), quantity, price, price.times(quantity));
  }

  private CostLine labour() {
    BigDecimal minutes = decimal("minutes").orElseThrow();
    BigDecimal perMinute = BigDecimal.valueOf(charges.labourPerHour().minor());
    Money amount =
        new Money(
            perMinute
                .multiply(minutes)
                .divide(MINUTES_AN_HOUR, 0, java.math.RoundingMode.HALF_UP)
                .longValueExact());
    return written(
        Kind.LABOUR, text("person").orElse(by), minutes, charges.labourPerHour(), amount);
  }

  private CostLine cost() {
    Money amount = money("amount").orElseThrow();
    Kind kind = Kind.valueOf(text("kind").orElseThrow().toUpperCase(java.util.Locale.ROOT));
    return written(kind, text("what").orElse(""), BigDecimal.ONE, amount, amount);
  }

  private CostLine written(
      Kind kind, String what, BigDecimal quantity, Money unitPrice, Money amount) {
    return new CostLine(
        order,
        next(),
        kind,
        kind == Kind.PART ? text("stock") : Optional.empty(),
        what,
        quantity,
        unitPrice,
        amount,
        text("paid").flatMap(Payer::of).orElse(Payer.OWNER),
        kind == Kind.LABOUR ? Optional.of(what) : Optional.empty(),
        OptionalInt.empty(),
        text("note"),
        by,
        now);
  }

  private int next() {
    return costs.lines().size() + 1;
  }

  /** The consent; nothing must be wrong with what was written. */
  Consent consent() {
    return new Consent(
        order,
        costs.consents().size() + 1,
        text("who").orElseThrow(),
        text("how").flatMap(Consent.Means::of).orElseThrow(),
        money("amount").orElseGet(() -> costs.expected(Payer.CUSTOMER)),
        text("note"),
        by,
        now);
  }

  Optional<Money> money(String field) {
    try {
      return decimal(field).map(value -> Money.of(value, charges.currency()));
    } catch (ArithmeticException _) {
      return Optional.empty();
    }
  }

  private Optional<BigDecimal> decimal(String field) {
    return text(field).filter(DECIMAL.asMatchPredicate()).map(BigDecimal::new);
  }

  Optional<String> text(String field) {
    return Optional.ofNullable(fields.get(field)).map(String::strip).filter(it -> !it.isEmpty());
  }
}
