package org.zhiban.gateway.operations.sql;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.SampleRecords;
import org.zhiban.model.workorder.WorkOrder;

/** What was recorded around the faults of orders. */
record OrderSamplesTable(Handle handle) implements SampleRecords {
  private static final RowMapper<Kept> MAPPER =
      Row.mapper(row -> new Kept(row.instant("kept_at"), row.text("samples")));

  @Override
  public Optional<Kept> of(String workOrder) {
    return handle
        .createQuery("SELECT kept_at, samples FROM order_samples WHERE work_order = :order")
        .bind("order", workOrder)
        .map(MAPPER)
        .findOne();
  }

  @Override
  public List<WorkOrder> wanting(Instant openedSince) {
    OrderTable orders = new OrderTable(handle);
    return handle
        .createQuery(
            """
            SELECT id FROM work_order
            WHERE opened_at >= :since AND evidence IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM order_samples WHERE work_order = work_order.id)
            ORDER BY opened_at, id
            """)
        .bind("since", openedSince)
        .mapTo(String.class)
        .stream()
        .flatMap(id -> orders.find(id).stream())
        .toList();
  }

  @Override
  public void keep(String workOrder, Kept samples) {
    handle
        .createUpdate(
            """
            INSERT INTO order_samples (work_order, kept_at, samples)
            VALUES (:order, :at, :samples)
            ON CONFLICT (work_order) DO NOTHING
            """)
        .bind("order", workOrder)
        .bind("at", samples.at())
        .bind("samples", samples.json())
        .execute();
  }
}
