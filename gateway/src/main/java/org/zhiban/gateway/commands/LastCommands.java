package org.zhiban.gateway.commands;

import java.time.Instant;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * What was last written, from history: a command point is never read, and a rule that compares it
 * with its feedback must know it after a restart too.
 */
public final class LastCommands {
  private LastCommands() {}

  /** The last value of every command point that ever had one, with the time of its write. */
  public static SampleBatch of(Site site, PointIndex index, Historian historian, Instant now) {
    SampleBatch known = new SampleBatch(16);
    for (var equipment : site.equipment().values()) {
      for (var point : equipment.points().values()) {
        if (point.command()) {
          PointRef ref = new PointRef(equipment.id(), point.id());
          for (PointValue value : historian.lastBefore(ref, now)) {
            known.add(
                index.number(ref),
                value.value(),
                value.text(),
                value.quality(),
                value.reason(),
                value.time());
          }
        }
      }
    }
    return known;
  }
}
