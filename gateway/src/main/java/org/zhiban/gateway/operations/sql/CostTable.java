package org.zhiban.gateway.operations.sql;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.CostRecords;
import org.zhiban.model.cost.ApprovalLine;
import org.zhiban.model.cost.Consent;
import org.zhiban.model.cost.CostLine;
import org.zhiban.model.cost.Money;
import org.zhiban.model.cost.OrderCosts;
import org.zhiban.model.cost.Payer;

/** What orders cost, who consented and who approved. */
record CostTable(Handle handle) implements CostRecords {
  private static final RowMapper<CostLine> LINE =
      Row.mapper(
          row ->
              new CostLine(
                  row.text("work_order"),
                  row.number("line"),
                  row.word("kind", CostLine.Kind.class),
                  row.optionalText("part"),
                  row.text("text"),
                  BigDecimal.valueOf(row.longNumber("quantity"), CostLine.PLACES),
                  new Money(row.longNumber("unit_price")),
                  new Money(row.longNumber("amount")),
                  row.word("payer", Payer.class),
                  row.optionalText("person"),
                  row.optionalText("corrects").stream().mapToInt(Integer::parseInt).findFirst(),
                  row.optionalText("note"),
                  row.text("written_by"),
                  row.instant("at")));

  private static final RowMapper<Consent> CONSENT =
      Row.mapper(
          row ->
              new Consent(
                  row.text("work_order"),
                  row.number("line"),
                  row.text("who"),
                  row.word("how", Consent.Means.class),
                  new Money(row.longNumber("amount")),
                  row.optionalText("note"),
                  row.text("written_by"),
                  row.instant("at")));

  private static final RowMapper<ApprovalLine> APPROVAL =
      Row.mapper(
          row ->
              new ApprovalLine(
                  row.text("work_order"),
                  row.number("line"),
                  row.optionalText("step"),
                  new Money(row.longNumber("amount")),
                  row.optionalText("paper"),
                  row.optionalText("note"),
                  row.text("written_by"),
                  row.instant("at")));

  @Override
  public OrderCosts of(String order) {
    return new OrderCosts(
        lines("order_cost", order, LINE),
        lines("order_consent", order, CONSENT),
        lines("order_approval", order, APPROVAL));
  }

  private <T> List<T> lines(String table, String order, RowMapper<T> mapper) {
    return handle
        .createQuery("SELECT * FROM " + table + " WHERE work_order = :order ORDER BY line")
        .bind("order", order)
        .map(mapper)
        .list();
  }

  @Override
  public List<String> ordersWithCosts(Instant from, Instant to) {
    return handle
        .createQuery(
            """
            SELECT DISTINCT work_order FROM order_cost WHERE at >= :from AND at < :to
            ORDER BY work_order
            """)
        .bind("from", from)
        .bind("to", to)
        .mapTo(String.class)
        .list();
  }

  @Override
  public List<String> ordersBeside(String order, String equipment, Instant since) {
    return handle
        .createQuery(
            """
            SELECT DISTINCT c.work_order FROM order_cost c JOIN work_order o ON o.id = c.work_order
            WHERE c.at >= :since AND o.equipment = :equipment AND o.id <> :order
            ORDER BY c.work_order
            """)
        .bind("since", since)
        .bind("equipment", equipment)
        .bind("order", order)
        .mapTo(String.class)
        .list();
  }

  @Override
  public void add(OrderCosts lines) {
    lines.lines().forEach(this::add);
    lines.consents().forEach(this::add);
    lines.approvals().forEach(this::add);
  }

  private void add(CostLine line) {
    handle
        .createUpdate(
            """
            INSERT INTO order_cost (
              work_order, line, kind, part, text, quantity, unit_price, amount, payer, person,
              corrects, note, written_by, at)
            VALUES (
              :order, :line, :kind, :part, :text, :quantity, :unitPrice, :amount, :payer, :person,
              :corrects, :note, :by, :at)
            """)
        .bind("order", line.workOrder())
        .bind("line", line.line())
        .bind("kind", line.kind())
        .bind("part", line.part())
        .bind("text", line.text())
        .bind("quantity", line.quantity().unscaledValue().longValueExact())
        .bind("unitPrice", line.unitPrice().minor())
        .bind("amount", line.amount().minor())
        .bind("payer", line.payer())
        .bind("person", line.person())
        .bind("corrects", number(line.corrects()))
        .bind("note", line.note())
        .bind("by", line.by())
        .bind("at", line.at())
        .execute();
  }

  private static Optional<Integer> number(OptionalInt number) {
    return number.stream().boxed().findFirst();
  }

  private void add(Consent consent) {
    handle
        .createUpdate(
            """
            INSERT INTO order_consent (work_order, line, who, how, amount, note, written_by, at)
            VALUES (:order, :line, :who, :how, :amount, :note, :by, :at)
            """)
        .bind("order", consent.workOrder())
        .bind("line", consent.line())
        .bind("who", consent.who())
        .bind("how", consent.how())
        .bind("amount", consent.amount().minor())
        .bind("note", consent.note())
        .bind("by", consent.by())
        .bind("at", consent.at())
        .execute();
  }

  private void add(ApprovalLine line) {
    handle
        .createUpdate(
            """
            INSERT INTO order_approval (work_order, line, step, amount, paper, note, written_by, at)
            VALUES (:order, :line, :step, :amount, :paper, :note, :by, :at)
            """)
        .bind("order", line.workOrder())
        .bind("line", line.line())
        .bind("step", line.step())
        .bind("amount", line.amount().minor())
        .bind("paper", line.paper())
        .bind("note", line.note())
        .bind("by", line.by())
        .bind("at", line.at())
        .execute();
  }
}
