package org.zhiban.gateway.operations.sql;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.VisitRecords;
import org.zhiban.model.visit.VisitAnswer;
import org.zhiban.model.visit.VisitBook;
import org.zhiban.model.visit.VisitDraw;
import org.zhiban.model.visit.VisitLevel;

/** Lots of return visits, and what came of them. */
record VisitTable(Handle handle) implements VisitRecords {
  static final RowMapper<VisitDraw> DRAW =
      Row.mapper(
          row ->
              new VisitDraw(
                  row.text("work_order"),
                  row.word("level", VisitLevel.class),
                  row.text("seed"),
                  row.number("lot"),
                  row.number("share"),
                  row.instant("at")));

  static final RowMapper<VisitAnswer> ANSWER =
      Row.mapper(
          row ->
              new VisitAnswer(
                  row.text("work_order"),
                  row.number("number"),
                  row.word("level", VisitLevel.class),
                  row.word("result", VisitAnswer.Result.class),
                  row.optionalText("score").map(Integer::valueOf),
                  row.optionalText("note"),
                  row.text("written_by"),
                  row.instant("at")));

  @Override
  public VisitBook of(String order) {
    return new VisitBook(
        handle
            .createQuery("SELECT * FROM visit_draw WHERE work_order = :order")
            .bind("order", order)
            .map(DRAW)
            .list(),
        handle
            .createQuery("SELECT * FROM visit_answer WHERE work_order = :order ORDER BY number")
            .bind("order", order)
            .map(ANSWER)
            .list());
  }

  @Override
  public List<String> sampled(Instant since, int most) {
    return handle
        .createQuery(
            """
            SELECT id FROM work_order
            WHERE status = 'CLOSED' AND closed_at >= :since AND EXISTS (
              SELECT 1 FROM visit_draw
              WHERE visit_draw.work_order = work_order.id AND level <> 'DESK'
                AND lot < share * 100 AND NOT EXISTS (
                  SELECT 1 FROM visit_answer
                  WHERE visit_answer.work_order = visit_draw.work_order
                    AND visit_answer.level = visit_draw.level AND result <> 'NOT_REACHED'))
            ORDER BY closed_at, id LIMIT :most
            """)
        .bind("since", since)
        .bind("most", most)
        .mapTo(String.class)
        .list();
  }

  @Override
  public void add(List<VisitDraw> draws) {
    for (VisitDraw draw : draws) {
      handle
          .createUpdate(
              """
              INSERT INTO visit_draw (work_order, level, seed, lot, share, at)
              VALUES (:order, :level, :seed, :lot, :share, :at)
              """)
          .bind("order", draw.workOrder())
          .bind("level", draw.level())
          .bind("seed", draw.seed())
          .bind("lot", draw.lot())
          .bind("share", draw.share())
          .bind("at", draw.at())
          .execute();
    }
  }

  @Override
  public void add(VisitAnswer answer) {
    handle
        .createUpdate(
            """
            INSERT INTO visit_answer (work_order, number, level, result, score, note, written_by, at)
            VALUES (:order, :number, :level, :result, :score, :note, :by, :at)
            """)
        .bind("order", answer.workOrder())
        .bind("number", answer.number())
        .bind("level", answer.level())
        .bind("result", answer.result())
        .bind("score", answer.score())
        .bind("note", answer.note())
        .bind("by", answer.by())
        .bind("at", answer.at())
        .execute();
  }
}
