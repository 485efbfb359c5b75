package org.zhiban.gateway.check;

import org.zhiban.model.site.SourcePosition;

/** Positions as a terminal can open them: below the folder that the user typed. */
final class Paths {
  private Paths() {}

  static String file(String folder, String file) {
    boolean joined = folder.isEmpty() || file.isEmpty() || folder.endsWith("/");
    return joined ? folder + file : folder + "/" + file;
  }

  static String printed(String folder, SourcePosition position) {
    return file(folder, position.file()) + ":" + position.line() + ":" + position.column();
  }
}
