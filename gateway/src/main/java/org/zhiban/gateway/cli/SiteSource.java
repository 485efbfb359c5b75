package org.zhiban.gateway.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.problem.Problem;
import org.zhiban.model.site.Site;

/** Turns a loading into a site, or into the lines that say why not. */
final class SiteSource {
  private SiteSource() {}

  /**
   * The site, or empty after every problem was printed on standard error.
   *
   * @param folder as the user typed it
   */
  static Optional<Site> siteOf(Loading loading, String folder) {
    return siteOf(loading, problem -> problem.line(folder));
  }

  /**
   * The same.
   *
   * @param line how a problem is printed
   */
  static Optional<Site> siteOf(Loading loading, Function<Problem, String> line) {
    return switch (loading) {
      case Loading.Loaded loaded -> {
        print(loaded.warnings(), line);
        yield Optional.of(loaded.site());
      }
      case Loading.Refused refused -> {
        print(refused.problems(), line);
        yield Optional.empty();
      }
    };
  }

  /**
   * The site whose twins can play all of its scenarios, or empty after every problem was printed.
   */
  static Optional<Site> playable(Loading loading, String folder) {
    return playable(loading, problem -> problem.line(folder));
  }

  /**
   * The same.
   *
   * @param line how a problem is printed
   */
  static Optional<Site> playable(Loading loading, Function<Problem, String> line) {
    return siteOf(loading, line)
        .filter(
            site -> {
              List<Problem> problems = Stories.problems(site);
              print(problems, line);
              return problems.isEmpty();
            });
  }

  private static void print(List<Problem> problems, Function<Problem, String> line) {
    problems.forEach(problem -> Zhiban.ERR.println(line.apply(problem)));
  }
}
