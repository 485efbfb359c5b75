package org.zhiban.gateway.check;

import org.zhiban.gateway.config.problem.Problem;
import org.zhiban.model.site.SourcePosition;

/** Positions as a terminal can open them: below the folder that the user typed. */
final class Paths {
  private Paths() {}

  static String file(String folder, String file) {
    return Problem.path(folder, file);
  }

  static String printed(String folder, SourcePosition position) {
    return file(folder, position.file()) + ":" + position.line() + ":" + position.column();
  }
}
