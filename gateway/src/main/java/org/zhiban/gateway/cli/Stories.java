package org.zhiban.gateway.cli;

import java.util.List;
import org.zhiban.gateway.config.problem.Problem;
import org.zhiban.model.site.Site;
import org.zhiban.simulators.Twins;

/** Whether the twins of a site can play its scenarios. */
public final class Stories {
  private Stories() {}

  /** An error for every step that they cannot. */
  public static List<Problem> problems(Site site) {
    return Twins.misfits(site).stream()
        .map(
            misfit ->
                new Problem(
                    Problem.Severity.ERROR,
                    misfit.step().position(),
                    misfit.what(),
                    misfit.remedy()))
        .sorted()
        .toList();
  }
}
