package org.zhiban.gateway.operations.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.Main;
import org.zhiban.gateway.cli.Zhiban;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.Given;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.storage.ChildJvm;
import org.zhiban.model.alarm.Alarm;

/**
 * SIGKILL at random moments of {@code migrate}, there and back: the target has nothing or
 * everything, the source is as it was, and the same command given again ends with everything, once.
 * {@code -Dzhiban.migrate.kills=200} strikes two hundred times each way instead of four.
 */
final class MigrateKilledTest {
  private static final int KILLS = Integer.getInteger("zhiban.migrate.kills", 4);
  private static final int ALARMS = 2_000;
  private static final String EMBEDDED = "jdbc:sqlite:operations.db";

  @TempDir static Path full;
  @TempDir Path folder;
  private final Random moments = new Random(20_261_123);
  private int nothingYet;
  private int everything;

  @BeforeAll
  static void fill() {
    try (OperationsStore store = SqliteOperationsStore.open(full)) {
      store.transact(
          tx -> {
            for (int i = 0; i < ALARMS; i++) {
              Alarm alarm = Given.alarm("a" + i, "泵-" + i, "low_pressure");
              tx.record(Given.raised(alarm));
              tx.audit(
                  new AuditEntry.Draft(Given.T0, "he-lin", "acknowledge", alarm.id(), "", "::1"));
            }
            return 0;
          });
    }
  }

  private static String[] command(String from, String to, Path data) {
    return new String[] {"migrate", "--from", from, "--to", to, "--data", data.toString()};
  }

  /** How long it takes when nobody kills it. */
  private static Duration undisturbed(String... command) throws IOException {
    long begun = System.nanoTime();
    try (ChildJvm migrate = ChildJvm.start(Main.class, (Object[]) command)) {
      assertThat(migrate.await("the audit has ")).contains("in both");
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Strikes in the later part of it: before, nothing is open yet. */
  private void killed(Duration whole, String... command) throws IOException {
    long nanos = whole.toNanos();
    try (ChildJvm migrate = ChildJvm.start(Main.class, (Object[]) command)) {
      LockSupport.parkNanos(nanos / 2 + (long) (moments.nextDouble() * 0.6 * nanos));
      List<String> _ = migrate.kill("carried");
    }
  }

  private static Path copyOfFull(Path into) throws IOException {
    Files.createDirectories(into);
    Files.copy(full.resolve(SqliteOperationsStore.FILE), into.resolve(SqliteOperationsStore.FILE));
    return into;
  }

  private void count(long rows) {
    assertThat(rows).as("nothing or everything").isIn(0L, (long) ALARMS);
    if (rows == 0) {
      nothingYet++;
    } else {
      everything++;
    }
  }

  @Test
  void thereItCarriesEverythingOnceHoweverOftenItIsKilled() throws IOException {
    byte[] before = Files.readAllBytes(full.resolve(SqliteOperationsStore.FILE));
    Duration whole =
        undisturbed(
            command(
                EMBEDDED,
                PostgresServer.url(PostgresServer.empty()),
                copyOfFull(folder.resolve("undisturbed"))));
    for (int kill = 0; kill < KILLS; kill++) {
      Path data = copyOfFull(folder.resolve("there-" + kill));
      String database = PostgresServer.empty();
      String[] command = command(EMBEDDED, PostgresServer.url(database), data);

      killed(whole, command);

      count(rows(database));
      assertThat(data.resolve(SqliteOperationsStore.FILE)).hasBinaryContent(before);
      boolean noted = Files.exists(data.resolve(OperationsPlace.NOTE));
      assertThat(Main.run(command))
          .as("where it is noted it says so")
          .isEqualTo(noted ? Zhiban.WRONG_INPUT : Zhiban.DONE);
      assertThat(data.resolve(OperationsPlace.NOTE)).content().startsWith(database);
      assertThat(data.resolve(SqliteOperationsStore.FILE)).hasBinaryContent(before);
      BothSides.same(data, database);
      PostgresServer.execute("DROP DATABASE " + database);
    }
    System.out.printf("%d kills there: %d nothing, %d all%n", KILLS, nothingYet, everything);
  }

  @Test
  void andBack() throws IOException {
    String database = PostgresServer.empty();
    String url = PostgresServer.url(database);
    assertThat(Main.run(command(EMBEDDED, url, copyOfFull(folder.resolve("there")))))
        .isEqualTo(Zhiban.DONE);
    Duration whole = undisturbed(command(url, EMBEDDED, noted(database, "undisturbed")));
    for (int kill = 0; kill < KILLS; kill++) {
      Path data = noted(database, "back-" + kill);
      String[] command = command(url, EMBEDDED, data);

      killed(whole, command);

      count(rows(data));
      assertThat(rows(database)).isEqualTo(ALARMS);
      assertThat(Main.run(command)).isEqualTo(Zhiban.DONE);
      assertThat(data.resolve(OperationsPlace.NOTE)).doesNotExist();
      BothSides.same(data, database);
      try (OperationsStore store = new OperationsPlace(data, Optional.empty()).open()) {
        assertThat(store.<List<?>>query(q -> q.standingAlarms())).hasSize(ALARMS);
      }
    }
    System.out.printf("%d kills back: %d nothing, %d all%n", KILLS, nothingYet, everything);
  }

  /** A folder whose records are in a database. */
  private Path noted(String database, String name) throws IOException {
    Path data = Files.createDirectories(folder.resolve(name));
    Files.writeString(data.resolve(OperationsPlace.NOTE), noteOf(database));
    return data;
  }

  private static String noteOf(String database) {
    return org.zhiban.gateway.storage.PostgresAddress.of(PostgresServer.url(database)) + "\n";
  }

  private static long rows(String database) {
    return PostgresServer.ask(database, "SELECT to_regclass('alarm') IS NULL").equals("t")
        ? 0
        : Long.parseLong(PostgresServer.ask(database, "SELECT count(*) FROM alarm"));
  }

  private static long rows(Path data) {
    if (!Files.exists(data.resolve(SqliteOperationsStore.FILE))) {
      return 0;
    }
    try (OperationsStore store = SqliteOperationsStore.open(data)) {
      return store.<List<?>>query(q -> q.standingAlarms()).size();
    }
  }
}
