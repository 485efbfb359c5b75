package org.zhiban.gateway.operations.sql;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.OrderLinkRecords;
import org.zhiban.model.workorder.OrderLink;

/** Which order hangs on which. */
record OrderLinkTable(Handle handle) implements OrderLinkRecords {
  private static final RowMapper<OrderLink> MAPPER =
      Row.mapper(
          row ->
              new OrderLink(
                  row.text("work_order"),
                  row.text("other"),
                  row.word("kind", OrderLink.Kind.class),
                  row.instant("at")));

  @Override
  public List<OrderLink> of(String order) {
    return handle
        .createQuery(
            """
            SELECT * FROM order_link WHERE work_order = :order OR other = :order
            ORDER BY at, work_order, other, kind
            """)
        .bind("order", order)
        .map(MAPPER)
        .list();
  }

  @Override
  public boolean add(OrderLink link) {
    return handle
            .createUpdate(
                """
                INSERT INTO order_link (work_order, other, kind, at)
                VALUES (:order, :other, :kind, :at)
                ON CONFLICT (work_order, other, kind) DO NOTHING
                """)
            .bind("order", link.order())
            .bind("other", link.other())
            .bind("kind", link.kind())
            .bind("at", link.at())
            .execute()
        > 0;
  }
}
