package org.zhiban.drivers.modbus;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Two pseudo terminals, joined like a serial cable, that socat makes. */
final class SerialPair implements AutoCloseable {
  private static final Pattern PTY = Pattern.compile("PTY is (/dev/\\S+)");

  private final Process socat;
  private final List<String> ends;

  private SerialPair(Process socat, List<String> ends) {
    this.socat = socat;
    this.ends = ends;
  }

  /** Skips the test where there is no socat. */
  static void assumeInstalled() {
    try {
      Process trial =
          new ProcessBuilder("socat", "-V").redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      assumeTrue(trial.waitFor() == 0, "socat does not run");
    } catch (IOException _) {
      assumeTrue(false, "socat is not installed (Debian: socat)");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Lays the cable. With a name, the first end is also reached under that path. */
  static SerialPair lay(String nameOfFirst) throws IOException {
    Process socat =
        new ProcessBuilder(
                "socat", "-d", "-d", "pty,raw,echo=0,link=" + nameOfFirst, "pty,raw,echo=0")
            .start();
    BufferedReader said = socat.errorReader();
    List<String> ends = new ArrayList<>();
    String line = said.readLine();
    while (line != null && !line.contains("starting data transfer loop")) {
      Matcher pty = PTY.matcher(line);
      if (pty.find()) {
        ends.add(pty.group(1));
      }
      line = said.readLine();
    }
    if (ends.size() != 2) {
      socat.destroyForcibly();
      throw new IOException("socat made no pair of terminals: " + ends);
    }
    return new SerialPair(socat, ends);
  }

  String secondEnd() {
    return ends.getLast();
  }

  /** Pulls the cable: both terminals vanish. */
  @Override
  public void close() {
    socat.destroy();
    try {
      socat.waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
