package org.zhiban.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.Main;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.AuditProof;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.storage.SqliteFile;

/** Somebody with the file in hand changes the record, and the proof shows where. */
class AuditVerifyTest {
  private static final int ENTRIES = 2_345;

  @TempDir Path folder;

  private void make() {
    try (OperationsStore store = SqliteOperationsStore.open(folder)) {
      store.transact(
          tx -> {
            for (int number = 1; number <= ENTRIES; number++) {
              tx.audit(
                  new AuditEntry.Draft(
                      Instant.EPOCH.plusSeconds(number),
                      "he-lin",
                      "acknowledge",
                      "a" + number,
                      "",
                      "127.0.0.1"));
            }
            return 0;
          });
    }
  }

  private void tamper(String sql) throws SQLException {
    SqliteFile file = new SqliteFile(folder.resolve(SqliteOperationsStore.FILE));
    try (Connection connection = file.openToWrite();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TRIGGER IF EXISTS audit_is_never_changed");
      statement.execute("DROP TRIGGER IF EXISTS audit_is_never_deleted");
      statement.execute(sql);
    }
  }

  private AuditProof proof() {
    try (OperationsStore store = SqliteOperationsStore.openToAsk(folder)) {
      return store.query(AuditProof::of);
    }
  }

  private int verified() {
    return Main.run("audit", "verify", "--data", folder.toString());
  }

  @Test
  void anUntouchedRecordIsWholeAlsoBesideItsWriter() {
    make();
    try (OperationsStore writer = SqliteOperationsStore.open(folder)) {
      assertThat(writer.query(AuditProof::of).broken()).isEmpty();
      assertThat(proof().entries()).isEqualTo(ENTRIES);
      assertThat(verified()).isZero();
    }
  }

  @Test
  void aChangedEntryIsNamed() throws SQLException {
    make();
    tamper("UPDATE audit SET actor = 'nobody' WHERE number = 1777");

    assertThat(proof().broken()).isEqualTo(OptionalLong.of(1_777));
    assertThat(verified()).isEqualTo(1);
  }

  @Test
  void aMissingEntryIsNamed() throws SQLException {
    make();
    tamper("DELETE FROM audit WHERE number = 1001");

    assertThat(proof().broken()).isEqualTo(OptionalLong.of(1_001));
    assertThat(verified()).isEqualTo(1);
  }

  @Test
  void anEndThatWasCutOffShowsInTheLastHash() throws SQLException {
    make();
    String before = proof().last();
    tamper("DELETE FROM audit WHERE number = " + ENTRIES);

    assertThat(proof().broken()).isEqualTo(OptionalLong.of(ENTRIES));
    assertThat(proof().last()).isNotEqualTo(before);
    assertThat(verified()).isEqualTo(1);
  }

  @Test
  void anEmptiedRecordIsDamaged() throws SQLException {
    make();
    tamper("DELETE FROM audit");

    assertThat(proof().broken()).isEqualTo(OptionalLong.of(1));
    assertThat(verified()).isEqualTo(1);
  }

  /** Its entries chain; only the last is another than was kept. */
  @Test
  void anotherRecordOfTheSameLengthShows() throws SQLException {
    make();
    tamper("UPDATE marker SET position = position + 1 WHERE name = 'cursor/audit/hash'");

    assertThat(proof().broken()).isEqualTo(OptionalLong.of(ENTRIES));
  }

  /** It is verified as before, and has its end kept from the next entry on. */
  @Test
  void aRecordOfAnEarlierVersionIsWhole() throws SQLException {
    make();
    tamper("DELETE FROM marker");
    assertThat(verified()).isZero();
    make();
    assertThat(proof().entries()).isEqualTo(2 * ENTRIES);
    assertThat(verified()).isZero();
    tamper("DELETE FROM audit WHERE number > " + ENTRIES);
    assertThat(verified()).isEqualTo(1);
  }

  @Test
  void aHashThatWasSeenIsFoundAgain() {
    make();
    String seen = proof().last();
    make();
    assertThat(Main.run("audit", "verify", "--data", folder.toString(), "--seen", seen)).isZero();
    String never = "0".repeat(63) + "1";
    assertThat(Main.run("audit", "verify", "--data", folder.toString(), "--seen", never))
        .isEqualTo(1);
  }

  @Test
  void aFolderWithoutARecordIsNoWholeRecord() {
    assertThat(verified()).isEqualTo(1);
    assertThat(folder).isEmptyDirectory();
  }
}
