package org.zhiban.rules.workorder;

import static org.zhiban.rules.workorder.OrderFields.chosen;
import static org.zhiban.rules.workorder.OrderFields.text;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.visit.VisitAnswer;
import org.zhiban.model.visit.VisitAnswer.Result;
import org.zhiban.model.visit.VisitBook;
import org.zhiban.model.visit.VisitLevel;

/** What somebody who was asked after a repair said, as it was written into a form. */
final class VisitForm {
  static final String RESULT = "result";
  static final String SCORE = "satisfaction";
  private static final int BEST = 5;

  private VisitForm() {}

  /** What is wrong with it; empty: nothing, also where the form is another one. */
  static Optional<OrderRefusal> refusal(Map<String, String> fields) {
    if (text(fields, SCORE).isPresent() && score(fields).isEmpty()) {
      return wrong(SCORE, "满意度请填 1 到 5 的整数", "satisfaction is a whole number from 1 to 5");
    }
    Optional<Result> said = said(fields);
    if (score(fields).isPresent()
        && said.filter(it -> it != VisitAnswer.of(score(fields).get())).isPresent()) {
      return wrong(
          RESULT,
          "结果与满意度不符：1、2 分为不满意，3 至 5 分为满意，未联系上不打分",
          "result and satisfaction differ: 1 and 2 are unsatisfied, 3 to 5 satisfied, and who was"
              + " not reached gave no score");
    }
    return Optional.empty();
  }

  /** What came of it; who neither complains nor gives a score is satisfied. */
  static VisitAnswer answer(
      String order,
      VisitLevel level,
      VisitBook book,
      Map<String, String> fields,
      String by,
      Instant at) {
    Optional<Integer> score = score(fields);
    return new VisitAnswer(
        order,
        book.answers().size() + 1,
        level,
        said(fields).or(() -> score.map(VisitAnswer::of)).orElse(Result.SATISFIED),
        score,
        text(fields, "note"),
        by,
        at);
  }

  private static Optional<Result> said(Map<String, String> fields) {
    return chosen(fields, RESULT, Result.values(), Result::word);
  }

  private static Optional<Integer> score(Map<String, String> fields) {
    return text(fields, SCORE)
        .filter(it -> it.length() == 1 && it.charAt(0) >= '1' && it.charAt(0) <= '0' + BEST)
        .map(Integer::valueOf);
  }

  private static Optional<OrderRefusal> wrong(String field, String zh, String en) {
    return Optional.of(new OrderRefusal.WrongField(field, new LocalizedText(zh, en)));
  }
}
