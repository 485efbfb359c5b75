package org.zhiban.gateway;

import org.zhiban.gateway.cli.Zhiban;
import picocli.CommandLine;

/** The program behind {@code ./zhiban}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    int code = Zhiban.FAILED;
    try {
      code = run(arguments);
    } finally {
      // Also after an error that is no exception: threads of libraries would keep the process
      // alive.
      System.exit(code);
    }
  }

  /**
   * Runs a command and returns its exit code: 0 done, 1 the input is wrong, 2 usage, 3 it failed at
   * run time.
   */
  public static int run(String... arguments) {
    return new CommandLine(new Zhiban())
        .setExecutionExceptionHandler(
            (failure, command, _) -> {
              command.getErr().println("zhiban: " + Zhiban.words(failure));
              return Zhiban.FAILED;
            })
        .execute(arguments);
  }
}
