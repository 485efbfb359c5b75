package org.zhiban.gateway.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.figures.FeeCsv;
import org.zhiban.gateway.operations.PeriodReportQueries;
import org.zhiban.model.report.PeriodReport;

/** The reports of weeks and months, as they were kept. */
final class PeriodReportRoutes {
  private final Running gateway;

  PeriodReportRoutes(Running gateway) {
    this.gateway = gateway;
  }

  Answer list() {
    JsonArray items = new JsonArray();
    gateway.store().query(q -> q.periodReports().kept()).forEach(kept -> items.add(head(kept)));
    return Answer.ok(new JsonObject().put("items", items).putNull("next"));
  }

  private static JsonObject head(PeriodReportQueries.Kept kept) {
    return new JsonObject()
        .put("id", kept.id())
        .put("kind", kept.kind().word())
        .put("from", Times.text(kept.from()))
        .put("to", Times.text(kept.to()))
        .put("made_at", Times.text(kept.madeAt()));
  }

  Answer one(Call call) {
    PeriodReport report = find(call);
    return Answer.ok(
        head(new PeriodReportQueries.Kept(
                report.id(), report.kind(), report.from(), report.to(), report.madeAt()))
            .mergeIn(new JsonObject(report.json())));
  }

  Answer fees(Call call) {
    PeriodReport report = find(call);
    return Answer.file(
        "text/csv; charset=utf-8",
        "fees-" + report.id() + ".csv",
        Buffer.buffer(FeeCsv.of(gateway.site(), new JsonObject(report.json()))));
  }

  private PeriodReport find(Call call) {
    String id = call.path("id");
    return gateway
        .store()
        .query(q -> q.periodReports().of(id))
        .orElseThrow(() -> Refusal.notFound("there is no report " + id));
  }
}
