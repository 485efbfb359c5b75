package org.zhiban.gateway.figures;

import static org.zhiban.gateway.figures.Spreadsheet.text;
import static org.zhiban.gateway.figures.Spreadsheet.time;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;

/** The figures of return visits once more, from the tables of lots and answers. */
record AnswerSheet(List<Map<String, String>> repairs, Sheets sheets) {
  void count(String id, DoublePredicate inside, Consumer<Boolean> share) {
    switch (id) {
      case "visit_rate_quality" -> sampled("quality", inside, share);
      case "visit_rate_director" -> sampled("head", inside, share);
      default ->
          drawn("desk", inside)
              .forEach(
                  draw ->
                      reached(draw)
                          .forEach(a -> share.accept(text(a, "result").equals("satisfied"))));
    }
  }

  private void sampled(String level, DoublePredicate inside, Consumer<Boolean> share) {
    drawn(level, inside)
        .forEach(draw -> share.accept(reached(draw).anyMatch(a -> text(a, "level").equals(level))));
  }

  private Stream<Map<String, String>> drawn(String level, DoublePredicate inside) {
    return repairs.stream()
        .flatMap(order -> sheets.of("visit_draws", order).stream())
        .filter(d -> text(d, "level").equals(level) && inside.test(time(d, "at")));
  }

  private Stream<Map<String, String>> reached(Map<String, String> draw) {
    return sheets.of("visit_answers", text(draw, "work_order")).stream()
        .filter(a -> !text(a, "result").equals("not_reached"));
  }
}
