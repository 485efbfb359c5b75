package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.zhiban.gateway.Running;
import org.zhiban.model.paper.Paper;
import org.zhiban.model.paper.PaperReminder;

/** Certificates and warranties of equipment, and how long they last. */
final class PaperRoutes {
  private static final long SOON = 60;
  private static final long URGENT = 30;

  private final Running gateway;

  PaperRoutes(Running gateway) {
    this.gateway = gateway;
  }

  Answer list(Call call) {
    Optional<String> equipment = call.query("equipment");
    LocalDate today = LocalDate.ofInstant(gateway.clock().instant(), gateway.site().zone());
    List<PaperReminder> reminders = gateway.store().query(q -> q.papers().reminders());
    JsonArray items = new JsonArray();
    Paper.of(gateway.site()).stream()
        .filter(paper -> equipment.map(paper.equipment()::equals).orElse(true))
        .sorted(Comparator.comparing(Paper::validUntil))
        .forEach(paper -> items.add(view(paper, reminders, today)));
    return Answer.ok(Paging.whole(items));
  }

  private static JsonObject view(Paper paper, List<PaperReminder> all, LocalDate today) {
    List<PaperReminder> own = all.stream().filter(it -> it.paper().equals(paper)).toList();
    JsonArray reminders = new JsonArray();
    own.forEach(
        it ->
            reminders.add(
                new JsonObject()
                    .put("step", it.step().word())
                    .put("at", Times.text(it.at()))
                    .put("told", it.told())));
    return new JsonObject()
        .put("id", paper.id())
        .put("type", paper.type().word())
        .put("equipment", paper.equipment())
        .put("kind", paper.kind())
        .put("number", paper.number())
        .put("valid_until", paper.validUntil().toString())
        .put("days_left", paper.daysLeft(today))
        .put("state", state(paper.daysLeft(today)))
        .put(
            "work_order",
            own.stream().flatMap(it -> it.workOrder().stream()).findFirst().orElse(null))
        .put("reminders", reminders);
  }

  private static String state(long daysLeft) {
    return daysLeft < 0
        ? "expired"
        : daysLeft <= URGENT ? "urgent" : daysLeft <= SOON ? "soon" : "valid";
  }
}
