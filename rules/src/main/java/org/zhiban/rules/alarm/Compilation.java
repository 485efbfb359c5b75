package org.zhiban.rules.alarm;

import java.util.List;
import org.zhiban.rules.expression.CompileProblem;

/** What came of compiling the rules of a site: all of them, or every problem at once. */
public sealed interface Compilation {
  /** Every active rule is sound. */
  record Compiled(CompiledRules rules) implements Compilation {}

  /** At least one rule is not; nothing of the site may run. */
  record Broken(List<CompileProblem> problems) implements Compilation {
    public Broken {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("broken without a problem");
      }
    }
  }
}
