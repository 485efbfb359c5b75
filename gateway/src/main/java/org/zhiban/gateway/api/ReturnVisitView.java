package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.zhiban.model.site.Site;
import org.zhiban.model.visit.VisitAnswer;
import org.zhiban.model.visit.VisitBook;
import org.zhiban.model.visit.VisitDraw;
import org.zhiban.model.visit.VisitLevel;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.ReturnVisits;

/** The return visits of an order, as JSON. */
final class ReturnVisitView {
  private ReturnVisitView() {}

  static JsonObject of(WorkOrder order, VisitBook book, Site site, Instant now) {
    ReturnVisits visits = new ReturnVisits(site);
    JsonArray draws = new JsonArray();
    book.draws().forEach(draw -> draws.add(draw(draw)));
    JsonArray answers = new JsonArray();
    book.answers().forEach(answer -> answers.add(answer(answer)));
    JsonArray waiting = new JsonArray();
    visits.waiting(order, book, now).stream().map(VisitLevel::word).forEach(waiting::add);
    return new JsonObject()
        .put("draws", draws)
        .put("answers", answers)
        .put("waiting", waiting)
        .put("due_at", visits.due(order).map(Times::text).orElse(null));
  }

  private static JsonObject draw(VisitDraw draw) {
    return new JsonObject()
        .put("level", draw.level().word())
        .put("drawn", draw.drawn())
        .put("lot", draw.lot())
        .put("share", draw.share())
        .put("seed", draw.seed())
        .put("at", Times.text(draw.at()));
  }

  private static JsonObject answer(VisitAnswer answer) {
    return new JsonObject()
        .put("number", answer.number())
        .put("level", answer.level().word())
        .put("result", answer.result().word())
        .put("satisfaction", answer.score().orElse(null))
        .put("note", answer.note().orElse(null))
        .put("by", answer.by())
        .put("at", Times.text(answer.at()));
  }
}
