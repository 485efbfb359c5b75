package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.Page;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.maintenance.ScheduleNote;
import org.zhiban.model.site.PlanSpec;

/** The schedule, the links, the audit. */
final class OperationRoutes {
  private final Running gateway;

  OperationRoutes(Running gateway) {
    this.gateway = gateway;
  }

  Answer plans(Call call) {
    JsonArray items = new JsonArray();
    gateway.site().plans().values().forEach(plan -> items.add(plan(plan)));
    return Answer.ok(Paging.whole(items));
  }

  private JsonObject plan(PlanSpec plan) {
    JsonArray equipment = new JsonArray();
    gateway.site().equipment().values().stream()
        .filter(e -> e.maintenance().contains(plan.id()))
        .forEach(e -> equipment.add(e.id()));
    return new JsonObject()
        .put("id", plan.id())
        .put("level", plan.level().word())
        .put("trade", plan.trade())
        .put("contractor", plan.contractor().orElse(null))
        .put("recurrence", recurrence(plan.recurrence()))
        .put("lead", plan.lead().map(Object::toString).orElse(null))
        .put("window", plan.window().map(w -> w.from() + "-" + w.to()).orElse(null))
        .put("statutory", plan.statutory())
        .put("absorbs", EquipmentView.array(plan.absorbs()))
        .put("checklist", plan.checklist().orElse(null))
        .put("equipment", equipment);
  }

  private static JsonObject recurrence(PlanSpec.Recurrence recurrence) {
    return switch (recurrence) {
      case PlanSpec.Rule rule ->
          new JsonObject()
              .put("kind", "rrule")
              .put("rrule", rule.rrule())
              .put("from", rule.from().map(LocalDate::toString).orElse(null));
      case PlanSpec.Floating floating ->
          new JsonObject().put("kind", "floating").put("interval", floating.interval().toString());
      case PlanSpec.Ceiling ceiling ->
          new JsonObject().put("kind", "ceiling").put("gap", ceiling.gap().toString());
      case PlanSpec.Meter meter ->
          new JsonObject()
              .put("kind", "meter")
              .put("point", meter.point())
              .put("every", meter.every());
      case PlanSpec.After after ->
          new JsonObject()
              .put("kind", "after")
              .put("rule", after.rule().orElse(null))
              .put("event", after.event().orElse(null))
              .put("within", after.within().toString());
      case PlanSpec.FirstOf first -> {
        JsonArray of = new JsonArray();
        first.of().forEach(part -> of.add(recurrence(part)));
        yield new JsonObject().put("kind", "first_of").put("of", of);
      }
    };
  }

  Answer occurrences(Call call) {
    LocalDate today = LocalDate.ofInstant(gateway.clock().instant(), gateway.site().zone());
    LocalDate from = call.query("from").map(t -> day("from", t)).orElse(today.minusDays(7));
    LocalDate to = call.query("to").map(t -> day("to", t)).orElse(today.plusDays(35));
    JsonArray items = new JsonArray();
    gateway
        .store()
        .query(q -> q.schedule().occurrences(from, to))
        .forEach(o -> items.add(occurrence(o)));
    return Answer.ok(Paging.whole(items));
  }

  Answer scheduleRecord(Call call) {
    ZoneId zone = gateway.site().zone();
    LocalDate today = LocalDate.ofInstant(gateway.clock().instant(), zone);
    LocalDate from = call.query("from").map(t -> day("from", t)).orElse(today.minusDays(90));
    LocalDate to = call.query("to").map(t -> day("to", t)).orElse(today);
    JsonArray items = new JsonArray();
    gateway
        .store()
        .query(
            q ->
                q.schedule()
                    .scheduleNotes(
                        from.atStartOfDay(zone).toInstant(),
                        to.plusDays(1).atStartOfDay(zone).toInstant()))
        .forEach(note -> items.add(note(note)));
    return Answer.ok(Paging.whole(items));
  }

  private static JsonObject note(ScheduleNote note) {
    return new JsonObject()
        .put("at", Times.text(note.at()))
        .put("kind", note.kind().word())
        .put("plan", note.plan())
        .put("equipment", note.equipment())
        .put("day", note.day().toString())
        .put("detail", note.detail().orElse(null));
  }

  private LocalDate day(String name, String text) {
    return LocalDate.ofInstant(
        Times.parse(name, text, gateway.site().zone()), gateway.site().zone());
  }

  private static JsonObject occurrence(Occurrence o) {
    return new JsonObject()
        .put("plan", o.plan())
        .put("equipment", o.equipment())
        .put("nominal", o.nominal().toString())
        .put("level", o.level().word())
        .put("start_at", Times.text(o.startAt()))
        .put("due_at", Times.text(o.dueAt()))
        .put("state", o.state().word())
        .put("work_order", o.workOrder().orElse(null))
        .put("absorbed_by", o.absorbedBy().orElse(null))
        .put("done_at", o.doneAt().map(Times::text).orElse(null));
  }

  Answer connections(Call call) {
    JsonArray items = new JsonArray();
    gateway
        .links()
        .get()
        .values()
        .forEach(status -> items.add(ConnectionView.row(gateway.site(), status)));
    return Answer.ok(Paging.whole(items));
  }

  Answer exchanges(Call call) {
    return ofLink(call, gateway.exchanges(), ConnectionView::exchange);
  }

  Answer rejected(Call call) {
    return ofLink(call, gateway.rejected(), ConnectionView::rejected);
  }

  /** It holds what devices send, cards and plates among it: for those who commission. */
  private static <T> Answer ofLink(
      Call call, Function<String, Optional<List<T>>> kept, Function<T, JsonObject> view) {
    String id = call.path("id");
    JsonArray items = new JsonArray();
    kept.apply(id)
        .orElseThrow(() -> Refusal.notFound("connection " + id + " is not in use"))
        .forEach(one -> items.add(view.apply(one)));
    return Answer.ok(Paging.whole(items));
  }

  Answer audit(Call call) {
    Page<AuditEntry> page = gateway.store().query(q -> q.audit(Paging.request(call, 100)));
    return Answer.ok(Paging.view(page, OperationRoutes::entry));
  }

  private static JsonObject entry(AuditEntry entry) {
    return new JsonObject()
        .put("number", entry.number())
        .put("time", Times.text(entry.entry().time()))
        .put("actor", entry.entry().actor())
        .put("action", entry.entry().action().toLowerCase(Locale.ROOT))
        .put("subject", entry.entry().subject())
        .put("detail", entry.entry().detail())
        .put("origin", entry.entry().origin())
        .put("hash", entry.hash());
  }
}
