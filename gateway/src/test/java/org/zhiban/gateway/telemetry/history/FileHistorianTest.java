package org.zhiban.gateway.telemetry.history;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.gateway.telemetry.HistorianContract;
import org.zhiban.model.telemetry.PointIndex;

/** With the sizes of a gateway: everything stays in the log and in memory. */
class FileHistorianTest extends HistorianContract {
  @Override
  protected Historian open(Path folder, PointIndex points) {
    return FileHistorian.open(
        folder, points, HistorySettings.of(Duration.ofDays(400), true), InstantSource.fixed(T0));
  }
}
