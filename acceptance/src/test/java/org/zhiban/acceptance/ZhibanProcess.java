package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ./zhiban} as a process of its own, as a user starts it. */
public final class ZhibanProcess implements AutoCloseable {
  /** The password that the tests give the administrator. */
  public static final String PASSWORD = "acceptance-password";

  private static final Pattern READY = Pattern.compile("^ready (http://\\S+) in [0-9.]+ s$");
  private static final Pattern CONTROL = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)$");

  private final Process process;
  private final List<String> out = new CopyOnWriteArrayList<>();
  private final List<String> err = new CopyOnWriteArrayList<>();
  private final Thread outReader;
  private final Thread errReader;

  private ZhibanProcess(Process process) {
    this.process = process;
    this.outReader =
        Thread.ofVirtual().start(() -> collect(process.inputReader(StandardCharsets.UTF_8), out));
    this.errReader =
        Thread.ofVirtual().start(() -> collect(process.errorReader(StandardCharsets.UTF_8), err));
  }

  private static void collect(BufferedReader reader, List<String> lines) {
    try (reader) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException _) {
      lines.add("(the stream broke)");
    }
  }

  /** What is built and prepared once is no part of how long a start takes. */
  private static final class Prepared {
    static {
      try (ZhibanProcess once = launch("prepare")) {
        int code = once.awaitEnd(Duration.ofMinutes(10));
        if (code != 0) {
          throw new AssertionError("not prepared: " + once.output());
        }
      }
    }

    static void once() {}
  }

  /** Starts a command; arguments as a user types them. */
  public static ZhibanProcess start(String... arguments) {
    Prepared.once();
    return launch(arguments);
  }

  private static ZhibanProcess launch(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(root().resolve("zhiban").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(root().toFile());
    builder.environment().put("ZHIBAN_ADMIN_PASSWORD", PASSWORD);
    builder.environment().put("MQTT_PASSWORD", "acceptance-mqtt");
    // Nothing may lean on the machine's language; in Turkish, "i" has no upper case that is "I".
    builder.environment().put("ZHIBAN_JAVA_OPTS", "-Duser.language=tr -Duser.country=TR");
    builder.environment().put("INFLUX_TOKEN", "acceptance-influx");
    try {
      return new ZhibanProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The gateway on a site whose devices are simulated, on free ports. */
  public static ZhibanProcess simulated(Path site, Path data) {
    return start(
        "run",
        site.toString(),
        "--simulated",
        "--port",
        "0",
        "--control-port",
        "0",
        "--data",
        data.toString());
  }

  /** The repository's root. */
  public static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return here.endsWith("acceptance") ? Objects.requireNonNull(here.getParent()) : here;
  }

  /** The address after {@code ready}. */
  public String awaitReady(Duration longest) {
    return await(READY, longest);
  }

  /** The address of the simulators' control, which is printed before {@code ready}. */
  public String controlAddress() {
    return find(Pattern.compile("^simulator control " + CONTROL.pattern()))
        .orElseThrow(() -> new AssertionError("no control address: " + output()));
  }

  /** Waits for a line on standard output and returns its first group. */
  public String await(Pattern line, Duration longest) {
    Await.until(
        line + " on standard output", longest, () -> find(line).isPresent() || !process.isAlive());
    return find(line)
        .orElseThrow(() -> new AssertionError("ended before " + line + ": " + output()));
  }

  private Optional<String> find(Pattern line) {
    return out.stream().map(line::matcher).filter(Matcher::find).map(m -> m.group(1)).findFirst();
  }

  public List<String> standardOutput() {
    return List.copyOf(out);
  }

  /** Both streams, for a failing test's message. */
  public String output() {
    return "\n" + String.join("\n", out) + "\n--- standard error\n" + String.join("\n", err);
  }

  /** Waits for the end and returns the exit code. */
  public int awaitEnd(Duration longest) {
    try {
      assertThat(process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS))
          .as("ends within %s: %s", longest, output())
          .isTrue();
      outReader.join();
      errReader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** SIGKILL: no hook runs, nothing is flushed. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd(Duration.ofSeconds(10));
  }

  /** SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.destroy();
      try {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
      }
    }
  }
}
