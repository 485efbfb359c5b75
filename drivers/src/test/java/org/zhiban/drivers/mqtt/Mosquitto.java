package org.zhiban.drivers.mqtt;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.zhiban.drivers.FreePort;
import org.zhiban.drivers.PeerProcess;

/** Debian's broker, in a folder of its own; it saves its state when stopped or sent USR1. */
final class Mosquitto implements AutoCloseable {
  private static final List<String> PLACES = List.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto");

  private final Path folder;
  private final Path program;
  final int port;
  private @Nullable Process process;

  private Mosquitto(Path folder, Path program, int port) {
    this.folder = folder;
    this.program = program;
    this.port = port;
  }

  /** A running broker, or the test is skipped where none is installed. */
  static Mosquitto started(Path folder, String... more) {
    Mosquitto broker = in(folder, more);
    broker.start();
    return broker;
  }

  /** A broker that is not running yet. */
  static Mosquitto in(Path folder, String... more) {
    Optional<Path> program = PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    Assumptions.assumeTrue(
        program.isPresent() && Files.isExecutable(Path.of("/usr/bin/mosquitto_pub")),
        "needs the Debian packages mosquitto and mosquitto-clients");
    try {
      Mosquitto broker = new Mosquitto(folder, program.orElseThrow(), FreePort.tcp());
      Files.writeString(
          folder.resolve("mosquitto.conf"),
          String.join(
              "\n",
              List.of(
                  "listener " + broker.port + " 127.0.0.1",
                  "allow_anonymous true",
                  "persistence true",
                  "persistence_location " + folder + "/",
                  "max_queued_messages 0",
                  "user root",
                  String.join("\n", more),
                  "")));
      return broker;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String uri() {
    return "tcp://127.0.0.1:" + port;
  }

  void start() {
    try {
      File log = folder.resolve("mosquitto.log").toFile();
      process =
          new ProcessBuilder(program.toString(), "-v", "-c", folder + "/mosquitto.conf")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!listens()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("mosquitto does not listen: " + log());
      }
      Thread.onSpinWait();
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Loses all sessions and retained messages; to be called while it does not run. */
  void forget() {
    try {
      Files.deleteIfExists(folder.resolve("mosquitto.db"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** kill -9. */
  void kill() {
    PeerProcess.kill(process);
  }

  /** Stops it as an administrator does. */
  void stop() {
    Process running = process;
    if (running != null) {
      running.destroy();
      PeerProcess.awaitEnd(running);
    }
  }

  /** Sends it STOP, CONT or, to save its state, USR1. */
  void signal(String name) {
    Process running = process;
    if (running != null) {
      run(List.of("kill", "-" + name, Long.toString(running.pid())), "");
    }
  }

  void publish(String topic, String payload) {
    publish(topic, payload, "-q", "1");
  }

  void retain(String topic, String payload) {
    publish(topic, payload, "-q", "1", "-r");
  }

  void publish(String topic, String payload, String... options) {
    List<String> command = client(topic, options);
    command.add("-s");
    run(command, payload);
  }

  /** One message a line. */
  void publishLines(String topic, List<String> payloads, String... options) {
    List<String> command = client(topic, options);
    command.add("-l");
    run(command, String.join("\n", payloads) + "\n");
  }

  private List<String> client(String topic, String... options) {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                "/usr/bin/mosquitto_pub",
                "-V",
                "5",
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-t",
                topic));
    command.addAll(List.of(options));
    return command;
  }

  private static void run(List<String> command, String input) {
    try {
      Process client = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var in = client.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      PeerProcess.awaitEnd(client);
      if (client.exitValue() != 0) {
        throw new AssertionError(command + ": " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String log() {
    try {
      return Files.readString(folder.resolve("mosquitto.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the text stands in what the broker saved. */
  boolean saved(String text) {
    Path state = folder.resolve("mosquitto.db");
    try {
      return Files.exists(state)
          && Files.readString(state, StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
