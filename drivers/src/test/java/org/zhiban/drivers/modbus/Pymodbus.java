package org.zhiban.drivers.modbus;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A device that pymodbus plays, in a process of its own. It ends with the test. */
public final class Pymodbus implements AutoCloseable {
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");
  private static final Optional<String> PYTHON =
      PYTHONS.stream().filter(Pymodbus::works).findFirst();

  private final Process process;
  private final JsonNode layout;

  private Pymodbus(Process process, JsonNode layout) {
    this.process = process;
    this.layout = layout;
  }

  /** Skips the test where there is no Python with a pymodbus that the script fits. */
  public static void assumeInstalled() {
    assumeTrue(
        PYTHON.isPresent(),
        "python3 with pymodbus 3.0 to 3.6 is not installed (Debian: python3-pymodbus,"
            + " python3-serial-asyncio)");
  }

  private static boolean works(String python) {
    try {
      Process trial =
          new ProcessBuilder(
                  python,
                  "-c",
                  "import serial_asyncio;"
                      + "from pymodbus.server.async_io import ModbusSerialServer;"
                      + "from pymodbus.transaction import ModbusRtuFramer")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return trial.waitFor(20, TimeUnit.SECONDS) && trial.exitValue() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Starts a device and waits until it serves.
   *
   * @param arguments as the script says
   */
  public static Pymodbus start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(PYTHON.orElseThrow());
    command.add(script().toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader said = process.inputReader();
    String layout = said.readLine();
    if (layout == null || !"ready".equals(said.readLine())) {
      process.destroyForcibly();
      throw new IOException("no device from " + command);
    }
    return new Pymodbus(process, new ObjectMapper().readTree(layout));
  }

  /** In a file of its own: the tests of other modules have it in a jar. */
  private static Path script() {
    try (InputStream script = Pymodbus.class.getResourceAsStream("pymodbus_peer.py")) {
      if (script == null) {
        throw new IOException("pymodbus_peer.py is not among the test resources");
      }
      Path file = Files.createTempFile("pymodbus_peer", ".py");
      Files.copy(script, file, StandardCopyOption.REPLACE_EXISTING);
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The values that the device holds from its start. */
  public Stream<JsonNode> layout() {
    return layout.valueStream();
  }

  /** Sets a register or a bit, in every unit of the device, sooner or later. */
  void set(String table, int address, int value) throws IOException {
    var out = process.outputWriter();
    out.write("set " + table + " " + address + " " + value + "\n");
    out.flush();
  }

  /** Stops the process in its tracks: connections stay, nothing is answered. */
  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IOException("cannot send " + name + " to the device's process");
    }
  }

  /** Kills the process; the operating system ends its connections. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
