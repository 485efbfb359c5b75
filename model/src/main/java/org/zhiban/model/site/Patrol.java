package org.zhiban.model.site;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.OptionalInt;
import org.zhiban.model.LocalizedText;

/**
 * A route of checkpoints, walked at these times of every day.
 *
 * @param name as people call it; its id where the site does not say
 * @param tolerance early or late by this
 * @param random how many of the checkpoints are drawn for a day; empty: all are passed
 */
public record Patrol(
    String id,
    LocalizedText name,
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
