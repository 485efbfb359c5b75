package org.zhiban.rules.notice;

/** What comes of a step that somebody asks for. */
public sealed interface NoticeOutcome {
  /** It is taken. */
  record Done(NoticeStep step) implements NoticeOutcome {}

  /** It is taken once the notice has a number. */
  record Approved(NoticeStep step) implements NoticeOutcome {
    /** With the number, which nothing else has. */
    public NoticeStep numbered(String number) {
      return new NoticeStep(step.notice().numbered(number), step.change());
    }
  }

  /** It is taken, and what relieves residents is to be ordered. */
  record Published(NoticeStep step) implements NoticeOutcome {}

  /** It is not, and why. */
  record Refused(NoticeRefusal reason) implements NoticeOutcome {}
}
