package org.zhiban.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The program behind {@code ./zhiban bench}. Exit code 0: measured; 2: usage; 3: it failed. */
public final class Main {
  private static final int MEASURED = 0;
  private static final int USAGE = 2;
  private static final int FAILED = 3;

  private Main() {}

  /** Ends the process too: libraries leave threads behind. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  private static int run(List<String> words, PrintStream out, PrintStream progress) {
    Optional<Arguments> arguments = Arguments.of(words);
    if (arguments.isEmpty()) {
      progress.println(Arguments.USAGE);
      return USAGE;
    }
    try {
      measure(arguments.get(), out, progress);
      return MEASURED;
    } catch (Exception e) {
      e.printStackTrace(progress);
      return FAILED;
    }
  }

  private static void measure(Arguments arguments, PrintStream out, PrintStream progress)
      throws Exception {
    List<Figure> figures = new ArrayList<>();
    for (Group group : Group.values()) {
      if (arguments.groups().contains(group)) {
        progress.println("measuring " + group.word() + " ...");
        figures.addAll(group.at(arguments.scale()).measure());
      }
    }
    Machine machine = Machine.here();
    out.print(Table.of(machine, figures));
    JsonReport.write(arguments.json(), machine, figures);
    out.println("written to " + arguments.json().toAbsolutePath());
  }
}
