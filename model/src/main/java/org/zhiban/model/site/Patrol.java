package org.zhiban.model.site;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;

/** A route of checkpoints, walked at these times of every day. */
public record Patrol(
    String id, String trade, List<LocalTime> at, Duration tolerance, List<String> checkpoints) {
  public Patrol {
    at = List.copyOf(at);
    checkpoints = List.copyOf(checkpoints);
  }
}
