package org.zhiban.rules.figures;

import static org.zhiban.rules.figures.Figure.Section.WORK_ORDERS;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.zhiban.model.visit.VisitAnswer;
import org.zhiban.model.visit.VisitBook;
import org.zhiban.model.visit.VisitDraw;
import org.zhiban.model.visit.VisitLevel;
import org.zhiban.rules.figures.Figure.Found;

/** How many customers were asked once more after a repair, by lot, and what they said. */
final class ReturnVisitFigures {
  private static final double QUALITY = 0.5;
  private static final double HEAD = 0.4;

  private ReturnVisitFigures() {}

  static final List<Figure> ALL =
      List.of(
          sampled("visit_rate_quality", VisitLevel.QUALITY, "回访率（品质部）", "Return visits, quality")
              .aim(QUALITY),
          sampled("visit_rate_director", VisitLevel.HEAD, "回访率（中心主任）", "Return visits, director")
              .aim(HEAD),
          Words.figure(
                  "visit_satisfied", WORK_ORDERS, Unit.SHARE, "回访满意率", "Satisfied at the visit")
              .means(
                  "本期抽签回访的报修工单：各级回访中联系上的，答复满意（3 至 5 分）的比例。",
                  "Of the customers' reports whose visits were drawn in the period: the answers, of"
                      + " every level, that were satisfied (3 to 5). Who was not reached is left"
                      + " out.")
              .asked("R18", "R19", "R24")
              .by(ReturnVisitFigures::satisfied));

  private static Figure sampled(String id, VisitLevel level, String zh, String en) {
    return Words.figure(id, WORK_ORDERS, Unit.SHARE, zh, en)
        .means(
            "本期首次进入回访（即抽签）的报修工单：由该级抽样回访并联系上的比例，未抽中的也计入分母。",
            "Customers' reports that came to the return visit for the first time in the period,"
                + " when lots are drawn: those that were asked so and answered. Those whose lot was"
                + " not drawn count among the whole.")
        .asked("R20")
        .by(
            (basis, period) ->
                rows(
                    basis,
                    course ->
                        course.visits().draw(level).stream()
                            .filter(draw -> period.contains(draw.at()))
                            .map(
                                draw ->
                                    OrderFigures.share(
                                        basis,
                                        course,
                                        draw.at(),
                                        course.visits().reached(level)))));
  }

  private static Found satisfied(Basis basis, Period period) {
    return rows(
        basis,
        course ->
            drawnAt(course.visits())
                .filter(period::contains)
                .map(at -> said(basis, course, at))
                .orElse(Stream.empty()));
  }

  private static Stream<Counted> said(Basis basis, OrderCourse course, Instant at) {
    return course.visits().answers().stream()
        .filter(VisitAnswer::reached)
        .map(
            answer ->
                OrderFigures.share(
                    basis, course, at, answer.result() == VisitAnswer.Result.SATISFIED));
  }

  private static Optional<Instant> drawnAt(VisitBook book) {
    return book.draw(VisitLevel.DESK).map(VisitDraw::at);
  }

  private static Found rows(Basis basis, Function<OrderCourse, Stream<Counted>> rows) {
    return OrderFigures.rows(basis.unplanned().flatMap(rows));
  }
}
