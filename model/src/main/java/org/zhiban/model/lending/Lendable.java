package org.zhiban.model.lending;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A thing of which there is one, and which is lent: it is here, or somebody has it.
 *
 * @param id what stands on its tag, {@code K12}; safe in addresses
 * @param place where it hangs or lies when it is here
 * @param equipment that it opens or is made for
 * @param loans how often it was lent: the number of its last loan
 * @param retiredAt when it was taken off the register
 * @param version rises by one with every change, from 1
 */
public record Lendable(
    String id,
    Kind kind,
    String name,
    Optional<String> place,
    Optional<String> equipment,
    int loans,
    Optional<Instant> retiredAt,
    int version) {
  public Lendable {
    if (!valid(id) || name.isBlank()) {
      throw new IllegalArgumentException("a thing has a number and a name: " + id);
    }
    if (loans < 0 || version < 1) {
      throw new IllegalArgumentException("loans count from 0, versions from 1");
    }
  }

  /** What it is. */
  public enum Kind {
    /** Of a plant room, a panel, a flat [K1]. */
    KEY,
    /** Tools are assets too [E5]. */
    TOOL,
    /** Of a contractor or a visitor: whoever has one is in the building. */
    BADGE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
  }

  /** Whether a text may be a number on a tag. */
  public static boolean valid(String id) {
    return id.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");
  }

  public Lendable lent() {
    return new Lendable(id, kind, name, place, equipment, loans + 1, retiredAt, version + 1);
  }

  /** The same after something that leaves it as it is, such as its return. */
  public Lendable touched() {
    return new Lendable(id, kind, name, place, equipment, loans, retiredAt, version + 1);
  }

  public Lendable retired(Instant at) {
    return new Lendable(id, kind, name, place, equipment, loans, Optional.of(at), version + 1);
  }
}
