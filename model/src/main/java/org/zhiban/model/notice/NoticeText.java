package org.zhiban.model.notice;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a notice says.
 *
 * @param where whom it concerns, in words
 * @param zh what is told, in Chinese
 * @param en the same in English, where somebody wrote it
 * @param from when it begins
 * @param until when it is over, and the notice with it
 * @param reason why nobody knew it a day before; of what is sudden always
 * @param order the order that causes it
 * @param plan the plan that causes it
 * @param relief what is done for residents meanwhile: water carts, torches [N1]
 */
public record NoticeText(
    Kind kind,
    Supply supply,
    String where,
    String zh,
    Optional<String> en,
    Instant from,
    Instant until,
    Optional<String> reason,
    Optional<String> order,
    Optional<String> plan,
    Optional<String> relief) {
  public NoticeText {
    if (where.isBlank() || zh.isBlank()) {
      throw new IllegalArgumentException("a notice says where and what");
    }
    if (!until.isAfter(from)) {
      throw new IllegalArgumentException("until must lie after from");
    }
    if (kind == Kind.SUDDEN && reason.filter(it -> !it.isBlank()).isEmpty()) {
      throw new IllegalArgumentException("what is sudden has a reason");
    }
  }

  /** The same with another end. */
  public NoticeText until(Instant other) {
    return new NoticeText(kind, supply, where, zh, en, from, other, reason, order, plan, relief);
  }

  /** Whether it must be told a day before. */
  public boolean toldAhead() {
    return kind == Kind.PLANNED && (supply == Supply.WATER || supply == Supply.POWER);
  }

  /** Whether it was known before. */
  public enum Kind {
    PLANNED,
    SUDDEN;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that word. */
    public static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
  }

  /** What residents go without. */
  public enum Supply {
    WATER,
    POWER,
    LIFT,
    /** Works, or something else. */
    OTHER;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The supply of that word. */
    public static Optional<Supply> of(String word) {
      return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
  }
}
