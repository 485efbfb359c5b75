package org.zhiban.gateway.cli;

import java.util.List;
import java.util.Optional;
import org.zhiban.gateway.check.Stories;
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
    return switch (loading) {
      case Loading.Loaded loaded -> {
        print(loaded.warnings(), folder);
        yield Optional.of(loaded.site());
      }
      case Loading.Refused refused -> {
        print(refused.problems(), folder);
        yield Optional.empty();
      }
    };
  }

  /**
   * The site whose twins can play all of its scenarios, or empty after every problem was printed.
   */
  static Optional<Site> playable(Loading loading, String folder) {
    return siteOf(loading, folder)
        .filter(
            site -> {
              List<Problem> problems = Stories.problems(site);
              print(problems, folder);
              return problems.isEmpty();
            });
  }

  private static void print(List<Problem> problems, String folder) {
    problems.forEach(problem -> Zhiban.ERR.println(problem.line(folder)));
  }
}
