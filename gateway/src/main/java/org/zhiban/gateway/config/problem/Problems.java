package org.zhiban.gateway.config.problem;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.zhiban.gateway.config.problem.Problem.Severity;
import org.zhiban.model.site.SourcePosition;

/** All that was found so far, each once, by file and line. */
public final class Problems {
  private final SortedSet<Problem> found = new TreeSet<>();

  public void error(SourcePosition position, String what, String remedy) {
    found.add(new Problem(Severity.ERROR, position, what, remedy));
  }

  public void warning(SourcePosition position, String what, String remedy) {
    found.add(new Problem(Severity.WARNING, position, what, remedy));
  }

  /** Adds what others found; whether there was anything. */
  public boolean addAll(Problems others) {
    found.addAll(others.found);
    return !others.found.isEmpty();
  }

  public boolean hasErrors() {
    return found.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
  }

  /** Whether anything was found in a file. */
  public boolean in(String file) {
    return found.stream().anyMatch(problem -> problem.position().file().equals(file));
  }

  /** Whether there is an error at a position. */
  public boolean at(SourcePosition position) {
    return found.stream()
        .anyMatch(
            problem -> problem.severity() == Severity.ERROR && problem.position().equals(position));
  }

  public List<Problem> all() {
    return List.copyOf(found);
  }
}
