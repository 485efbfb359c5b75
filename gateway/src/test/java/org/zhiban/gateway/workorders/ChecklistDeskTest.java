package org.zhiban.gateway.workorders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.config.ExampleSite;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.Page;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.Corrective;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.model.workorder.WorkOrder.ChecklistEntry;
import org.zhiban.rules.workorder.Actor;
import org.zhiban.rules.workorder.OrderActions;
import org.zhiban.rules.workorder.OrderDraft;
import org.zhiban.rules.workorder.OrderOutcome;
import org.zhiban.rules.workorder.OtherOrders;

/** A line that fails leads to one order, in a store on disk [E17] [E20]. */
@Timeout(60)
class ChecklistDeskTest {
  private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
  private static final Actor LI = new Actor("li-wei", Set.of(Role.TECHNICIAN));

  @TempDir Path data;

  private final Site site = ExampleSite.whole().site();
  private OperationsStore store;
  private OperationsDesk desk;
  private OrderDesk orders;

  @SuppressWarnings("NullAway.Init") // set before each test
  ChecklistDeskTest() {}

  @BeforeEach
  void start() {
    store = SqliteOperationsStore.open(data);
    desk = new OperationsDesk(store);
    orders = new OrderDesk(site, desk, new LiveFeed(), () -> NOW);
    desk.start();
  }

  @AfterEach
  void stop() {
    desk.close();
    store.close();
  }

  private WorkOrder order() {
    WorkOrder draft =
        new OrderBuilder(OrderDraft.NO_NUMBER, OrderSource.PLAN, NOW)
            .status(OrderStatus.IN_PROGRESS)
            .title(LocalizedText.same("monthly"))
            .trade("plumbing")
            .equipment(Optional.of("pump-b1"))
            .assignee(Optional.of(LI.user()))
            .checklist(
                List.of(
                    ChecklistEntry.open(LocalizedText.same("gland"), Optional.empty(), true),
                    ChecklistEntry.open(LocalizedText.same("valve"), Optional.empty(), false)))
            .build();
    return store.transact(
        tx ->
            orders
                .open(tx, OrderDraft.of(draft, OrderDraft.MACHINE, Optional.empty()), NOW)
                .order());
  }

  private void tick(String id, int item, String passed) {
    boolean done =
        store.transact(
            tx -> {
              OrderOutcome outcome =
                  new OrderActions(site)
                      .apply(
                          tx.order(id).orElseThrow(),
                          OrderAction.TICK,
                          LI,
                          Map.of("item", String.valueOf(item), "passed", passed),
                          new RecordedOrders(tx),
                          NOW);
              switch (outcome) {
                case OrderOutcome.Done(var step) -> orders.moved(tx, step);
                case OrderOutcome.Found found -> orders.found(tx, found, NOW);
                case OrderOutcome.Merged _, OrderOutcome.Refused _ ->
                    throw new AssertionError(outcome);
              }
              return true;
            });
    assertThat(done).isTrue();
  }

  private List<WorkOrder> all() {
    return store
        .query(
            q ->
                q.orders(
                    Set.of(),
                    Optional.empty(),
                    Optional.empty(),
                    new Page.Request(Page.Request.MAX, Optional.empty())))
        .items();
  }

  @Test
  void a_line_ticked_over_and_over_makes_one_order_and_both_say_so() {
    WorkOrder order = order();
    tick(order.id(), 1, "false");
    tick(order.id(), 1, "false");
    tick(order.id(), 1, "true");
    tick(order.id(), 1, "false");
    tick(order.id(), 2, "true");

    assertThat(all()).hasSize(2);
    Corrective made =
        store.<Optional<Corrective>>query(q -> q.correctives().of(order.id(), 1)).orElseThrow();
    WorkOrder child = store.<Optional<WorkOrder>>query(q -> q.order(made.child())).orElseThrow();
    assertThat(child.equipment()).contains("pump-b1");
    assertThat(child.status()).isEqualTo(OrderStatus.REPORTED);
    assertThat(store.<List<OrderChange>>query(q -> q.orderHistory(child.id())))
        .singleElement()
        .satisfies(line -> assertThat(line.note().orElse("")).startsWith(order.id() + " 1. gland"));
    assertThat(store.<List<OrderChange>>query(q -> q.orderHistory(order.id())))
        .extracting(OrderChange::action)
        .containsExactly("created", "tick", "corrective", "tick", "tick", "tick", "tick");
    assertThat(store.<Optional<WorkOrder>>query(q -> q.order(order.id())).orElseThrow().checklist())
        .extracting(ChecklistEntry::failed)
        .containsExactly(true, false);
  }

  @Test
  void what_ends_in_the_middle_leaves_neither_the_tick_nor_the_order() {
    WorkOrder order = order();
    store.<Boolean>transact(
        tx -> {
          tx.correctives().add(new Corrective(order.id(), 1, "WX-20261123-999"));
          return true;
        });
    assertThatThrownBy(
            () ->
                store.transact(
                    tx -> {
                      var found =
                          (OrderOutcome.Found)
                              new OrderActions(site)
                                  .apply(
                                      order,
                                      OrderAction.TICK,
                                      LI,
                                      Map.of("item", "1", "passed", "false"),
                                      OtherOrders.NONE,
                                      NOW);
                      return orders.found(tx, found, NOW);
                    }))
        .isInstanceOf(RuntimeException.class);
    assertThat(all()).containsExactly(order);
  }
}
