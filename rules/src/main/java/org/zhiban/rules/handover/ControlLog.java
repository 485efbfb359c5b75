package org.zhiban.rules.handover;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.zhiban.model.handover.LogLine;

/** The control room's log: lines are added, and none is ever changed. */
public final class ControlLog {
  private ControlLog() {}

  /** What came of writing. */
  public sealed interface Written {
    record Done(LogLine line) implements Written {}

    record Refused(HandoverRefusal reason) implements Written {}
  }

  /**
   * Writes a line.
   *
   * @param last number of the last line; 0: there is none
   */
  public static Written write(
      long last,
      String person,
      String text,
      Optional<Instant> happenedAt,
      OptionalLong corrects,
      Instant now) {
    if (text.isBlank()) {
      return new Written.Refused(new HandoverRefusal.NothingSaid());
    }
    if (happenedAt.filter(now::isBefore).isPresent()) {
      return new Written.Refused(new HandoverRefusal.NotYet());
    }
    if (corrects.isPresent() && (corrects.getAsLong() < 1 || corrects.getAsLong() > last)) {
      return new Written.Refused(new HandoverRefusal.NoLine(corrects.getAsLong()));
    }
    return new Written.Done(new LogLine(last + 1, now, happenedAt, person, text.strip(), corrects));
  }
}
