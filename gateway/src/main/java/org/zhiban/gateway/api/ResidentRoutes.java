package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.operations.Page;
import org.zhiban.gateway.workorders.ReportDesk;
import org.zhiban.gateway.workorders.ReportDesk.Taken;
import org.zhiban.model.label.Label;
import org.zhiban.model.label.Standing;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.OrderReport;
import org.zhiban.model.workorder.OrderReport.Channel;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.Reception;
import org.zhiban.rules.workorder.ResidentReport;

/** What whoever stands before a label sees and sends, without an account [R1] [R3] [R30]. */
final class ResidentRoutes {
  /** Of the newest open orders so many are looked through for a place. */
  private static final int NEWEST = 100;

  private final Running gateway;
  private final OrderRoutes orders;
  private final Repeats repeats;
  private final ResidentLimits limits = new ResidentLimits();

  ResidentRoutes(Running gateway, OrderRoutes orders) {
    this.gateway = gateway;
    this.orders = orders;
    this.repeats = new Repeats(gateway);
  }

  private Site site() {
    return gateway.changes().running().site();
  }

  private Label label(OperationsQueries store, Call call) {
    return gateway
        .labels()
        .opened(store, call.path("token"))
        .orElseThrow(ResidentGate::opensNothing);
  }

  /** The place, what is on record there, and what is asked; nothing else. */
  Answer show(Call call) {
    return Answer.ok(gateway.store().query(q -> view(q, label(q, call))));
  }

  private JsonObject view(OperationsQueries store, Label label) {
    Optional<Equipment> thing = label.equipment().map(id -> site().equipment().get(id));
    List<WorkOrder> open =
        store
            .orders(
                OrderStatus.OPEN,
                Optional.empty(),
                label.equipment(),
                new Page.Request(NEWEST, Optional.empty()))
            .items();
    JsonArray faults = new JsonArray();
    ResidentReport.onRecord(label, open)
        .forEach(
            order ->
                faults.add(
                    new JsonObject()
                        .put("standing", Standing.of(order.status()).word())
                        .put("since", Times.text(order.openedAt()))));
    return new JsonObject()
        .put("site", EquipmentView.text(site().name()))
        .put("zone", site().zone().getId())
        .put("name", thing.map(it -> EquipmentView.text(it.name())).orElse(null))
        .put("location", thing.flatMap(Equipment::location).or(label::place).orElse(null))
        .put("lift", ResidentReport.lift(site(), label))
        .put("emergency_phone", site().service().intake().emergencyPhone().orElse(null))
        .put("urgent_triggers", ReportView.triggers(site()))
        .put("faults", faults)
        .put("notices", notices(store));
  }

  private JsonArray notices(OperationsQueries store) {
    JsonArray notices = new JsonArray();
    store
        .notices()
        .told(gateway.clock().instant())
        .forEach(notice -> notices.add(NoticeRoutes.told(notice)));
    return notices;
  }

  Answer report(Call call) {
    Label label = gateway.store().query(q -> label(q, call));
    boolean trapped = call.flag("trapped");
    if (!trapped && (call.text("reported_by").isEmpty() || call.text("phone").isEmpty())) {
      throw Refusal.badRequest(
          "请填写姓名和电话，以便回复 / fill in name and phone: somebody must be able to call back");
    }
    String content =
        call.text("content")
            .map(String::strip)
            .orElseThrow(() -> Refusal.badRequest("请写明哪里坏了 / say what is wrong"));
    Instant now = gateway.clock().instant();
    OrderReport said =
        new OrderReport(
            "",
            1,
            now,
            now,
            Channel.QR,
            content,
            call.text("reported_by"),
            call.text("phone"),
            Optional.empty(),
            call.text("trigger")
                .map(words -> ReportRoutes.trigger(site(), words).in(site().language())),
            ResidentReport.RESIDENT);
    Reception.Told told =
        ResidentReport.told(site(), label, said, ReportRoutes.kept(said), trapped);
    return repeats.onceOf(
        ResidentReport.RESIDENT + " " + label.id(),
        call,
        () -> count(call, label, now),
        tx -> take(tx, call, label(tx, call), told, said, now));
  }

  private void count(Call call, Label label, Instant now) {
    limits
        .count(label.id(), ResidentLimits.address(call.context().request()), now)
        .ifPresent(
            wait -> {
              throw ResidentGate.tooMany(call.context(), wait);
            });
  }

  private Repeats.Done take(
      OperationsTransaction tx,
      Call call,
      Label label,
      Reception.Told told,
      OrderReport said,
      Instant now) {
    return switch (new ReportDesk(site(), gateway.orders()).take(tx, told, said, now)) {
      case Taken.Refused(var reason) -> throw orders.refusal(reason, call);
      case Taken.Recorded taken -> {
        WorkOrder order = taken.order();
        boolean joined = taken.joined();
        tx.audit(
            new AuditEntry.Draft(
                now,
                said.takenBy(),
                "order_report",
                order.id(),
                (joined ? "joined, " : "") + "label " + label.id(),
                ResidentLimits.address(call.context().request())));
        JsonObject answer =
            new JsonObject()
                .put("order", order.id())
                .put("joined", joined)
                .put("urgency", order.urgency().word())
                .put("standing", Standing.of(order.status()).word());
        yield new Repeats.Done(
            joined ? Answer.ok(answer) : Answer.created(answer), Repeats.told(taken));
      }
    };
  }
}
