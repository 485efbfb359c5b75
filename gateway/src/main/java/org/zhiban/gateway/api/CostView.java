package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Predicate;
import org.zhiban.model.cost.Consent;
import org.zhiban.model.cost.CostLine;
import org.zhiban.model.cost.Money;
import org.zhiban.model.cost.OrderCosts;
import org.zhiban.model.cost.Payer;
import org.zhiban.model.site.Charges;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.cost.Approvals;
import org.zhiban.rules.cost.Books;

/**
 * The money of an order as JSON; amounts are decimal numbers of the site's currency.
 *
 * @param named whether the caller may know who the customer is
 */
record CostView(Site site, WorkOrder of, Books books, Instant now, boolean named) {
  /** Puts it into the view of the order: parts, costs, and what they come to. */
  JsonObject into(JsonObject order) {
    return order
        .put("parts", lines(line -> line.kind() == CostLine.Kind.PART))
        .put("costs", lines(line -> line.kind() != CostLine.Kind.PART))
        .put("currency", charges().currency().getCurrencyCode())
        .put("totals", totals())
        .put("consents", consents())
        .put("approval", approval());
  }

  private Charges charges() {
    return site.service().charges();
  }

  private Number amount(Money money) {
    return money.decimal(charges().currency());
  }

  private JsonArray lines(Predicate<CostLine> wanted) {
    OrderCosts costs = books.own();
    JsonArray lines = new JsonArray();
    costs.lines().stream()
        .filter(wanted)
        .forEach(
            line ->
                lines.add(
                    new JsonObject()
                        .put("line", line.line())
                        .put("kind", line.kind().word())
                        .put("part", line.part().orElse(null))
                        .put("name", line.text())
                        .put(
                            "quantity",
                            new BigDecimal(line.quantity().stripTrailingZeros().toPlainString()))
                        .put("unit_price", amount(line.unitPrice()))
                        .put("amount", amount(line.amount()))
                        .put("paid", line.payer().word())
                        .put("person", line.person().orElse(null))
                        .put(
                            "corrects",
                            line.corrects().isPresent() ? line.corrects().getAsInt() : null)
                        .put("taken_back", costs.countered(line.line()))
                        .put("note", line.note().orElse(null))
                        .put("by", line.by())
                        .put("at", Times.text(line.at()))));
    return lines;
  }

  private JsonObject totals() {
    JsonObject totals = new JsonObject();
    for (Payer payer : Payer.values()) {
      totals.put(
          payer.word(),
          new JsonObject()
              .put("spent", amount(books.own().spent(payer)))
              .put("quoted", amount(books.own().quoted(payer))));
    }
    return totals;
  }

  private JsonArray consents() {
    JsonArray consents = new JsonArray();
    for (Consent consent : books.own().consents()) {
      consents.add(
          new JsonObject()
              .put("who", named ? consent.who() : ReportView.COVERED)
              .put("how", consent.how().word())
              .put("amount", amount(consent.amount()))
              .put("note", named ? consent.note().orElse(null) : null)
              .put("by", consent.by())
              .put("at", Times.text(consent.at())));
    }
    return consents;
  }

  private JsonObject approval() {
    Approvals.Standing standing = new Approvals(site).standing(of, books, now);
    JsonArray steps = new JsonArray();
    for (Approvals.Step step : standing.steps()) {
      JsonObject view =
          new JsonObject().put("step", step.name()).put("given", step.given().isPresent());
      step.given()
          .ifPresent(
              line ->
                  view.put("by", line.by())
                      .put("at", Times.text(line.at()))
                      .put("amount", amount(line.amount()))
                      .put("paper", line.paper().orElse(null))
                      .put("note", line.note().orElse(null)));
      steps.add(view);
    }
    return new JsonObject()
        .put("amount", amount(standing.own()))
        .put("sum", amount(standing.sum()))
        .put("among", EquipmentView.array(standing.among()))
        .put("steps", steps)
        .put("passed_over", EquipmentView.array(standing.passedOver()))
        .put("next", standing.next().map(Approvals.Step::name).orElse(null))
        .put("since", Times.text(standing.since()))
        .put("due_at", Times.text(standing.dueAt()))
        .put("overdue", standing.overdue(now));
  }
}
