package org.zhiban.gateway.telemetry.history;

import java.util.Optional;

/**
 * How the historian does.
 *
 * @param appended samples ever
 * @param inMemory those of them that are in memory and in the log, and not yet in blocks
 * @param logBytes of the log on disk
 * @param blockBytes of the blocks on disk
 * @param rollupBytes of the steps by minute and by hour on disk
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
    long rollupBytes,
    long refused,
    long damagedChunks,
    long givenWay,
    long free,
    Optional<String> trouble) {}
