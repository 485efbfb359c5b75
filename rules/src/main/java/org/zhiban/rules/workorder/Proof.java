package org.zhiban.rules.workorder;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the machines saw of a repair, beside what the rule asks for.
 *
 * @param machineCloses whether the order is closed without a person once all of it is there: alarms
 *     of P3 and P4 alone, never life safety
 * @param parts in the order in which a person reads them
 */
public record Proof(boolean machineCloses, List<Part> parts) {
  public Proof {
    parts = List.copyOf(parts);
  }

  /** What is asked for. */
  public enum Kind {
    /** The alarms of the order are gone. */
    ALARM_GONE,
    /** Gone, and every point of the rule good, for so long. */
    NORMAL,
    /** The equipment did its work since. */
    EXERCISED
  }

  /**
   * One thing that is asked for.
   *
   * @param wanted in seconds of {@code NORMAL}, a count of {@code EXERCISED}, alarms of {@code
   *     ALARM_GONE}
   * @param found of it so far, never more than a person must know
   * @param since from when it counts; empty: it does not count at the moment
   */
  public record Part(Kind kind, boolean met, long wanted, long found, Optional<Instant> since) {}

  /** Whether nothing is missing. */
  public boolean complete() {
    return parts.stream().allMatch(Part::met);
  }

  /** One line for the order's history. */
  String words() {
    StringBuilder words = new StringBuilder();
    for (Part part : parts) {
      String one =
          switch (part.kind()) {
            case ALARM_GONE -> "";
            case NORMAL -> "normal for " + part.wanted() + " s with good quality";
            case EXERCISED -> "exercised " + part.found() + " of " + part.wanted();
          };
      words.append(words.isEmpty() || one.isEmpty() ? "" : "; ").append(one);
    }
    return words.toString();
  }
}
