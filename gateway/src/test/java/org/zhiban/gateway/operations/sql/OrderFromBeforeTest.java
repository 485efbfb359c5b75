package org.zhiban.gateway.operations.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.operations.Given;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.WorkOrder;

/** Rows that were written before all of their columns were there. */
@Timeout(60)
class OrderFromBeforeTest {
  @TempDir Path folder;

  /** Then both stood in one list: nobody is asked again, nobody verifies what may be his own. */
  @Test
  void of_whom_it_is_not_known_apart_everybody_counts_as_both() throws SQLException {
    WorkOrder order =
        new OrderBuilder("WX-20261121-001", OrderSource.REPORT, Instant.EPOCH)
            .doers(List.of("li", "chen"))
            .asked(List.of("ma"))
            .build();
    try (OperationsStore store = SqliteOperationsStore.open(folder)) {
      store.transact(
          tx -> {
            tx.record(order, Given.change(order, "created"));
            return order;
          });
    }
    try (Connection raw =
            DriverManager.getConnection(
                "jdbc:sqlite:" + folder.resolve(SqliteOperationsStore.FILE));
        Statement statement = raw.createStatement()) {
      assertThat(statement.executeUpdate("UPDATE work_order SET asked = NULL")).isOne();
    }
    try (OperationsStore store = SqliteOperationsStore.open(folder)) {
      WorkOrder read = store.query(q -> q.order(order.id())).orElseThrow();
      assertThat(read.asked()).containsExactly("li", "chen");
      assertThat(read.doers()).containsExactly("li", "chen");
    }
  }
}
