package org.zhiban.benchmarks.modbus;

import java.io.IOException;
import java.nio.file.Path;

/** A {@link BareServer} in a process of its own, so that its work is nobody's garbage. */
record ServerProcess(Process process, int port) implements AutoCloseable {

  static ServerProcess start() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                BareServer.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String port = process.inputReader().readLine();
    if (port == null) {
      throw new IOException("the bare server did not start");
    }
    return new ServerProcess(process, Integer.parseInt(port));
  }

  @Override
  public void close() {
    process.destroy();
  }
}
