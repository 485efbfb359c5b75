package org.zhiban.rules.alarm.kind;

import java.time.Instant;
import java.util.function.LongFunction;
import org.zhiban.model.telemetry.PointTable;

/**
 * What a signal looks at while it runs; belongs to one engine.
 *
 * @param own what the gateway itself cannot do
 * @param remember to be run when what the signal writes down for a restart changed
 * @param clock what the clock on the wall shows at a moment of the rules' time
 */
public record Surroundings(
    PointTable table,
    LastHeard heard,
    OwnTroubles own,
    Runnable remember,
    LongFunction<Instant> clock) {
  /** The same for what has its own account of what changed. */
  public Surroundings remembering(Runnable told) {
    return new Surroundings(table, heard, own, told, clock);
  }

  Instant wall(long time) {
    return clock.apply(time);
  }
}
