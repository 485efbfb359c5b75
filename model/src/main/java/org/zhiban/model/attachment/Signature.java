package org.zhiban.model.attachment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Whose signature a picture is [R5] [R7].
 *
 * @param name of who signed, as he gave it
 */
public record Signature(Signer as, String name) {
  public Signature {
    Objects.requireNonNull(as, "as");
    if (name.isBlank()) {
      throw new IllegalArgumentException("somebody signs");
    }
  }

  /** As what somebody signs. */
  public enum Signer {
    TECHNICIAN,
    CUSTOMER;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Signer> of(String word) {
      return Arrays.stream(values()).filter(signer -> signer.word().equals(word)).findFirst();
    }
  }
}
