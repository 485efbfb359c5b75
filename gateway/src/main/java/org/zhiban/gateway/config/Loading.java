package org.zhiban.gateway.config;

import java.util.List;
import java.util.function.UnaryOperator;
import org.zhiban.gateway.config.problem.Problem;
import org.zhiban.model.site.Site;

/** What became of reading a site folder. */
public sealed interface Loading {
  /** Errors and warnings, by file and line. */
  List<Problem> problems();

  /** The same with another site in the place of the one that was read. */
  default Loading map(UnaryOperator<Site> change) {
    return switch (this) {
      case Loaded(Site site, List<Problem> warnings) -> new Loaded(change.apply(site), warnings);
      case Refused refused -> refused;
    };
  }

  /**
   * The site is whole and may run.
   *
   * @param warnings what should be looked at all the same
   */
  record Loaded(Site site, List<Problem> warnings) implements Loading {
    public Loaded {
      warnings = List.copyOf(warnings);
    }

    @Override
    public List<Problem> problems() {
      return warnings;
    }
  }

  /** The site cannot run; at least one of the problems is an error. */
  record Refused(List<Problem> problems) implements Loading {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
