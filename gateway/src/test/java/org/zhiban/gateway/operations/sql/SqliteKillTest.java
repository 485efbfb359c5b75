package org.zhiban.gateway.operations.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.operations.AuditChain;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.Given;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.Page;
import org.zhiban.gateway.storage.ChildJvm;
import org.zhiban.model.workorder.WorkOrder;

/** Killed in the middle of commits, a handful of times on one file. */
class SqliteKillTest {
  private static final int KILLS = 4;

  @TempDir Path folder;

  /** Makes order after order, each with its alarm and its audit, and says when one is committed. */
  static final class Writer {
    public static void main(String[] arguments) {
      try (OperationsStore store = SqliteOperationsStore.open(Path.of(arguments[0]))) {
        while (true) {
          System.out.println("order " + store.<String>transact(Writer::order) + ";");
        }
      }
    }

    private static String order(org.zhiban.gateway.operations.OperationsTransaction tx) {
      String number = tx.nextOrderNumber(Given.DAY);
      tx.record(Given.raised(Given.alarm("alarm-" + number, "pump-" + number, "low_pressure")));
      WorkOrder order = Given.order(number, "fault-" + number, List.of("alarm-" + number));
      tx.record(order, Given.change(order, "created"));
      tx.audit(new AuditEntry.Draft(Given.T0, "zhiban", "created", number, "", "127.0.0.1"));
      return number;
    }

    private Writer() {}
  }

  @Test
  void nothing_committed_is_lost_and_nothing_is_there_in_part_or_twice() throws IOException {
    List<String> promised = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      try (ChildJvm writer = ChildJvm.start(Writer.class, folder)) {
        for (int i = 0; i < 5 + 3 * kill; i++) {
          String number = writer.await("order ");
          promised.add(number.substring(0, number.length() - 1));
        }
        writer
            .kill("order ")
            .forEach(number -> promised.add(number.substring(0, number.length() - 1)));
      }
      try (OperationsStore store = SqliteOperationsStore.open(folder)) {
        verify(store, promised);
      }
    }
  }

  private static void verify(OperationsStore store, List<String> promised) {
    assertThat(promised).doesNotHaveDuplicates();
    List<WorkOrder> orders = new ArrayList<>();
    List<AuditEntry> audit = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      Page.Request request = new Page.Request(Page.Request.MAX, after);
      Page<WorkOrder> page =
          store.query(q -> q.orders(Set.of(), Optional.empty(), Optional.empty(), request));
      orders.addAll(page.items());
      after = page.next();
    } while (after.isPresent());
    do {
      Page.Request request = new Page.Request(Page.Request.MAX, after);
      Page<AuditEntry> page = store.query(q -> q.audit(request));
      audit.addAll(page.items());
      after = page.next();
    } while (after.isPresent());
    assertThat(orders).extracting(WorkOrder::id).doesNotHaveDuplicates().containsAll(promised);
    assertThat(audit).hasSameSizeAs(orders);
    assertThat(AuditChain.firstBroken(audit.reversed(), 1, AuditChain.START)).isEmpty();
    for (WorkOrder order : orders) {
      assertThat(store.<Optional<?>>query(q -> q.alarm("alarm-" + order.id()))).isPresent();
      assertThat(store.<List<?>>query(q -> q.orderHistory(order.id()))).hasSize(1);
    }
  }
}
