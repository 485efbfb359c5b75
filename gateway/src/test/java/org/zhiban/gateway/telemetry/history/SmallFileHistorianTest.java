package org.zhiban.gateway.telemetry.history;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.gateway.telemetry.HistorianContract;
import org.zhiban.model.telemetry.PointIndex;

/** With sizes so small that blocks, merges and new files of the log come all the time. */
class SmallFileHistorianTest extends HistorianContract {
  @Override
  protected Historian open(Path folder, PointIndex points) {
    return FileHistorian.open(
        folder,
        points,
        new HistorySettings(Duration.ofDays(400), true, 2, Duration.ofHours(1), 2, 100),
        InstantSource.fixed(T0));
  }
}
