package org.zhiban.gateway.config;

import java.util.List;
import org.zhiban.gateway.config.problem.Problems;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Expression;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.rules.alarm.Compilation;
import org.zhiban.rules.alarm.RuleCompiler;
import org.zhiban.rules.expression.CompileProblem;
import org.zhiban.rules.expression.ExpressionCheck;

/**
 * What the rule compiler says of a site's rules and interlocks. A mistake in a template shows at
 * every equipment of it, and is said once.
 */
final class RuleProblems {
  private RuleProblems() {}

  static void find(Site site, Problems problems) {
    PointIndex index = site.pointIndex();
    switch (RuleCompiler.compile(site, index)) {
      case Compilation.Compiled _ -> {}
      case Compilation.Broken broken -> report(broken.problems(), problems);
    }
    for (Equipment equipment : site.equipment().values()) {
      for (PointSpec point : equipment.points().values()) {
        point
            .interlock()
            .ifPresent(interlock -> check(site, index, equipment.id(), interlock, problems));
      }
    }
  }

  private static void check(
      Site site, PointIndex index, String equipment, Expression interlock, Problems problems) {
    switch (RuleCompiler.checkExpression(site, index, equipment, interlock)) {
      case ExpressionCheck.Sound _ -> {}
      case ExpressionCheck.Broken broken -> report(broken.problems(), problems);
    }
  }

  private static void report(List<CompileProblem> found, Problems problems) {
    for (CompileProblem one : found) {
      if (!problems.at(one.position())) {
        problems.error(one.position(), one.what(), one.remedy());
      }
    }
  }
}
