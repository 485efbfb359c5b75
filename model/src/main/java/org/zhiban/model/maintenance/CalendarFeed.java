package org.zhiban.model.maintenance;

import java.time.Instant;
import java.util.Optional;

/**
 * A calendar that a phone or a desk program fetches by itself, by a link that needs no signing in.
 *
 * @param owner who asked for it
 * @param person whose visits are in it; empty: everybody's
 * @param equipment whose visits are in it; empty: all equipment's
 * @param revokedAt from when its link opens nothing
 */
public record CalendarFeed(
    String id,
    String owner,
    Optional<String> person,
    Optional<String> equipment,
    Instant createdAt,
    Optional<Instant> revokedAt) {

  /** The same, its link worth nothing any more. */
  public CalendarFeed revoked(Instant now) {
    return new CalendarFeed(id, owner, person, equipment, createdAt, Optional.of(now));
  }
}
