package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.operations.Page;
import org.zhiban.gateway.workorders.CostDesk;
import org.zhiban.gateway.workorders.RecordedOrders;
import org.zhiban.gateway.workorders.VisitDesk;
import org.zhiban.model.site.Site;
import org.zhiban.model.visit.VisitBook;
import org.zhiban.model.workorder.Concern;
import org.zhiban.model.workorder.Corrective;
import org.zhiban.model.workorder.Evidence;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.cost.Books;
import org.zhiban.rules.cost.OrderSpending;
import org.zhiban.rules.cost.Spent;
import org.zhiban.rules.followup.Overdue;
import org.zhiban.rules.workorder.Actor;
import org.zhiban.rules.workorder.OrderOutcome;
import org.zhiban.rules.workorder.OrderRefusal;
import org.zhiban.rules.workorder.OrderStep;
import org.zhiban.rules.workorder.ReturnVisits;
import org.zhiban.rules.workorder.StandingWork;
import org.zhiban.rules.workorder.Visited;

/** Work orders: listed, shown with their evidence, reported by hand, and moved on. */
final class OrderRoutes {

  private final Running gateway;
  private final Repeats repeats;
  private final StockBooking stock;

  OrderRoutes(Running gateway) {
    this.gateway = gateway;
    this.repeats = new Repeats(gateway);
    this.stock = new StockBooking(gateway);
  }

  /** The site with the rules that judge now. */
  private Site site() {
    return gateway.changes().running().site();
  }

  private OrderSpending spending() {
    return new OrderSpending(site());
  }

  Answer list(Call call) {
    Optional<String> wanted = call.query("status");
    Set<OrderStatus> statuses =
        wanted.filter("open"::equals).isPresent()
            ? OrderStatus.OPEN
            : AlarmRoutes.words("status", wanted, OrderStatus.class, OrderStatus::word);
    Instant now = gateway.clock().instant();
    return Answer.ok(
        Paging.view(
            gateway.store().query(q -> page(q, call, statuses, now)),
            order -> OrderView.row(order, site(), now)));
  }

  /** A page; of what is overdue, the open orders are looked through until it is full. */
  private static Page<WorkOrder> page(
      OperationsQueries store, Call call, Set<OrderStatus> statuses, Instant now) {
    Page.Request asked = Paging.request(call, 100);
    Optional<String> wanted = call.query("overdue");
    Optional<Concern> concern = call.query("concern").map(ReportRoutes::concern);
    if (wanted.isEmpty()) {
      return store.orders(
          statuses, call.query("assignee"), call.query("equipment"), concern, asked);
    }
    List<WorkOrder> found = new ArrayList<>();
    Optional<String> after = asked.after();
    do {
      Page<WorkOrder> next =
          store.orders(
              OrderStatus.OPEN,
              call.query("assignee"),
              call.query("equipment"),
              concern,
              new Page.Request(asked.limit() - found.size(), after));
      next.items().stream()
          .filter(order -> statuses.isEmpty() || statuses.contains(order.status()))
          .filter(order -> Overdue.of(order, now).map(Overdue::word).equals(wanted))
          .forEach(found::add);
      after = next.next();
    } while (after.isPresent() && found.size() < asked.limit());
    return new Page<>(found, after);
  }

  Answer one(Call call) {
    Caller caller = call.caller();
    return gateway.store().query(q -> whole(q, order(q, call.path("id")), caller));
  }

  private static WorkOrder order(OperationsQueries store, String id) {
    return store.order(id).orElseThrow(() -> Refusal.notFound("there is no work order " + id));
  }

  Answer whole(OperationsQueries store, WorkOrder order, Caller caller) {
    Instant now = gateway.clock().instant();
    Books books = CostDesk.books(store, order, now);
    VisitBook visits = store.visits().of(order.id());
    boolean sees =
        ReportView.sees(caller, order)
            || new ReturnVisits(site()).offered(order, actor(caller), visits, now);
    return Answer.ok(
            new CostView(site(), order, books, now, sees)
                .into(
                    OrderView.whole(
                        order,
                        site(),
                        now,
                        store.orderHistory(order.id()),
                        new OrderForm(site(), store).allowed(order, books, actor(caller), now),
                        order.evidence().map(it -> samples(store, order.id(), it)).orElse(null)))
                .put("merged", merged(store, order, caller))
                .put("report", ReportView.report(order, sees))
                .put("reports", ReportView.all(store.reports().of(order.id()), sees))
                .put("return_visits", ReturnVisitView.of(order, visits, site(), now))
                .put("related", RelatedOrders.of(store, order))
                .put(
                    "self_cleared",
                    RelatedOrders.selfCleared(store, order, gateway.clock().instant()))
                .put(
                    "parent",
                    store.correctives().cause(order.id()).map(Corrective::parent).orElse(null))
                .put("children", OrderView.children(store.correctives().under(order.id())))
                .put(
                    "attachments",
                    new AttachmentView(order, caller).all(store.attachments().of(order.id())))
                .put("can_attach", new AttachmentView(order, caller).adds())
                .put("proof", gateway.proofs().of(store, order).map(OrderView::proof).orElse(null)))
        .tagged(String.valueOf(order.version()));
  }

  /** What is kept with the order; until then what is recorded. */
  private JsonObject samples(OperationsQueries store, String order, Evidence evidence) {
    return store
        .samples()
        .of(order)
        .map(kept -> new JsonObject(kept.json()))
        .orElseGet(() -> new EvidenceSamples(site(), gateway.historian()).of(evidence));
  }

  /** What was put under the order, with who reported it. */
  private JsonArray merged(OperationsQueries store, WorkOrder order, Caller caller) {
    JsonArray merged = new JsonArray();
    Instant now = gateway.clock().instant();
    store
        .ordersMergedInto(order.id())
        .forEach(
            other ->
                merged.add(
                    OrderView.row(other, site(), now)
                        .put("report", ReportView.report(other, ReportView.sees(caller, other)))));
    return merged;
  }

  private static Actor actor(Caller caller) {
    return new Actor(caller.user(), caller.roles());
  }

  Answer act(Call call) {
    Caller caller = call.caller();
    String word = call.path("action");
    OrderAction action =
        Arrays.stream(OrderAction.values())
            .filter(a -> a.word().equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    Refusal.notFound(
                        "an order has no action "
                            + word
                            + "; it has "
                            + Arrays.stream(OrderAction.values())
                                .map(OrderAction::word)
                                .collect(Collectors.joining(", "))));
    Map<String, String> fields = new LinkedHashMap<>();
    call.body()
        .forEach(
            field -> {
              if (field.getValue() != null) {
                fields.put(
                    field.getKey(),
                    field.getValue() instanceof JsonArray several
                        ? several.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        : String.valueOf(field.getValue()));
              }
            });
    return repeats.onceThere(call, tx -> take(tx, call, caller, action, fields));
  }

  /** Refuses where the caller has read another version of the order, and says which. */
  static void requireUnchanged(Call call, WorkOrder order) {
    call.requireUnchanged(
        order.version(), "the order has changed since it was read; read it again");
  }

  private Repeats.Done take(
      OperationsTransaction tx,
      Call call,
      Caller caller,
      OrderAction action,
      Map<String, String> fields) {
    WorkOrder order = order(tx, call.path("id"));
    requireUnchanged(call, order);
    Instant now = gateway.clock().instant();
    Spent spent =
        spending()
            .apply(
                order,
                action,
                actor(caller),
                stock.filled(tx, action, fields),
                CostDesk.books(tx, order, now),
                new RecordedOrders(tx),
                now);
    if (action == OrderAction.VISIT) {
      Visited visited =
          new ReturnVisits(site())
              .made(
                  order,
                  actor(caller),
                  fields,
                  tx.visits().of(order.id()),
                  spent.outcome(),
                  new RecordedOrders(tx),
                  now);
      return switch (visited) {
        case Visited.Refused(var reason) -> throw refusal(reason, call);
        case Visited.Made made -> visited(tx, call, caller, made, now);
      };
    }
    return switch (spent.outcome()) {
      case OrderOutcome.Refused(var reason) -> throw refusal(reason, call);
      case OrderOutcome.Done(var step) -> {
        CommandRoutes.requireNoneGoingOut(gateway, call, StandingWork.held(step.order(), now));
        moved(tx, call, action, step, step.change().note().orElse(""));
        tx.costs().add(spent.added());
        List<Happening> told = new ArrayList<>(stock.booked(tx, call, spent.added().lines(), now));
        Optional<OrderStep> next = visits().follow(tx, step, now);
        next.ifPresent(it -> audit(tx, call, action, it, it.change().action()));
        gateway
            .orders()
            .foundOut(tx, order, step, now)
            .forEach(opened -> told.add(new Happening.OrderStep(opened)));
        // As it is kept: its moments to the millisecond.
        told.add(new Happening.OrderStep(order(tx, order.id())));
        yield new Repeats.Done(whole(tx, next.orElse(step).order(), caller), told);
      }
      case OrderOutcome.Found found -> {
        WorkOrder child = gateway.orders().found(tx, found, now);
        audit(tx, call, action, found.step(), found.step().change().note().orElse(""));
        yield new Repeats.Done(
            whole(tx, order(tx, order.id()), caller),
            new Happening.OrderStep(order(tx, order.id())),
            new Happening.OrderStep(order(tx, child.id())));
      }
      case OrderOutcome.Merged(var step, var into) -> {
        moved(tx, call, action, step, into.order().id());
        gateway.orders().moved(tx, into);
        yield new Repeats.Done(
            whole(tx, step.order(), caller),
            new Happening.OrderStep(order(tx, order.id())),
            new Happening.OrderStep(order(tx, into.order().id())));
      }
    };
  }

  private VisitDesk visits() {
    return new VisitDesk(site(), gateway.orders());
  }

  private Repeats.Done visited(
      OperationsTransaction tx, Call call, Caller caller, Visited.Made made, Instant now) {
    List<Happening> told = new ArrayList<>();
    Optional<WorkOrder> again = visits().keep(tx, made, now);
    for (OrderStep step : made.steps()) {
      audit(tx, call, OrderAction.VISIT, step, step.change().note().orElse(""));
    }
    WorkOrder order = order(tx, made.answer().workOrder());
    told.add(new Happening.OrderStep(order));
    again.ifPresent(it -> told.add(new Happening.OrderStep(order(tx, it.id()))));
    return new Repeats.Done(whole(tx, order, caller), told);
  }

  private void moved(
      OperationsTransaction tx, Call call, OrderAction action, OrderStep step, String note) {
    gateway.orders().moved(tx, step);
    audit(tx, call, action, step, note);
  }

  private void audit(
      OperationsTransaction tx, Call call, OrderAction action, OrderStep step, String note) {
    tx.audit(
        new AuditEntry.Draft(
            gateway.clock().instant(),
            call.caller().user(),
            "order_" + action.word(),
            step.order().id(),
            note,
            call.origin()));
  }

  Refusal refusal(OrderRefusal reason, Call call) {
    String words = reason.words().in(new AlarmRoutes(gateway).language(call));
    return switch (reason) {
      case OrderRefusal.WrongStatus _,
          OrderRefusal.NothingToLockOut _,
          OrderRefusal.EndedLongAgo _,
          OrderRefusal.NotPromised _,
          OrderRefusal.AnotherOpen _,
          OrderRefusal.NoChecklist _,
          OrderRefusal.CallersWait _,
          OrderRefusal.WaitsForNone _,
          OrderRefusal.WaitsAlready _,
          OrderRefusal.ItemsLeft _,
          OrderRefusal.NotApproved _,
          OrderRefusal.NotConsented _,
          OrderRefusal.NothingToApprove _,
          OrderRefusal.StillInAlarm _,
          OrderRefusal.NobodyCanTell _,
          OrderRefusal.Overran _,
          OrderRefusal.NothingLockedOut _ ->
          Refusal.conflict(words);
      case OrderRefusal.WrongRole _,
          OrderRefusal.NotTheAssignee _,
          OrderRefusal.OwnWork _,
          OrderRefusal.NotResponsible _,
          OrderRefusal.NotTheVisitor _,
          OrderRefusal.AskedBefore _,
          OrderRefusal.NotYourStep _,
          OrderRefusal.OwnSpending _,
          OrderRefusal.NeverMerged _,
          OrderRefusal.NeverWaits _,
          OrderRefusal.NeverSkipped _,
          OrderRefusal.LifeSafety _ ->
          Refusal.forbidden(words);
      case OrderRefusal.WrongField _ -> Refusal.badRequest(words);
    };
  }
}
