package org.zhiban.model.site;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.OptionalInt;

/**
 * A route of checkpoints, walked at these times of every day.
 *
 * @param tolerance early or late by this
 * @param random how many of the checkpoints are drawn for a day; empty: all are passed
 */
public record Patrol(
    String id,
    String trade,
    List<LocalTime> at,
    Duration tolerance,
    List<String> checkpoints,
    OptionalInt random) {
  public Patrol {
    at = List.copyOf(at);
    checkpoints = List.copyOf(checkpoints);
  }
}
