package org.zhiban.rules.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.zhiban.model.site.Expression;

/** Collects what is wrong with one expression, at the place where it stands in its file. */
final class Problems {
  private final Expression expression;
  private final Map<Long, Integer> positions;
  private final List<CompileProblem> found = new ArrayList<>();

  /**
   * @param positions offsets by expression id, in code points
   */
  Problems(Expression expression, Map<Long, Integer> positions) {
    this.expression = expression;
    this.positions = positions;
  }

  /** CEL places a call at its operator and a selection at its dot; the name stands behind it. */
  void add(CelExpr at, String what, String remedy) {
    int behindDot = at.getKind() == Kind.SELECT ? 1 : 0;
    addAt(positions.getOrDefault(at.id(), 0) + behindDot, what, remedy);
  }

  /**
   * @param codePoint offset into the text
   */
  void addAt(int codePoint, String what, String remedy) {
    String text = expression.text();
    int bounded = Math.min(codePoint, text.codePointCount(0, text.length()));
    int offset = text.offsetByCodePoints(0, bounded);
    CompileProblem problem = new CompileProblem(expression.at(offset), what, remedy);
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  int count() {
    return found.size();
  }

  boolean none() {
    return found.isEmpty();
  }

  /** In order of place. */
  List<CompileProblem> all() {
    return found.stream()
        .sorted(
            Comparator.comparingInt((CompileProblem p) -> p.position().line())
                .thenComparingInt(p -> p.position().column()))
        .toList();
  }
}
