package org.zhiban.model.notice;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is done with a notice. */
public enum NoticeAction {
  /** Written anew. */
  EDIT,
  SUBMIT,
  /** Given back to be mended. */
  SEND_BACK,
  APPROVE,
  PUBLISH,
  /** Another end, because the work takes longer or ended sooner. */
  EXTEND,
  WITHDRAW,
  /** Withdrawn by the clock, its time being over. */
  EXPIRE,
  ARCHIVE,
  DISCARD;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The action of that word. */
  public static Optional<NoticeAction> of(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
  }
}
