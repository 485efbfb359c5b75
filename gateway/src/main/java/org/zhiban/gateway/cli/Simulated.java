package org.zhiban.gateway.cli;

import java.io.IOException;
import java.time.Clock;
import java.util.OptionalInt;
import org.zhiban.gateway.StartException;
import org.zhiban.model.site.Site;
import org.zhiban.simulators.TwinOptions;
import org.zhiban.simulators.Twins;

/** Twins of a site's devices, in this process. */
final class Simulated {
  private Simulated() {}

  /** Starts the twins and says where they are controlled. */
  static Twins start(Site site, double speed, long seed, int controlPort) {
    try {
      Twins twins =
          Twins.start(
              site, new TwinOptions(speed, seed, Clock.systemUTC(), OptionalInt.of(controlPort)));
      twins.control().ifPresent(address -> Zhiban.OUT.println("simulator control " + address));
      return twins;
    } catch (IOException e) {
      throw new StartException(
          "the simulators cannot start, control port " + controlPort + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }
}
