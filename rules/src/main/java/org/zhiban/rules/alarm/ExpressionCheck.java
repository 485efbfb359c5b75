package org.zhiban.rules.alarm;

import java.util.List;

/** What came of compiling one expression, for example an interlock. */
public sealed interface ExpressionCheck {
  /** It resolves, is Boolean, and can be asked. */
  record Sound(PointPredicate predicate) implements ExpressionCheck {}

  /** It does not. */
  record Broken(List<CompileProblem> problems) implements ExpressionCheck {
    public Broken {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("broken without a problem");
      }
    }
  }
}
