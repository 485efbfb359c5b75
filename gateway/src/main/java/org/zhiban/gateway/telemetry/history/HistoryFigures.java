package org.zhiban.gateway.telemetry.history;

import java.util.Optional;

/**
 * How the historian does.
 *
 * @param appended samples ever
 * @param inMemory those of them that are in memory and in the log, and not yet in blocks
 * @param logBytes of the log on disk
 * @param blockBytes of the blocks on disk
 * @param refused samples since the start whose time is none
 * @param damagedChunks that could not be read since the start
 * @param givenWay samples dropped before their time since the start, since the disk was full
 * @param free bytes that can be written on the disk
 * @param trouble what went wrong in the background, for a person; empty while all is well
 */
public record HistoryFigures(
    long appended,
    long inMemory,
    long logBytes,
    long blockBytes,
    long refused,
    long damagedChunks,
    long givenWay,
    long free,
    Optional<String> trouble) {
  /** A disk with less is told of, long before history gives way. */
  private static final long LITTLE = 1L << 30;

  /** What somebody should do something about while there is time; empty where there is nothing. */
  public Optional<String> warning() {
    return free >= LITTLE
        ? Optional.empty()
        : Optional.of(
            "the disk of the data folder has "
                + (free >> 20)
                + " MB left; below "
                + (Room.RESERVE >> 20)
                + " MB the oldest history gives way");
  }
}
