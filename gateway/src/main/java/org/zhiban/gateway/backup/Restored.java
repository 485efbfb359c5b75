package org.zhiban.gateway.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.zhiban.gateway.config.clear.TakenOut;
import org.zhiban.gateway.operations.OperationsFigures;
import org.zhiban.gateway.telemetry.history.HistoryProof;

/**
 * What was found in a backup that was unpacked and checked whole.
 *
 * @param folder where it lies
 * @param attachmentsMissing order and name of those whose bytes are not there, or damaged
 * @param keysLeftOut keys of the backed-up folder that are not in it, and files of the site
 * @param takenOut secrets that the site's files lack
 */
public record Restored(
    Path folder,
    Instant madeAt,
    String program,
    String site,
    int files,
    OperationsFigures operations,
    HistoryProof history,
    List<String> attachmentsMissing,
    List<String> keysLeftOut,
    List<TakenOut> takenOut) {
  public Restored {
    attachmentsMissing = List.copyOf(attachmentsMissing);
    keysLeftOut = List.copyOf(keysLeftOut);
    takenOut = List.copyOf(takenOut);
  }

  /** What it holds, for a person. */
  public String words() {
    return (site.isEmpty() ? "" : "site " + site + ", ")
        + "as of "
        + madeAt
        + ": "
        + count("alarm", "alarms")
        + ", "
        + count("work_order", "work orders")
        + ", "
        + count("event", "events")
        + ", "
        + operations.audit().entries()
        + " audit entries, "
        + history.head()
        + " samples";
  }

  private String count(String table, String words) {
    return operations.rows().getOrDefault(table, 0L) + " " + words;
  }

  /** What was damaged in the folder before it was backed up, and is so in the backup. */
  public List<String> damage() {
    List<String> lines = new ArrayList<>();
    if (operations.audit().broken().isPresent()) {
      lines.add(
          "entry "
              + operations.audit().broken().getAsLong()
              + " of the audit is missing or was changed, in the folder as in the backup");
    }
    for (String attachment : attachmentsMissing) {
      lines.add(
          "the bytes of " + attachment + " are missing or damaged, in the folder as in the backup");
    }
    for (String file : history.damaged()) {
      lines.add(
          "history/"
              + file
              + " is damaged in part, in the folder as in the backup; the rest of it"
              + " is whole");
    }
    return lines;
  }
}
