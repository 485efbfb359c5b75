package org.zhiban.gateway;

import java.nio.file.Path;
import java.time.InstantSource;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.storage.DataFolder;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.gateway.telemetry.history.FileHistorian;
import org.zhiban.gateway.telemetry.history.HistorySettings;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;

/** What is kept on disk: the locked data folder and the stores in it. */
record Stores(DataFolder folder, OperationsStore operations, Historian historian)
    implements AutoCloseable {

  /** Locks the folder and opens what is in it; where one does not open, nothing stays open. */
  static Stores open(Site site, PointIndex points, Path data, InstantSource clock) {
    DataFolder folder = DataFolder.lock(data, clock);
    try {
      OperationsStore operations = SqliteOperationsStore.open(data);
      try {
        HistorySettings settings =
            HistorySettings.of(
                site.telemetry().retention().toDuration(), site.telemetry().influx().isPresent());
        return new Stores(folder, operations, FileHistorian.open(data, points, settings, clock));
      } catch (RuntimeException e) {
        operations.close();
        throw e;
      }
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  @Override
  public void close() {
    operations.close();
    historian.close();
    folder.close();
  }
}
