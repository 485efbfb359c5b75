package org.zhiban.model.handover;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * That somebody signed a page of the book, and all that he signed. It is never changed.
 *
 * @param person a user
 * @param remarks in his words; may be empty
 * @param stood what stood when he signed
 * @param strokes of the signature that was drawn, as {@link Strokes}; empty: none was
 */
public record HandoverSignature(
    Part part,
    String person,
    Instant at,
    String remarks,
    List<HandoverItem> stood,
    Optional<String> strokes) {
  public HandoverSignature {
    stood = List.copyOf(stood);
    strokes.ifPresent(Strokes::require);
  }

  /** Who signs. */
  public enum Part {
    /** Whoever leaves. */
    LEFT,
    /** Whoever takes over. */
    TAKEN;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Part> of(String word) {
      return Arrays.stream(values()).filter(part -> part.word().equals(word)).findFirst();
    }
  }
}
