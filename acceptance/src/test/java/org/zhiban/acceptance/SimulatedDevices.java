package org.zhiban.acceptance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** The devices of a site as a process of their own, which lives on while gateways are killed. */
final class SimulatedDevices implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern CONTROL = Pattern.compile("^simulator control (http://\\S+)$");
  private static final Pattern READY = Pattern.compile("^(ready)");

  private final ZhibanProcess process;
  private final Api control;

  private SimulatedDevices(ZhibanProcess process) {
    this.process = process;
    control = Api.of(process.await(CONTROL, PATIENCE));
    process.await(READY, PATIENCE);
  }

  /**
   * Starts the twins of a site and waits until they answer.
   *
   * @param out where the site with their addresses is written, for {@code run}
   */
  static SimulatedDevices of(Path site, Path out) {
    ZhibanProcess process =
        ZhibanProcess.start(
            "simulate", site.toString(), "--out", out.toString(), "--control-port", "0");
    try {
      return new SimulatedDevices(process);
    } catch (RuntimeException | AssertionError e) {
      process.close();
      throw e;
    }
  }

  /** Their control: faults and forced values. */
  Api control() {
    return control;
  }

  @Override
  public void close() {
    process.close();
  }
}
