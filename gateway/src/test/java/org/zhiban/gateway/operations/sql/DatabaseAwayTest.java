package org.zhiban.gateway.operations.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.Given;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.StoredEvent;
import org.zhiban.gateway.storage.PostgresAddress;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.workorder.WorkOrder;

/**
 * The server is away for a time in which a flood is judged, and back. A minute's worth, or as much
 * as {@code -Dzhiban.database.away=PT10M} says; the findings of that time come as fast as they can.
 */
class DatabaseAwayTest {
  private static final Duration AWAY =
      Duration.parse(System.getProperty("zhiban.database.away", "PT1M"));

  /** Alarms of which each has its order, its event and its line in the audit. */
  private static final int A_SECOND = 20;

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // JUnit makes the folder
  DatabaseAwayTest() {}

  private static void fault(OperationsStore store, int number) {
    String id = "a" + number;
    Alarm alarm = Given.alarm(id, "pump-" + number, "low_pressure");
    boolean _ =
        store.<Boolean>transact(
            tx -> {
              tx.record(Given.raised(alarm));
              WorkOrder order =
                  Given.order(tx.nextOrderNumber(Given.DAY), id + "/low_pressure", List.of(id));
              tx.record(order, Given.change(order, "created"));
              tx.audit(new AuditEntry.Draft(Given.T0, "gateway", "order", id, "", ""));
              return tx.keep(
                  new StoredEvent(
                      new PointRef("door-1", "event"),
                      id,
                      "granted",
                      Given.T0.plusMillis(number),
                      Given.T0,
                      Optional.empty(),
                      Map.of("card", "1")),
                  false);
            });
  }

  @Test
  void whatWasJudgedMeanwhileIsCaughtUpOnceAndSoon() throws IOException {
    String database = PostgresServer.prepared();
    int many = Math.toIntExact(AWAY.toSeconds() * A_SECOND);
    try (CutLine line = new CutLine(PostgresServer.port());
        OperationsStore store =
            CarriedOperationsStore.open(
                folder,
                PostgresAddress.of(PostgresServer.url(line.port(), database)),
                WorkingCopy.Note.NONE)) {
      fault(store, 1);
      BothSides.same(store, folder, database);
      line.set(CutLine.Way.CUT);
      assertThatThrownBy(store::requireDatabase).isInstanceOf(StoreUnavailableException.class);
      long longest = 0;
      for (int number = 2; number <= many; number++) {
        long before = System.nanoTime();
        fault(store, number);
        longest = Math.max(longest, System.nanoTime() - before);
      }
      assertThat(count(database, "work_order")).isEqualTo(1);

      line.set(CutLine.Way.OPEN);
      long back = System.nanoTime();
      // what is judged now does not wait for what was judged then
      for (int number = many + 1; number <= many + A_SECOND; number++) {
        long before = System.nanoTime();
        fault(store, number);
        longest = Math.max(longest, System.nanoTime() - before);
      }
      Awaitility.await().atMost(AWAY).until(() -> store.following().orElseThrow().waiting() == 0);
      Duration caughtUp = Duration.ofNanos(System.nanoTime() - back);
      System.out.println(
          many
              + " findings of "
              + AWAY
              + " caught up in "
              + caughtUp.toMillis()
              + " ms, none was longer on its way to the disk than "
              + Duration.ofNanos(longest).toMillis()
              + " ms");
      BothSides.same(folder, database);
      assertThat(count(database, "work_order")).isEqualTo(many + A_SECOND);
      assertThat(caughtUp).isLessThan(Duration.ofSeconds(6).plus(AWAY.dividedBy(10)));
      store.requireDatabase();
    }
  }

  private static int count(String database, String table) {
    return Integer.parseInt(PostgresServer.ask(database, "SELECT count(*) FROM " + table));
  }
}
