package org.zhiban.drivers.opcua;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.zhiban.drivers.FreePort;
import org.zhiban.drivers.PeerProcess;

/**
 * A server on node-opcua (tried with 2.186.4). The environment variable ZHIBAN_NODE_OPCUA names the
 * folder that holds {@code node_modules/node-opcua}; without it, ZHIBAN_PEERS does.
 */
final class NodeOpcUaServer implements AutoCloseable {
  private static final String OWN_FOLDER = "ZHIBAN_NODE_OPCUA";
  private static final String FOLDER_OF_ALL = "ZHIBAN_PEERS";

  private final Path folder;
  private final String library;
  final int port;
  private @Nullable Process process;
  private @Nullable BufferedReader answers;
  private @Nullable Writer commands;

  private NodeOpcUaServer(Path folder, String library) throws IOException {
    this.folder = folder;
    this.library = library;
    port = FreePort.tcp();
  }

  /** A server that is not running yet, or the test is skipped where the library is not there. */
  static NodeOpcUaServer in(Path folder) throws IOException {
    String peers = Objects.requireNonNullElse(System.getenv(FOLDER_OF_ALL), "");
    String library = Objects.requireNonNullElse(System.getenv(OWN_FOLDER), peers);
    Assumptions.assumeTrue(
        !library.isEmpty() && Files.isDirectory(Path.of(library, "node_modules", "node-opcua")),
        "needs " + OWN_FOLDER + " or " + FOLDER_OF_ALL + ", a folder with node_modules/node-opcua");
    return new NodeOpcUaServer(folder, library);
  }

  void start() throws IOException {
    start("{}");
  }

  /** Starts with options as {@code server.js} reads them. */
  void start(String options) throws IOException {
    Path script = folder.resolve("server.js");
    try (InputStream in =
        Objects.requireNonNull(NodeOpcUaServer.class.getResourceAsStream("/opcua/server.js"))) {
      Files.write(script, in.readAllBytes());
    }
    Process started =
        new ProcessBuilder("node", script.toString(), library, Integer.toString(port), options)
            .directory(folder.toFile())
            .redirectError(folder.resolve("server.log").toFile())
            .start();
    process = started;
    answers = started.inputReader(StandardCharsets.UTF_8);
    commands = started.outputWriter(StandardCharsets.UTF_8);
    awaitAnswer("ready");
  }

  private void awaitAnswer(String wanted) throws IOException {
    BufferedReader reader = Objects.requireNonNull(answers);
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.equals(wanted)) {
        return;
      }
      if (line.startsWith("fault")) {
        throw new IOException(line);
      }
    }
    throw new IOException("ended: " + Files.readString(folder.resolve("server.log")));
  }

  /** Raises an event at the lift; {@code fields} are further members of the command. */
  void raise(String type, int severity, String message, String fields) throws IOException {
    command(
        "{\"raise\":\"%s\",\"severity\":%d,\"message\":\"%s\"%s}"
            .formatted(type, severity, message, fields));
  }

  private void command(String line) throws IOException {
    Writer writer = Objects.requireNonNull(commands);
    writer.write(line + "\n");
    writer.flush();
    awaitAnswer("ok");
  }

  /** Gives a node a value; {@code value} is JSON, {@code more} further members of the command. */
  void set(String node, String type, String value, String more) throws IOException {
    command("{\"node\":\"%s\",\"type\":\"%s\",\"value\":%s%s}".formatted(node, type, value, more));
  }

  void set(String node, String type, String value) throws IOException {
    set(node, type, value, "");
  }

  /** Keeps its sockets and says nothing more. */
  void freeze() throws IOException, InterruptedException {
    Process running = Objects.requireNonNull(process);
    Process stopping = new ProcessBuilder("kill", "-STOP", Long.toString(running.pid())).start();
    if (stopping.waitFor() != 0) {
      throw new IOException("cannot freeze " + running);
    }
  }

  void kill() {
    PeerProcess.kill(process);
  }

  @Override
  public void close() {
    kill();
  }
}
