package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.zhiban.gateway.Running;
import org.zhiban.rules.maintenance.Forecast;
import org.zhiban.rules.maintenance.PlanRequest.PlanAt;

/** The workload of the months to come, by month and plan. */
final class ForecastRoutes {
  private static final int MONTHS = 13;

  private final Running gateway;

  ForecastRoutes(Running gateway) {
    this.gateway = gateway;
  }

  /** A month's visits of a plan. */
  private record Part(YearMonth month, String plan) {}

  Answer forecast(Call call) {
    LocalDate today = LocalDate.ofInstant(gateway.clock().instant(), gateway.site().zone());
    List<Forecast.Visit> visits =
        Forecast.of(
            gateway.site(),
            gateway.store().query(q -> q.schedule().lastDone(PlanAt.all(gateway.site()))),
            gateway.clock().instant(),
            today.plusMonths(MONTHS));
    Map<String, JsonObject> parts = new TreeMap<>();
    for (Forecast.Visit visit : visits) {
      Part part = new Part(YearMonth.from(visit.day()), visit.plan().id());
      JsonObject row =
          parts.computeIfAbsent(part.month() + " " + part.plan(), _ -> row(part, visit));
      row.put("visits", row.getInteger("visits") + 1);
    }
    JsonArray items = new JsonArray();
    parts.values().forEach(items::add);
    return Answer.ok(Paging.whole(items));
  }

  private static JsonObject row(Part part, Forecast.Visit visit) {
    return new JsonObject()
        .put("month", part.month().toString())
        .put("plan", part.plan())
        .put("level", visit.plan().level().word())
        .put("trade", visit.plan().trade())
        .put("contractor", visit.plan().contractor().orElse(null))
        .put("visits", 0);
  }
}
