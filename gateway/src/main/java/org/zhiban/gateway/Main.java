package org.zhiban.gateway;

import java.util.Locale;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.cli.Zhiban;
import picocli.CommandLine;

/** The program behind {@code ./zhiban}. */
public final class Main {
  private Main() {}

  /**
   * Words are in the language of the site, never of the machine; a library that turns names to
   * upper case by the machine's language would not know its own in a Turkish one.
   */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    System.exit(codeOf(arguments));
  }

  /**
   * Also an error that is no exception ends the process: threads of libraries would keep it alive.
   */
  private static int codeOf(String... arguments) {
    try {
      return run(arguments);
    } catch (LinkageError | OutOfMemoryError | StackOverflowError e) {
      LoggerFactory.getLogger(Main.class).error("the program ends", e);
      return Zhiban.FAILED;
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
