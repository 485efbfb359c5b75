package org.zhiban.model.label;

import java.time.Instant;
import java.util.Optional;

/**
 * A label with a QR code, on an equipment or at a place of the site.
 *
 * @param id stands in its link; the rest of the link comes of the site's key and stands nowhere
 * @param equipment what it hangs on
 * @param place else where it hangs, in the words of whoever issued it, 1 to 100 letters
 * @param revokedAt since when its link opens nothing
 */
public record Label(
    String id,
    Optional<String> equipment,
    Optional<String> place,
    Instant createdAt,
    String createdBy,
    Optional<Instant> revokedAt) {
  /** The longest words of a place. */
  public static final int LONGEST_PLACE = 100;

  public Label {
    if (equipment.isPresent() == place.isPresent()) {
      throw new IllegalArgumentException("a label hangs on an equipment or at a place");
    }
    if (place.filter(it -> it.isBlank() || it.length() > LONGEST_PLACE).isPresent()) {
      throw new IllegalArgumentException("a place has 1 to " + LONGEST_PLACE + " letters");
    }
  }

  /** The same, whose link opens nothing from now on. */
  public Label revoked(Instant at) {
    return new Label(id, equipment, place, createdAt, createdBy, Optional.of(at));
  }

  /** Whether both hang at the same thing. */
  public boolean beside(Label other) {
    return equipment.equals(other.equipment) && place.equals(other.place);
  }
}
