package org.zhiban.gateway.config;

import java.util.stream.Collectors;
import org.zhiban.gateway.config.problem.Problem;

/**
 * An edit of the example site and the answer to it.
 *
 * @param text stands once in the file
 * @param line the answer, without the word {@code error}; of an edit that breaks two things, two
 */
record Edit(String file, String text, String other, String line) {

  /** All errors that the edited site is answered with. */
  String answer() {
    return ExampleSite.whole().with(file, text, other).load().problems().stream()
        .filter(problem -> problem.severity() == Problem.Severity.ERROR)
        .map(problem -> problem.position() + ": " + problem.message())
        .collect(Collectors.joining("\n"));
  }

  @Override
  public String toString() {
    return line;
  }
}
