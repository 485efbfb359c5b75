package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.rehearsal.ReplayJson;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.Concern;
import org.zhiban.model.workorder.Corrective;
import org.zhiban.model.workorder.Evidence;
import org.zhiban.model.workorder.Hold;
import org.zhiban.model.workorder.HoldRequest;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.Overrun;
import org.zhiban.model.workorder.Remedy;
import org.zhiban.model.workorder.UnderCause;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.model.workorder.WorkOrder.ChecklistEntry;
import org.zhiban.rules.followup.Overdue;
import org.zhiban.rules.workorder.Checklists;
import org.zhiban.rules.workorder.Proof;

/** Work orders as JSON. */
final class OrderView {
  private OrderView() {}

  static JsonObject row(WorkOrder order, Site site, Instant now) {
    JsonArray clocks = new JsonArray();
    order.clocks().forEach(clock -> clocks.add(clock(clock, now)));
    return new JsonObject()
        .put("id", order.id())
        .put("number", order.id())
        .put("source", order.source().word())
        .put("status", order.status().word())
        .put("open", order.status().open())
        .put("urgency", order.urgency().word())
        .put("severity", order.severity().word())
        .put("major", order.major())
        .put("concern", order.concern().map(Concern::word).orElse(null))
        .put("overrun", order.overrun().map(OrderView::overrun).orElse(null))
        .put("overdue", Overdue.of(order, now).map(Overdue::word).orElse(null))
        .put("equipment", order.equipment().orElse(null))
        .put("location", order.location().orElse(null))
        .put("title", EquipmentView.text(order.title()))
        .put("trade", order.trade())
        .put("priority", order.priority().map(Priority::word).orElse(null))
        .put("assignee", order.assignee().orElse(null))
        .put("doers", EquipmentView.array(order.doers()))
        .put("alarm", order.alarms().isEmpty() ? null : order.alarms().getFirst())
        .put("alarms", EquipmentView.array(order.alarms()))
        .put("plan", order.plan().orElse(null))
        .put("occurrences", order.occurrences())
        .put("clocks", clocks)
        .put("lockout", lockOut(order, site, now))
        .put("hold_request", order.holdRequest().map(OrderView::holdRequest).orElse(null))
        .put("hold", order.hold().map(OrderView::hold).orElse(null))
        .put("repair_plan", order.remedy().plan().map(OrderView::plan).orElse(null))
        .put("started_at", Times.text(order.remedy().startedAt()))
        .put("merged_into", order.mergedInto().orElse(null))
        .put("cause", order.cause().map(OrderView::cause).orElse(null))
        .put("opened_at", Times.text(order.openedAt()))
        .put("updated_at", Times.text(order.updatedAt()))
        .put("closed_at", Times.text(order.closedAt()))
        .put("version", order.version());
  }

  private static JsonObject holdRequest(HoldRequest request) {
    return new JsonObject()
        .put("by", request.by())
        .put("kind", request.kind().word())
        .put("reason", request.reason())
        .put("until", Times.text(request.until()))
        .put("at", Times.text(request.at()));
  }

  private static JsonObject hold(Hold hold) {
    return new JsonObject()
        .put("kind", hold.kind().word())
        .put("reason", hold.reason().orElse(null))
        .put("by", hold.by())
        .put("from", Times.text(hold.from()))
        .put("until", Times.text(hold.until()));
  }

  private static JsonObject cause(UnderCause waits) {
    return new JsonObject()
        .put("order", waits.order())
        .put("by", waits.by())
        .put("from", Times.text(waits.from()))
        .put("until", Times.text(waits.until()));
  }

  private static JsonObject overrun(Overrun leave) {
    return new JsonObject()
        .put("until", Times.text(leave.until()))
        .put("reason", leave.reason())
        .put("by", leave.by())
        .put("at", Times.text(leave.at()));
  }

  private static JsonObject plan(Remedy.Plan plan) {
    return new JsonObject()
        .put("text", plan.text())
        .put("by", plan.by())
        .put("at", Times.text(plan.at()));
  }

  /** The lock-out, while it stands, with what its rules say. */
  static @Nullable JsonObject lockOut(WorkOrder order, Site site, Instant now) {
    return order
        .lockOut()
        .filter(lockOut -> lockOut.standing(now))
        .map(
            lockOut ->
                new JsonObject()
                    .put("order", order.id())
                    .put("rules", EquipmentView.array(lockOut.rules()))
                    .put("titles", titles(site, lockOut.rules()))
                    .put("by", lockOut.by())
                    .put("reason", lockOut.reason())
                    .put("from", Times.text(lockOut.from()))
                    .put("until", Times.text(lockOut.until())))
        .orElse(null);
  }

  private static JsonObject titles(Site site, List<String> rules) {
    Set<String> wanted = Set.copyOf(rules);
    return ReplayJson.titles(
        site.activeRules().stream()
            .filter(rule -> wanted.contains(rule.name()))
            .collect(Collectors.toMap(RuleSpec::name, RuleSpec::title, (one, _) -> one)));
  }

  private static JsonObject clock(Clock clock, Instant now) {
    return new JsonObject()
        .put("name", clock.name())
        .put("cycle", clock.cycle())
        .put("started_at", Times.text(clock.startedAt()))
        .put("due_at", Times.text(clock.dueAt()))
        .put("elapsed_s", clock.elapsedAt(now).toSeconds())
        .put("state", overdue(clock, now) ? Clock.State.BREACHED.word() : clock.state().word());
  }

  private static boolean overdue(Clock clock, Instant now) {
    return clock.state() == Clock.State.RUNNING && now.isAfter(clock.dueAt());
  }

  /**
   * The order with everything that belongs to it.
   *
   * @param samples of the evidence's points, by {@code equipment/point}
   */
  static JsonObject whole(
      WorkOrder order,
      Site site,
      Instant now,
      List<OrderChange> history,
      JsonArray allowed,
      @Nullable JsonObject samples) {
    JsonArray lines = new JsonArray();
    history.forEach(
        line ->
            lines.add(
                new JsonObject()
                    .put("time", Times.text(line.time()))
                    .put("actor", line.actor())
                    .put("on_behalf_of", line.onBehalfOf().orElse(null))
                    .put("action", line.action())
                    .put("from", line.from().map(s -> s.word()).orElse(null))
                    .put("to", line.to().word())
                    .put("note", line.note().orElse(null))
                    .put("entered_at", Times.text(line.enteredAt()))));
    return row(order, site, now)
        .put("evidence", order.evidence().map(e -> evidence(e, site, samples)).orElse(null))
        .put("checklist", checklist(order, site))
        .put("history", lines)
        .put("reopened", reopened(history))
        .put("allowed", allowed);
  }

  /** How often it was not repaired after all. */
  private static long reopened(List<OrderChange> history) {
    return history.stream()
        .filter(line -> line.action().equals("reopened") || line.action().equals("reopen"))
        .count();
  }

  private static JsonArray checklist(WorkOrder order, Site site) {
    Checklists checklists = new Checklists(site);
    JsonArray lines = new JsonArray();
    for (ChecklistEntry entry : order.checklist()) {
      lines.add(
          new JsonObject()
              .put("item", lines.size() + 1)
              .put("text", EquipmentView.text(entry.text()))
              .put("reading", entry.reading().orElse(null))
              .put("unit", checklists.point(order, entry).flatMap(PointSpec::unit).orElse(null))
              .put("photo", entry.photo())
              .put("may_skip", checklists.maySkip(order))
              .put("passed", entry.passed().orElse(null))
              .put("skipped", entry.skipped())
              .put("value", entry.value().orElse(null))
              .put("note", entry.note().orElse(null))
              .put("at", Times.text(entry.at()))
              .put("by", entry.by().orElse(null)));
    }
    return lines;
  }

  /** The orders that failed lines of a checklist led to. */
  static JsonArray children(List<Corrective> correctives) {
    JsonArray children = new JsonArray();
    correctives.forEach(
        made -> children.add(new JsonObject().put("item", made.item()).put("id", made.child())));
    return children;
  }

  /** What the machines saw of the repair: what is there, and what is missing. */
  static JsonObject proof(Proof proof) {
    JsonArray parts = new JsonArray();
    proof
        .parts()
        .forEach(
            part ->
                parts.add(
                    new JsonObject()
                        .put("kind", part.kind().name().toLowerCase(java.util.Locale.ROOT))
                        .put("met", part.met())
                        .put("wanted", part.wanted())
                        .put("found", part.found())
                        .put("since", Times.text(part.since()))));
    return new JsonObject()
        .put("machine_closes", proof.machineCloses())
        .put("complete", proof.complete())
        .put("parts", parts);
  }

  private static JsonObject evidence(Evidence evidence, Site site, @Nullable JsonObject samples) {
    JsonObject points = new JsonObject();
    for (PointRef ref : evidence.points()) {
      JsonObject point = new JsonObject();
      var equipment = site.equipment().get(ref.equipment());
      var spec = equipment == null ? null : equipment.points().get(ref.point());
      if (spec != null) {
        point.put("name", EquipmentView.text(spec.name())).put("unit", spec.unit().orElse(null));
      }
      Object value = evidence.values().get(ref.point());
      point.put("value", value == null ? evidence.values().get(ref.toString()) : value);
      if (samples != null) {
        point.put("samples", samples.getJsonArray(ref.toString()));
      }
      points.put(ref.toString(), point);
    }
    return new JsonObject()
        .put("from", Times.text(evidence.from()))
        .put("to", Times.text(evidence.to()))
        .put("fault_at", Times.text(evidence.faultAt()))
        .put("points", points)
        .put("rule", evidence.rule())
        .put("values", EquipmentView.object(evidence.values()))
        .put("exchange", evidence.exchange().orElse(null));
  }
}
