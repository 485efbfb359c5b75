package org.zhiban.drivers.mqtt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.zhiban.drivers.PeerProcess;

/**
 * An edge node on Eclipse Tahu's sparkplug-client for Node.js (tried with 3.2.4), found under
 * {@code node_modules} in the folder that ZHIBAN_PEERS names.
 */
final class TahuEdgeNode implements AutoCloseable {
  static final String GROUP = "Plant";
  static final String NODE = "Edge1";

  private final Path folder;
  private final String library;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private @Nullable Process process;

  private TahuEdgeNode(Path folder, String library) {
    this.folder = folder;
    this.library = library;
  }

  /** A node that is not running yet, or the test is skipped where the library is not there. */
  static TahuEdgeNode in(Path folder) {
    String library = Objects.requireNonNullElse(System.getenv("ZHIBAN_PEERS"), "");
    Assumptions.assumeTrue(
        !library.isEmpty() && Files.isDirectory(Path.of(library, "node_modules/sparkplug-client")),
        "needs ZHIBAN_PEERS, a folder with node_modules/sparkplug-client");
    return new TahuEdgeNode(folder, library);
  }

  /** Connects and is born; {@code options} as {@code edge.js} reads them. */
  void start(int port, String options) {
    try {
      Path script = folder.resolve("edge.js");
      try (InputStream in =
          Objects.requireNonNull(TahuEdgeNode.class.getResourceAsStream("/sparkplug/edge.js"))) {
        Files.write(script, in.readAllBytes());
      }
      said.clear();
      Process started =
          new ProcessBuilder(
                  "node",
                  script.toString(),
                  library,
                  Integer.toString(port),
                  "{\"group\":\"%s\",\"node\":\"%s\",%s}".formatted(GROUP, NODE, options))
              .directory(folder.toFile())
              .redirectError(folder.resolve("edge.log").toFile())
              .start();
      process = started;
      Thread.ofVirtual().start(() -> listen(started.inputReader(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await("born", 1);
  }

  private void listen(BufferedReader reader) {
    try (reader) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        said.add(line);
      }
    } catch (IOException _) {
      // it was killed
    }
  }

  /** What it said so far that begins so. */
  List<String> said(String beginning) {
    return said.stream().filter(line -> line.startsWith(beginning)).toList();
  }

  private void await(String beginning, int times) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (said(beginning).size() < times) {
      if (System.nanoTime() > end || !Objects.requireNonNull(process).isAlive()) {
        throw new AssertionError(beginning + " is not among " + said + log());
      }
      Thread.onSpinWait();
    }
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("edge.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Carries out one command of {@code edge.js}. */
  void act(String command) {
    int before = said("ok").size();
    try {
      Writer writer = Objects.requireNonNull(process).outputWriter(StandardCharsets.UTF_8);
      writer.write("{" + command + "}\n");
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await("ok", before + 1);
  }

  /** Gives a metric a value and tells of it. */
  void set(String device, String metric, double value) {
    act(
        "\"act\":\"set\",\"device\":\"%s\",\"name\":\"%s\",\"value\":%s"
            .formatted(device, metric, value));
  }

  /** Ends without a word: the broker tells of its death. */
  void kill() {
    PeerProcess.kill(process);
  }

  @Override
  public void close() {
    kill();
  }
}
