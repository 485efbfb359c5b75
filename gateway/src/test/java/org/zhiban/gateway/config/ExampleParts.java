package org.zhiban.gateway.config;

import java.util.Map;
import java.util.Optional;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Expression;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.SourcePosition;

/** The parts of the example site, each by its id. */
final class ExampleParts {
  static final Site SITE = ExampleSite.whole().site();

  static Equipment equipment(String id) {
    return get(SITE.equipment(), id);
  }

  static PointSpec point(String equipment, String point) {
    return get(equipment(equipment).points(), point);
  }

  static RuleSpec rule(String equipment, String rule) {
    return get(equipment(equipment).rules(), rule);
  }

  static PlanSpec plan(String id) {
    return get(SITE.plans(), id);
  }

  static <V> V get(Map<String, V> map, String key) {
    return Optional.ofNullable(map.get(key)).orElseThrow();
  }

  static Expression expression(String text, String file, int line, int column) {
    return new Expression(text, new SourcePosition(file, line, column));
  }

  private ExampleParts() {}
}
