package org.zhiban.gateway.operations.sql;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.zhiban.gateway.operations.DispatchQueries;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.rules.dispatch.OpenWork;

/** Open orders by who has them. */
record WorkInHand(Handle handle) implements DispatchQueries {
  @Override
  public List<OpenWork> workInHand() {
    return handle
        .createQuery(
            """
            SELECT assignee, source, status, urgency, priority, COUNT(*) AS orders FROM work_order
            WHERE is_open AND assignee IS NOT NULL
            GROUP BY assignee, source, status, urgency, priority
            ORDER BY assignee, source, status, urgency, priority
            """)
        .map(
            Row.mapper(
                row ->
                    new OpenWork(
                        row.text("assignee"),
                        row.word("source", OrderSource.class),
                        row.word("status", OrderStatus.class),
                        row.word("urgency", Urgency.class),
                        row.optionalText("priority").map(Priority::valueOf),
                        row.number("orders"))))
        .list();
  }
}
