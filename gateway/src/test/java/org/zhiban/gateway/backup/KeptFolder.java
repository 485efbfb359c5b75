package org.zhiban.gateway.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.AuditProof;
import org.zhiban.gateway.operations.Given;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.telemetry.history.FileHistorian;
import org.zhiban.gateway.telemetry.history.HistorySettings;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.SampleBatch;

/** A data folder with something of everything. */
record KeptFolder(Path path) {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z"));
  static final String KEY = "00112233445566778899aabbccddeeff";
  static final String PEM = "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n";
  private static final Instant T0 = Instant.parse("2026-11-21T23:59:00Z");
  private static final PointRef FLOW = new PointRef("pump-b1", "flow");
  private static final int SAMPLES = 300;
  private static final int BATCH = 10;

  static KeptFolder make(Path path) throws IOException {
    Files.createDirectories(path.resolve("opcua/own"));
    Files.writeString(path.resolve("opcua/own/key.pem"), PEM);
    Files.writeString(path.resolve("opcua/own/certificate.der"), "a certificate");
    Files.writeString(path.resolve("site.key"), KEY);
    Files.createDirectories(path.resolve("site/rules"));
    Files.writeString(path.resolve("site/site.yaml"), "site: { id: huidu, name: 汇都花园 }\n");
    Files.writeString(path.resolve("site/rules/pump.yaml"), "rules: {}\n");
    KeptFolder folder = new KeptFolder(path);
    folder.order("1");
    folder.order("2");
    try (FileHistorian historian = folder.historian()) {
      for (int first = 0; first < SAMPLES; first += BATCH) {
        SampleBatch batch = new SampleBatch(BATCH);
        for (int value = first; value < first + BATCH; value++) {
          batch.good(0, value, T0.plusSeconds(value).toEpochMilli());
        }
        historian.append(batch);
      }
    }
    return folder;
  }

  /** An order with its alarm and its audit. */
  void order(String name) {
    try (OperationsStore store = SqliteOperationsStore.open(path)) {
      store.transact(
          tx -> {
            String number = tx.nextOrderNumber(Given.DAY);
            tx.record(Given.raised(Given.alarm("alarm-" + name, "pump-" + name, "low_pressure")));
            var order = Given.order(number, "fault-" + name, List.of("alarm-" + name));
            tx.record(order, Given.change(order, "created"));
            tx.audit(new AuditEntry.Draft(Given.T0, "zhiban", "created", number, "", ""));
            return number;
          });
    }
  }

  private FileHistorian historian() {
    return historian(path, List.of(FLOW));
  }

  static FileHistorian historian(Path path, List<PointRef> points) {
    return FileHistorian.open(
        path,
        new PointIndex(points),
        new HistorySettings(Duration.ofDays(10), false, 64, Duration.ofHours(1), 16, 2_000),
        CLOCK);
  }

  /** What a gateway finds in the folder: samples in order, the proof of the audit. */
  List<Object> contents() {
    try (OperationsStore store = SqliteOperationsStore.open(path);
        FileHistorian historian = historian()) {
      return List.of(
          historian.raw(FLOW, Instant.EPOCH, Instant.MAX, Integer.MAX_VALUE).stream()
              .map(PointValue::value)
              .toList(),
          store.query(AuditProof::of),
          store.query(queries -> queries.standingAlarms().size()));
    }
  }

  Path file(String name) {
    return path.resolve(name);
  }
}
