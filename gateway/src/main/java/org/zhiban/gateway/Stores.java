package org.zhiban.gateway;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.zhiban.gateway.backup.Restoring;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.OperationsPlace;
import org.zhiban.gateway.storage.DataFolder;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.gateway.telemetry.forwarding.Forwarder;
import org.zhiban.gateway.telemetry.forwarding.InfluxSink;
import org.zhiban.gateway.telemetry.forwarding.MeasurementNames;
import org.zhiban.gateway.telemetry.history.FileHistorian;
import org.zhiban.gateway.telemetry.history.HistorySettings;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;

/**
 * What is kept: the locked data folder and the stores in it or beside it, and what carries them on.
 */
record Stores(
    DataFolder folder,
    OperationsStore operations,
    FileHistorian historian,
    Optional<Forwarder> forwarder)
    implements AutoCloseable {

  /** Locks the folder and opens what is in it; where one does not open, nothing stays open. */
  static Stores open(Site site, PointIndex points, Path data, InstantSource clock) {
    DataFolder folder = DataFolder.lock(data, clock);
    try {
      Restoring.clear(data, clock);
      OperationsStore operations = new OperationsPlace(data, site.database()).open();
      try {
        HistorySettings settings =
            HistorySettings.of(
                site.telemetry().retention().toDuration(), site.telemetry().influx().isPresent());
        FileHistorian historian = FileHistorian.open(data, points, settings, clock);
        return new Stores(
            folder, operations, historian, forwarder(site, historian, operations, clock));
      } catch (RuntimeException e) {
        operations.close();
        throw e;
      }
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** Runs from here on, where the site names a place to forward to. */
  private static Optional<Forwarder> forwarder(
      Site site, Historian historian, OperationsStore operations, InstantSource clock) {
    Optional<Forwarder> forwarder =
        site.telemetry()
            .influx()
            .map(
                target ->
                    new Forwarder(
                        "influxdb",
                        historian,
                        operations,
                        new InfluxSink(target),
                        MeasurementNames.of(site),
                        clock));
    forwarder.ifPresent(Forwarder::start);
    return forwarder;
  }

  @Override
  public void close() {
    forwarder.ifPresent(Forwarder::close);
    operations.close();
    historian.close();
    folder.close();
  }
}
