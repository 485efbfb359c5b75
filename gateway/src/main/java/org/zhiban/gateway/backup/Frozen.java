package org.zhiban.gateway.backup;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.zhiban.gateway.telemetry.history.HistoryCut;

/**
 * What stands still in a data folder while it is copied: the operations of one moment with the site
 * that they were judged by, and the history of a moment after it.
 *
 * @param copied a folder in the data folder, with copies of the operations and of the site's files
 */
record Frozen(String copied, HistoryCut history) {
  Frozen {
    Objects.requireNonNull(copied, "copied");
    Objects.requireNonNull(history, "history");
  }

  /** As a gateway tells it to the command that copies. */
  String toJson() {
    return Json.write(this);
  }

  static Frozen ofJson(String line) throws BackupDamagedException {
    return Json.read(line, Frozen.class, "the gateway's answer");
  }

  /** Where the copies lie. */
  Path copiedIn(Path data) {
    return data.resolve(copied);
  }

  List<HistoryCut.Part> parts() {
    return history.parts();
  }
}
