package org.zhiban.gateway.config.problem;

import java.util.Comparator;
import org.zhiban.model.site.SourcePosition;

/**
 * One thing to mend in a site folder.
 *
 * @param what is wrong
 * @param remedy how to mend it
 */
public record Problem(Severity severity, SourcePosition position, String what, String remedy)
    implements Comparable<Problem> {
  /** Begins the names of files that come with the program, which no folder of a site holds. */
  public static final String SHIPPED = "shipped:";

  private static final Comparator<Problem> ORDER =
      Comparator.comparing((Problem problem) -> problem.position.file())
          .thenComparingInt(problem -> problem.position.line())
          .thenComparingInt(problem -> problem.position.column())
          .thenComparing(Problem::severity)
          .thenComparing(Problem::what)
          .thenComparing(Problem::remedy);

  /** An error refuses the site; a warning does not. */
  public enum Severity {
    ERROR("error"),
    WARNING("warning");

    private final String word;

    Severity(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** By file, line and column. */
  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /**
   * A file as a terminal can open it: below the folder, but for one that no folder holds.
   *
   * @param folder as the user typed it; empty for none
   */
  public static String path(String folder, String file) {
    boolean joined = folder.isEmpty() || file.isEmpty() || folder.endsWith("/");
    return file.startsWith(SHIPPED) ? file : joined ? folder + file : folder + "/" + file;
  }

  /** What is wrong and how to mend it, in one sentence. */
  public String message() {
    return what + "; " + remedy;
  }

  /**
   * One line that a terminal can open: {@code file:line:column: error: what; remedy}.
   *
   * @param folder as the user typed it; empty for none
   */
  public String line(String folder) {
    return path(folder, position.file())
        + ":"
        + position.line()
        + ":"
        + position.column()
        + ": "
        + severity.word
        + ": "
        + message();
  }

  @Override
  public String toString() {
    return line("");
  }
}
