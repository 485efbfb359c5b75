package org.zhiban.gateway.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A programme of the tests in a process of its own, which can be killed at any moment. */
public final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  /** Starts {@code main} of a class with this process's class path. */
  public static ChildJvm start(Class<?> main, Object... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new ChildJvm(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  public long pid() {
    return process.pid();
  }

  /** The next line that begins with a mark; what a log prints in between is passed over. */
  public String await(String mark) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(mark)) {
        return line.substring(mark.length());
      }
    }
    throw new AssertionError("the child ended before it said " + mark);
  }

  /** Ends it as {@code kill -9} does; what it still said counts. */
  public List<String> kill(String mark) throws IOException {
    // By its handle: Process.destroyForcibly would close the output with what it still said.
    process.toHandle().destroyForcibly();
    return rest(mark);
  }

  /** Asks it to end, as Ctrl-C does; what it still said counts. */
  public List<String> terminate(String mark) throws IOException {
    process.toHandle().destroy();
    return rest(mark);
  }

  private List<String> rest(String mark) throws IOException {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new AssertionError("the child does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    return output
        .lines()
        .filter(line -> line.startsWith(mark) && line.endsWith(";"))
        .map(line -> line.substring(mark.length()))
        .toList();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    output.close();
  }
}
