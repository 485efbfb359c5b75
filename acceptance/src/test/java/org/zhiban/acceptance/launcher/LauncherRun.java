package org.zhiban.acceptance.launcher;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of the launcher: its process, and what it has said so far. */
final class LauncherRun implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final Path out;
  private final Path err;

  LauncherRun(ProcessBuilder builder) throws IOException {
    out = Files.createTempFile("launcher", ".out");
    err = Files.createTempFile("launcher", ".err");
    process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
  }

  /** Waits for the end and gives the exit code. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the launcher has not ended: " + said());
    }
    return process.exitValue();
  }

  /** The lines on standard output. */
  List<String> printed() throws IOException {
    return Files.readAllLines(out);
  }

  /** The lines on standard error. */
  List<String> said() {
    try {
      return Files.readAllLines(err);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  void awaitSaid(String words) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> said().stream().anyMatch(line -> line.contains(words)));
  }

  long pid() {
    return process.pid();
  }

  /** Sends SIGKILL. */
  void kill() {
    process.destroyForcibly();
  }

  /** Sends SIGTERM. */
  void terminate() {
    process.destroy();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(out);
    Files.deleteIfExists(err);
  }
}
