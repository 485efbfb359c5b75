package org.zhiban.gateway.operations.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.AuditProof;
import org.zhiban.gateway.operations.Given;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.storage.Folders;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * What a killed gateway left, torn and changed at random places afterwards: a start has everything
 * that was committed, or says which file is damaged and what to do.
 */
final class SqliteTornTest {
  private static final int COMMITS = 30;
  private static final int TRIES = 60;

  @TempDir static Path left;
  @TempDir Path folder;
  private final Random random = new Random(20_261_123);

  /** The three files as they lie when the process is killed. */
  @BeforeAll
  static void kill(@TempDir Path running) throws IOException {
    try (OperationsStore store = SqliteOperationsStore.open(running)) {
      for (int commit = 0; commit < COMMITS; commit++) {
        String id = "a" + commit;
        store.transact(
            tx -> {
              tx.record(Given.raised(Given.alarm(id, "pump-" + id, "low_pressure")));
              tx.audit(new AuditEntry.Draft(Given.T0, "he-lin", "acknowledge", id, "", "::1"));
              return 0;
            });
      }
      for (String part : List.of("", "-wal", "-shm")) {
        Files.copy(running.resolve(named(part)), left.resolve(named(part)));
      }
    }
  }

  private static String named(String part) {
    return SqliteOperationsStore.FILE + part;
  }

  private Path file(String part) {
    return folder.resolve(named(part));
  }

  private void asItWasLeft() throws IOException {
    for (Path path : files()) {
      Folders.delete(path);
    }
    for (String part : List.of("", "-wal", "-shm")) {
      Files.copy(left.resolve(named(part)), file(part));
    }
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** How many commits are there; empty: refused. */
  private Optional<Integer> opened() {
    try (OperationsStore store = new OperationsPlace(folder, Optional.empty()).open()) {
      AuditProof audit = store.query(AuditProof::of);
      assertThat(audit.broken()).isEmpty();
      int alarms = store.<List<?>>query(q -> q.standingAlarms()).size();
      assertThat(audit.entries()).isEqualTo(alarms);
      return Optional.of(alarms);
    } catch (StoreUnavailableException e) {
      assertThat(e)
          .hasMessageContaining(file("").toString())
          .hasMessageContaining("damaged")
          .hasMessageContaining("last backup");
      return Optional.empty();
    }
  }

  @Test
  void asItWasLeftItHasEverything() throws IOException {
    asItWasLeft();
    assertThat(opened()).contains(COMMITS);
    assertThat(files()).noneMatch(file -> file.toString().contains("damaged"));
  }

  @Test
  void aTornLogIsRefusedOnceAndGoneOnFromWhenAskedAgain() throws IOException {
    byte[] log = Files.readAllBytes(left.resolve(named("-wal")));
    int refused = 0;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      asItWasLeft();
      Files.write(file("-wal"), Arrays.copyOf(log, random.nextInt(log.length)));
      refused += everythingOrRefused(true);
    }
    assertThat(refused).isGreaterThan(TRIES / 2);
    asItWasLeft();
    Files.delete(file("-wal"));
    assertThat(everythingOrRefused(true)).isEqualTo(1);
  }

  @Test
  void aChangedByteOfTheLogToo() throws IOException {
    byte[] log = Files.readAllBytes(left.resolve(named("-wal")));
    for (int attempt = 0; attempt < TRIES; attempt++) {
      asItWasLeft();
      byte[] changed = log.clone();
      // The first ones hit its header.
      changed[attempt < 8 ? 4 * attempt : random.nextInt(log.length)] ^= (byte) (1 << attempt % 8);
      Files.write(file("-wal"), changed);
      everythingOrRefused(true);
    }
  }

  /** As after a power cut, of which the index says nothing. */
  @Test
  void aChangedByteInTheMiddleIsFoundWithoutTheIndex() throws IOException {
    byte[] log = Files.readAllBytes(left.resolve(named("-wal")));
    for (int attempt = 0; attempt < TRIES / 2; attempt++) {
      asItWasLeft();
      Files.delete(file("-shm"));
      byte[] changed = log.clone();
      changed[32 + random.nextInt(log.length / 2)] ^= (byte) (1 << attempt % 8);
      Files.write(file("-wal"), changed);
      assertThat(everythingOrRefused(true)).isEqualTo(1);
    }
  }

  private int everythingOrRefused(boolean goesOn) throws IOException {
    Optional<Integer> first = opened();
    if (first.isPresent()) {
      assertThat(first).as("never less without a word").contains(COMMITS);
      return 0;
    }
    if (goesOn) {
      assertThat(files()).anyMatch(file -> file.toString().endsWith("-wal.damaged-1"));
      Optional<Integer> second = opened();
      second.ifPresent(alarms -> assertThat(alarms).isBetween(0, COMMITS));
    }
    return 1;
  }

  @Test
  void aTornDatabaseIsRefused() throws IOException {
    asItWasLeft();
    assertThat(opened()).as("closed in order: all of it is in one file").contains(COMMITS);
    byte[] whole = Files.readAllBytes(file(""));
    for (int attempt = 0; attempt < TRIES; attempt++) {
      int length =
          switch (attempt % 3) {
            case 0 -> whole.length - 1 - attempt;
            case 1 -> whole.length - 4096 * (1 + attempt / 3);
            default -> 1 + random.nextInt(whole.length - 1);
          };
      Files.write(file(""), Arrays.copyOf(whole, length));
      assertThat(opened()).as("cut off at %d of %d", length, whole.length).isEmpty();
      Files.deleteIfExists(file("-wal"));
      Files.deleteIfExists(file("-shm"));
    }
  }

  @Test
  void aFileWithoutAByteIsNoNewStore() throws IOException {
    Files.createFile(file(""));
    assertThat(opened()).as("a first start that was cut off").contains(0);
    Files.write(file(""), new byte[0]);
    Files.createFile(folder.resolve("site.key"));
    assertThat(opened()).isEmpty();
  }
}
