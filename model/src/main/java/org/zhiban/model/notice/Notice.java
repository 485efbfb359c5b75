package org.zhiban.model.notice;

import java.time.Instant;
import java.util.Optional;

/**
 * A notice to residents.
 *
 * @param id orders notices by when they were begun
 * @param version counts its steps, from 1
 * @param number given with the approval, never twice
 * @param reliefOrder the order for what is done for residents meanwhile
 */
public record Notice(
    String id,
    int version,
    NoticeText text,
    NoticeState state,
    Optional<String> number,
    Optional<String> reliefOrder,
    String createdBy,
    Instant createdAt,
    Optional<String> approvedBy,
    Optional<Instant> approvedAt,
    Optional<Instant> publishedAt,
    Optional<Instant> endedAt) {
  public Notice {
    boolean numberless =
        state == NoticeState.DRAFT
            || state == NoticeState.SUBMITTED
            || state == NoticeState.DISCARDED;
    if (numberless && number.isPresent()) {
      throw new IllegalArgumentException("a number is given with the approval");
    }
    if (state == NoticeState.PUBLISHED && (number.isEmpty() || approvedBy.isEmpty())) {
      throw new IllegalArgumentException("nothing is published that was not approved");
    }
  }

  /** A draft. */
  public static Notice draft(String id, NoticeText text, String by, Instant at) {
    return new Notice(
        id,
        1,
        text,
        NoticeState.DRAFT,
        Optional.empty(),
        Optional.empty(),
        by,
        at,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether residents are told it now. */
  public boolean told(Instant now) {
    return state == NoticeState.PUBLISHED && text.until().isAfter(now);
  }

  /** With its number, which is not given twice. */
  public Notice numbered(String given) {
    if (number.isPresent()) {
      throw new IllegalStateException(id + " has a number");
    }
    return new Notice(
        id,
        version,
        text,
        state,
        Optional.of(given),
        reliefOrder,
        createdBy,
        createdAt,
        approvedBy,
        approvedAt,
        publishedAt,
        endedAt);
  }

  /** With the order that relieves. */
  public Notice relievedBy(String order) {
    return new Notice(
        id,
        version,
        text,
        state,
        number,
        Optional.of(order),
        createdBy,
        createdAt,
        approvedBy,
        approvedAt,
        publishedAt,
        endedAt);
  }
}
