package org.zhiban.rules.notify;

import java.util.List;
import org.zhiban.model.notification.Escalation;

/** What a step of an alarm means for what is said about it. */
public sealed interface Announcement {
  /** It is said by these routes from their beginning, in place of whatever is under way. */
  record Begin(List<Escalation> escalations) implements Announcement {
    public Begin {
      escalations = List.copyOf(escalations);
    }
  }

  /** The condition is gone while nobody has acknowledged: the clocks run on in silence. */
  record Pause() implements Announcement {}

  /**
   * The condition is back: what is under way is said on where its clock stands by now, and these
   * routes, which had nothing more to say, begin anew.
   */
  record Resume(List<Escalation> anew) implements Announcement {
    public Resume {
      anew = List.copyOf(anew);
    }
  }

  /** Nothing more is said, and what waits is called off. */
  record End(Reason reason) implements Announcement {}

  /** Nothing changes. */
  record Nothing(Reason reason) implements Announcement {}

  /** Why not. */
  enum Reason {
    ACKNOWLEDGED,
    /** Shelved, inhibited by its cause, or out of service. */
    SUPPRESSED,
    /** It stands no more. */
    GONE,
    /** The site writes it down and tells nobody. */
    JOURNAL,
    /** It returned to normal before it could be said. */
    NOT_ACTIVE,
    /** The step does not concern what is said: the quality alone changed. */
    SILENT_STEP
  }
}
