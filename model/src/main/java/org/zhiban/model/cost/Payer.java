package org.zhiban.model.cost;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who pays for a line. */
public enum Payer {
  /** Whoever owns the building, or its fund; spending of this kind needs approval. */
  OWNER,
  /** Whoever reported; work of this kind needs consent. */
  CUSTOMER,
  /** The maker or the builder, within the time of warranty. */
  WARRANTY;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Payer> of(String word) {
    return Arrays.stream(values()).filter(payer -> payer.word().equals(word)).findFirst();
  }
}
