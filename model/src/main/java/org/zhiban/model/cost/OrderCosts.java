package org.zhiban.model.cost;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhiban.model.cost.CostLine.Kind;

/** Everything about money of one order, each list in the order of its lines. */
public record OrderCosts(
    List<CostLine> lines, List<Consent> consents, List<ApprovalLine> approvals) {
  public static final OrderCosts NONE = new OrderCosts(List.of(), List.of(), List.of());

  public OrderCosts {
    lines = List.copyOf(lines);
    consents = List.copyOf(consents);
    approvals = List.copyOf(approvals);
  }

  /** What was spent, by who pays it. */
  public Money spent(Payer payer) {
    return sum(payer, Kind.PART, Kind.LABOUR, Kind.COST);
  }

  /** What it was expected to cost. */
  public Money quoted(Payer payer) {
    return sum(payer, Kind.QUOTE);
  }

  /** What it costs as far as anybody can tell: the quote, until more is spent. */
  public Money expected(Payer payer) {
    return spent(payer).max(quoted(payer));
  }

  private Money sum(Payer payer, Kind... kinds) {
    Set<Kind> among = Arrays.stream(kinds).collect(Collectors.toSet());
    return lines.stream()
        .filter(line -> line.payer() == payer && among.contains(line.kind()))
        .map(CostLine::amount)
        .reduce(Money.NOTHING, Money::plus);
  }

  /** The most that the customer agreed to. */
  public Money consented() {
    return consents.stream().map(Consent::amount).reduce(Money.NOTHING, Money::max);
  }

  /** Whether a line was taken back. */
  public boolean countered(int line) {
    return lines.stream().anyMatch(other -> other.corrects().orElse(0) == line);
  }
}
