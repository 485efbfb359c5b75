package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.required;

import java.time.MonthDay;
import java.util.List;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Times;
import org.zhiban.model.site.PlanSpec;

/** Days of the year; a season may pass the end of the year. */
final class Seasons {
  private static final Key<MonthDay> FROM = required("from", Times.monthDay(), "its first day");
  private static final Key<MonthDay> TO = required("to", Times.monthDay(), "its last day");

  static final MappingShape<PlanSpec.Season> SHAPE =
      MappingShape.of(
          "a season",
          List.of(FROM, TO),
          (values, _) -> new PlanSpec.Season(values.get(FROM), values.get(TO)));

  private Seasons() {}
}
