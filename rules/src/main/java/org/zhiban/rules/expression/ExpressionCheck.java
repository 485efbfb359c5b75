package org.zhiban.rules.expression;

import java.util.List;

/** What came of compiling one expression. */
public sealed interface ExpressionCheck {
  /** It resolves, is Boolean, and can be asked. */
  record Sound(CompiledExpression expression) implements ExpressionCheck {}

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
