package org.zhiban.gateway.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.workorders.ReportDesk;
import org.zhiban.gateway.workorders.ReportDesk.Taken;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.Concern;
import org.zhiban.model.workorder.OrderReport;
import org.zhiban.model.workorder.OrderReport.Channel;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.HandReport;
import org.zhiban.rules.workorder.Reception;

/** Reports that somebody takes by telephone or at the desk [R1] [R23]. */
final class ReportRoutes {
  private final Running gateway;
  private final OrderRoutes orders;
  private final Repeats repeats;

  ReportRoutes(Running gateway, OrderRoutes orders) {
    this.gateway = gateway;
    this.orders = orders;
    this.repeats = new Repeats(gateway);
  }

  private Site site() {
    return gateway.changes().running().site();
  }

  Answer report(Call call) {
    Caller caller = call.caller();
    call.text("equipment")
        .filter(id -> !gateway.site().equipment().containsKey(id))
        .ifPresent(
            id -> {
              throw Refusal.badRequest("equipment: the site has no " + id);
            });
    if (call.text("equipment").isEmpty() && call.text("location").isEmpty()) {
      throw Refusal.badRequest("say where: equipment or location");
    }
    String content =
        call.text("content").orElseThrow(() -> Refusal.badRequest("content: say what is wrong"));
    Channel channel =
        call.text("channel")
            .map(word -> Channel.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Channel.DESK);
    if (channel == Channel.PHONE
        && (call.text("phone").isEmpty() || call.text("reported_by").isEmpty())) {
      throw Refusal.badRequest(
          "a call by telephone wants reported_by and phone: somebody must be able to call back");
    }
    if (call.text("concern").isPresent()
        && (call.flag("trapped") || call.text("trigger").isPresent())) {
      throw Refusal.badRequest(
          "concern: people in a lift, and what is urgent, are reported as a fault; the complaint is"
              + " a report of its own");
    }
    Optional<LocalizedText> trigger = call.text("trigger").map(words -> trigger(site(), words));
    Instant now = gateway.clock().instant();
    OrderReport said =
        new OrderReport(
            "",
            1,
            call.text("reported_at")
                .map(at -> Times.parse("reported_at", at, site().zone()))
                .orElse(now),
            now,
            channel,
            content,
            call.text("reported_by"),
            call.text("phone"),
            call.text("appointment"),
            trigger.map(words -> words.in(site().language())),
            caller.user());
    Reception.Told told =
        new Reception.Told(hand(call, said), said.reportedAt(), call.flag("trapped"), wish(call));
    return repeats.onceThere(call, tx -> take(tx, call, told, said, now));
  }

  /** The trigger of the site that was meant, by its words in either language. */
  static LocalizedText trigger(Site site, String said) {
    return site.service().intake().urgentTriggers().stream()
        .filter(words -> words.zh().equals(said) || words.en().equals(said))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.badRequest(
                    "trigger: the site has "
                        + String.join(
                            ", ",
                            site.service().intake().urgentTriggers().stream()
                                .map(LocalizedText::zh)
                                .toList())));
  }

  private static Reception.Wish wish(Call call) {
    Optional<String> join = call.text("join");
    if (join.isPresent() && call.flag("separate")) {
      throw Refusal.badRequest("join an order, or insist on a separate one");
    }
    return join.<Reception.Wish>map(Reception.Wish.Under::new)
        .orElseGet(
            () ->
                call.flag("separate")
                    ? new Reception.Wish.Separate()
                    : new Reception.Wish.AsUsual());
  }

  /** What of a report stands in its order. */
  static Map<String, String> kept(OrderReport said) {
    Map<String, String> kept = new LinkedHashMap<>();
    kept.put("content", said.content());
    said.reportedBy().ifPresent(name -> kept.put("reported_by", name));
    said.phone().ifPresent(phone -> kept.put("phone", phone));
    said.appointment().ifPresent(when -> kept.put("appointment", when));
    kept.put("reported_at", Times.text(said.reportedAt()));
    kept.put("channel", said.channel().word());
    said.trigger().ifPresent(words -> kept.put("trigger", words));
    kept.put("taken_by", said.takenBy());
    return kept;
  }

  static Concern concern(String word) {
    return Concern.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static HandReport hand(Call call, OrderReport said) {
    return new HandReport(
        call.text("equipment"),
        call.text("location"),
        said.content(),
        said.trigger().isPresent()
            ? Urgency.URGENT
            : call.text("urgency")
                .map(w -> Urgency.valueOf(w.toUpperCase(Locale.ROOT)))
                .orElse(Urgency.NORMAL),
        call.text("severity")
            .map(w -> Severity.valueOf(w.toUpperCase(Locale.ROOT)))
            .orElse(Severity.MINOR),
        call.text("trade").orElse(HandReport.NO_TRADE),
        call.text("concern").map(ReportRoutes::concern),
        kept(said));
  }

  private Repeats.Done take(
      OperationsTransaction tx, Call call, Reception.Told told, OrderReport said, Instant now) {
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
                joined ? "joined" : "",
                call.origin()));
        Answer whole = orders.whole(tx, order, call.caller());
        whole.body().ifPresent(body -> body.put("joined", joined));
        yield new Repeats.Done(
            new Answer(joined ? 200 : 201, whole.body(), whole.headers()), Repeats.told(taken));
      }
    };
  }
}
