package org.zhiban.gateway.backup;

import java.nio.file.Path;
import java.util.List;
import org.zhiban.gateway.telemetry.history.HistoryCut;

/**
 * What stands still in a data folder while it is copied: the operations of one moment, and the
 * history of a moment after it.
 *
 * @param operations the copy of the operations, relative to the data folder
 */
record Frozen(String operations, HistoryCut history) {
  /** As a gateway tells it to the command that copies. */
  String toJson() {
    return Json.write(this);
  }

  static Frozen ofJson(String line) throws BackupDamagedException {
    return Json.read(line, Frozen.class, "the gateway's answer");
  }

  Path operationsIn(Path data) {
    return data.resolve(operations);
  }

  List<HistoryCut.Part> parts() {
    return history.parts();
  }
}
