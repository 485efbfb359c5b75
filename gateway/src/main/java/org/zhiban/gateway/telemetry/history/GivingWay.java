package org.zhiban.gateway.telemetry.history;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How fast history gives way on a disk without room: a day at a time, so that whatever else fills
 * the disk is seen and stopped meanwhile, and far slower where that frees nothing, since then the
 * room goes elsewhere.
 */
final class GivingWay {
  /** From one day to the next, while each makes room; looked for once a minute. */
  private static final Duration PACE = Duration.ofSeconds(50);

  /** After a day that made none: its files are held open by somebody, or another took the room. */
  private static final Duration REST = Duration.ofHours(1);

  private final Room room;
  private final InstantSource clock;

  /** The clock may have been set since. */
  private Instant gaveAt = Instant.MAX;

  private Duration rest = PACE;

  GivingWay(Room room, InstantSource clock) {
    this.room = room;
    this.clock = clock;
  }

  /** Whether a day is to go now. */
  boolean due() {
    Instant now = clock.instant();
    return room.scarce() && (now.isBefore(gaveAt) || !now.isBefore(gaveAt.plus(rest)));
  }

  /**
   * A day went.
   *
   * @param before bytes that could be written just before
   */
  void gave(long before) {
    gaveAt = clock.instant();
    rest = room.free() > before ? PACE : REST;
  }
}
