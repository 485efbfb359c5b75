package org.zhiban.model.notice;

import java.util.Locale;

/** Where a notice stands [N2]. */
public enum NoticeState {
  DRAFT,
  /** The manager is asked. */
  SUBMITTED,
  /** Numbered, and not told yet. */
  APPROVED,
  PUBLISHED,
  /** Told no more; the paper on the board is to be taken down. */
  WITHDRAWN,
  /** Taken down everywhere, and filed. */
  ARCHIVED,
  /** A draft of which nothing came. */
  DISCARDED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
