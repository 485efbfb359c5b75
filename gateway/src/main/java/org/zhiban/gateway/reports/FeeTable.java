package org.zhiban.gateway.reports;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.model.cost.Consent;
import org.zhiban.model.cost.CostLine;
import org.zhiban.model.cost.Money;
import org.zhiban.model.cost.OrderCosts;
import org.zhiban.model.cost.Payer;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.report.ReportPeriods;

/**
 * What was spent under orders within a period, by who pays it [R9]: lines that were written within
 * it, counter-entries among them, so that the periods' sums are what was spent in all.
 */
record FeeTable(Site site, List<Fee> fees) {
  /**
   * One order.
   *
   * @param consented the most that the customer ever agreed to
   */
  record Fee(WorkOrder order, Map<Payer, Money> spent, Money consented) {}

  static FeeTable read(OperationsQueries q, Site site, ReportPeriods.Of period) {
    List<Fee> fees = new ArrayList<>();
    for (String number : q.costs().ordersWithCosts(period.from(), period.to())) {
      OrderCosts costs = q.costs().of(number);
      List<CostLine> written =
          costs.lines().stream()
              .filter(line -> !line.at().isBefore(period.from()) && line.at().isBefore(period.to()))
              .toList();
      OrderCosts within = new OrderCosts(written, List.of(), List.of());
      Map<Payer, Money> spent = new EnumMap<>(Payer.class);
      for (Payer payer : Payer.values()) {
        spent.put(payer, within.spent(payer));
      }
      Money consented =
          costs.consents().stream().map(Consent::amount).reduce(Money.NOTHING, Money::max);
      if (written.stream().anyMatch(line -> line.kind() != CostLine.Kind.QUOTE)) {
        q.order(number).ifPresent(order -> fees.add(new Fee(order, spent, consented)));
      }
    }
    return new FeeTable(site, List.copyOf(fees));
  }

  JsonArray rows() {
    JsonArray rows = new JsonArray();
    for (Fee fee : fees) {
      rows.add(
          amounts(fee.spent())
              .put("work_order", fee.order().id())
              .put("status", fee.order().status().word())
              .put("equipment", fee.order().equipment().orElse(null))
              .put("location", fee.order().location().orElse(null))
              .put(
                  "title",
                  new JsonObject()
                      .put("zh", fee.order().title().zh())
                      .put("en", fee.order().title().en()))
              .put("consented", text(fee.consented())));
    }
    return rows;
  }

  JsonObject totals() {
    Map<Payer, Money> totals = new EnumMap<>(Payer.class);
    for (Payer payer : Payer.values()) {
      totals.put(
          payer,
          fees.stream()
              .map(fee -> fee.spent().getOrDefault(payer, Money.NOTHING))
              .reduce(Money.NOTHING, Money::plus));
    }
    return amounts(totals);
  }

  private JsonObject amounts(Map<Payer, Money> spent) {
    JsonObject amounts = new JsonObject();
    spent.forEach((payer, money) -> amounts.put(payer.word(), text(money)));
    return amounts;
  }

  private String text(Money money) {
    return money.decimal(site.service().charges().currency()).toPlainString();
  }
}
