package org.zhiban.rules.alarm;

import java.util.List;
import org.zhiban.model.alarm.AlarmChange;

/** What came of a person's act on an alarm. */
public sealed interface AlarmOutcome {
  /** It was done; the changes in their order. */
  record Changed(List<AlarmChange> changes) implements AlarmOutcome {
    public Changed {
      changes = List.copyOf(changes);
    }
  }

  /** The alarm's state, or its nature, does not allow it; nothing changed. */
  record Refused(AlarmRefusal reason) implements AlarmOutcome {}
}
