package org.zhiban.rules.alarm;

import org.zhiban.model.site.Expression;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;

/**
 * Resolves and types every active rule of a site. Expressions are CEL (Common Expression Language):
 * analog and counter points are numbers, and so is every literal beside one; binary points are
 * Boolean; a multistate point is its state's name; a text point a string.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class RuleCompiler {
  /** Compiles all active rules, or finds every problem at once. */
  public static Compilation compile(Site site, PointIndex index) {
    throw new UnsupportedOperationException();
  }

  /** Compiles one Boolean expression as an equipment sees it, for example an interlock. */
  public static ExpressionCheck checkExpression(
      Site site, PointIndex index, String equipment, Expression expression) {
    throw new UnsupportedOperationException();
  }

  private RuleCompiler() {}
}
