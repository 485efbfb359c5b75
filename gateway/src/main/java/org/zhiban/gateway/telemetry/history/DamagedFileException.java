package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.file.Path;

/** A file that can be read and does not hold what was written. */
final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1;

  DamagedFileException(Path path) {
    super(path + " is damaged");
  }
}
