package org.zhiban.model.cost;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A customer's word that he pays [R2].
 *
 * @param line from 1, by order
 * @param who consented, as he named himself
 * @param amount that he was shown
 * @param by who wrote it down
 */
public record Consent(
    String workOrder,
    int line,
    String who,
    Means how,
    Money amount,
    Optional<String> note,
    String by,
    Instant at) {
  public Consent {
    if (line < 1 || who.isBlank()) {
      throw new IllegalArgumentException("somebody consents, line by line from 1");
    }
  }

  /** How the word was given. */
  public enum Means {
    SIGNATURE,
    PHONE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Means> of(String word) {
      return Arrays.stream(values()).filter(means -> means.word().equals(word)).findFirst();
    }
  }
}
