package org.zhiban.rules.alarm;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.rules.alarm.Journal.Hand;
import org.zhiban.rules.alarm.kind.Notes;

/**
 * Finds an alarm that comes and goes: three times within a minute (the usual figure of alarm
 * management, as in EEMUA 191). One of P3 or P4 is put aside for a quarter of an hour, so that it
 * hides nothing else; P1, P2 and life safety are never put aside by a machine.
 */
final class Chatter {
  static final int TIMES = 3;
  static final Duration WITHIN = Duration.ofMinutes(1);
  static final Duration ASIDE = Duration.ofMinutes(15);

  private static final String REASON =
      "一分钟内报警 3 次，自动搁置 15 分钟 / raised 3 times within a minute, put aside for 15 min";

  /** When it was raised last, oldest first; {@link Long#MIN_VALUE}: not yet. */
  private final long[] raised = new long[TIMES];

  Chatter() {
    Arrays.fill(raised, Long.MIN_VALUE);
  }

  /** Whether a machine may put aside alarms of a priority. */
  static boolean concerns(Priority priority) {
    return priority == Priority.P3 || priority == Priority.P4;
  }

  /** It was raised; says whether it chatters. */
  boolean raised(long time) {
    System.arraycopy(raised, 1, raised, 0, TIMES - 1);
    raised[TIMES - 1] = time;
    return raised[0] != Long.MIN_VALUE && time - raised[0] < WITHIN.toMillis();
  }

  /** How it is put aside. */
  static Shelf shelf(Journal journal, long time) {
    long ends = time + ASIDE.toMillis();
    return new Shelf(Suppression.Shelved.MACHINE, REASON, journal.wall(ends), ends);
  }

  static Hand hand() {
    return new Hand(Optional.empty(), Optional.of(REASON));
  }

  /** What is older than the time that counts is not worth writing down. */
  void save(Notes notes, long now) {
    if (raised[TIMES - 1] != Long.MIN_VALUE && now - raised[TIMES - 1] < WITHIN.toMillis()) {
      notes.put("raised", raised);
    }
  }

  void load(Notes notes) {
    if (notes.has("raised")) {
      System.arraycopy(notes.numbers("raised"), 0, raised, 0, TIMES);
    }
  }
}
