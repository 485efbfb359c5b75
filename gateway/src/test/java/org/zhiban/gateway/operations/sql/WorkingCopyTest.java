package org.zhiban.gateway.operations.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.Given;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.storage.PostgresAddress;
import org.zhiban.gateway.storage.StoreUnavailableException;

/** What a gateway begins with: what is in its folder, what the server has, or nothing. */
@Timeout(120)
class WorkingCopyTest {
  @TempDir private Path folder;
  @TempDir private Path other;
  private String database = "";

  @SuppressWarnings("NullAway.Init") // JUnit makes the folders
  WorkingCopyTest() {}

  @BeforeEach
  void database() {
    database = PostgresServer.prepared();
  }

  private OperationsStore open(Path data, boolean noted) {
    return CarriedOperationsStore.open(
        data,
        PostgresAddress.of(PostgresServer.url(database)),
        noted
            ? new WorkingCopy.Note(Optional.of(database), Optional.empty())
            : WorkingCopy.Note.NONE);
  }

  /** A server that nobody reaches. */
  private OperationsStore openCutOff(Path data) {
    return CarriedOperationsStore.open(
        data,
        PostgresAddress.of("jdbc:postgresql://127.0.0.1:1/" + database + "?user=x"),
        new WorkingCopy.Note(Optional.of(database), Optional.empty()));
  }

  private static void audit(OperationsStore store) {
    boolean _ =
        store.<Boolean>transact(
            tx -> {
              tx.audit(new AuditEntry.Draft(Given.T0, "lin", "sign-in", "", "", "::1"));
              return true;
            });
  }

  private static int entries(OperationsStore store) {
    return store.query(q -> q.auditAfter(0, 100).size());
  }

  private void worked(Path data, int entries) {
    try (OperationsStore store = open(data, false)) {
      for (int entry = 0; entry < entries; entry++) {
        audit(store);
      }
      BothSides.carried(store);
    }
  }

  @Test
  void another_folder_fetches_what_the_server_has() {
    worked(folder, 3);
    try (OperationsStore store = open(other, false)) {
      assertThat(entries(store)).isEqualTo(3);
      audit(store);
      BothSides.same(store, other, database);
    }
  }

  @Test
  void a_folder_that_another_one_overtook_fetches_and_keeps_what_it_had_aside() {
    worked(folder, 2);
    worked(other, 1);
    try (OperationsStore store = open(folder, true)) {
      assertThat(entries(store)).isEqualTo(3);
      BothSides.same(store, folder, database);
    }
    assertThat(folder.resolve("operations.db.before-1")).isRegularFile();
  }

  @Test
  void a_folder_that_was_overtaken_with_changes_of_its_own_is_refused() {
    worked(folder, 2);
    try (OperationsStore store = openCutOff(folder)) {
      audit(store);
    }
    worked(other, 1);
    assertThatThrownBy(() -> open(folder, true))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("has 4 changes of which nobody knows")
        .hasMessageContaining("written since by another gateway");
    assertThat(folder.resolve(SqliteOperationsStore.FILE)).isRegularFile();
  }

  @Test
  void a_folder_of_before_is_brought_up_to_date(@TempDir Path kept) throws IOException {
    worked(folder, 2);
    copy(folder, kept);
    worked(folder, 2);
    try (OperationsStore store = open(kept, true)) {
      assertThat(entries(store)).isEqualTo(4);
      BothSides.same(store, kept, database);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  @Test
  void a_database_that_was_set_back_is_not_gone_on_with() {
    worked(folder, 2);
    String before = PostgresServer.ask(database, "SELECT mark FROM carried");
    worked(folder, 2);
    try (OperationsStore store = open(folder, true)) {
      // what is carried is forgotten here as soon as nothing else is to be done
      org.awaitility.Awaitility.await().until(() -> Uncarried.in(folder).range().unknown() == 0);
      assertThat(entries(store)).isEqualTo(4);
    }
    PostgresServer.execute(database, "UPDATE carried SET mark = '" + before + "'");
    assertThatThrownBy(() -> open(folder, true))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("it was set back to an older state")
        .hasMessageContaining("./zhiban migrate");
  }

  @Test
  void without_a_copy_there_is_no_start_while_the_server_is_away() {
    assertThatThrownBy(() -> openCutOff(folder))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("cannot be reached");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void records_on_both_sides_are_for_a_person_to_choose_from() {
    worked(other, 1);
    try (OperationsStore store = SqliteOperationsStore.open(folder)) {
      audit(store);
    }
    assertThatThrownBy(() -> open(folder, false))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("Both the database " + database);
  }

  @Test
  void an_empty_database_beside_a_full_folder_is_not_begun_with() {
    try (OperationsStore store = SqliteOperationsStore.open(folder)) {
      audit(store);
    }
    assertThatThrownBy(() -> open(folder, false))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("operations.db holds the records of this site")
        .hasMessageContaining("./zhiban migrate");
  }

  /** It would be made anew in the middle of the records. */
  @Test
  void a_first_start_that_was_cut_off_is_done_again() {
    SqliteOperationsStore.in(folder).prepare();
    assertThat(Uncarried.in(folder).bind()).isNotEmpty();
    worked(folder, 1);
    try (OperationsStore store = open(folder, true)) {
      assertThat(entries(store)).isEqualTo(1);
    }
  }

  /** Without the line in the site nothing is noted, and the server falls behind for good. */
  @Test
  void a_copy_that_works_alone_is_a_copy_no_more() {
    worked(folder, 2);
    try (OperationsStore alone = SqliteOperationsStore.openAlone(folder)) {
      audit(alone);
    }
    assertThat(Uncarried.in(folder).copy()).isEmpty();
    assertThatThrownBy(() -> open(folder, false)).hasMessageContaining("Both the database");
  }

  /** Its new changes have the numbers of others that the database has. */
  @Test
  void a_folder_that_was_put_back_and_worked_with_is_not_gone_on_with(@TempDir Path kept)
      throws IOException {
    worked(folder, 2);
    copy(folder, kept);
    worked(folder, 4);
    try (OperationsStore store = openCutOff(kept)) {
      for (int entry = 0; entry < 6; entry++) {
        audit(store);
      }
    }
    assertThatThrownBy(() -> open(kept, true))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("by this folder at another time");
    try (OperationsStore store = open(folder, true)) {
      assertThat(entries(store)).isEqualTo(6);
      BothSides.same(store, folder, database);
    }
  }

  @Test
  void what_a_gateway_found_before_anybody_signed_in_is_fetched_too() {
    try (OperationsStore store = open(folder, false)) {
      boolean _ =
          store.<Boolean>transact(
              tx -> {
                tx.record(Given.raised(Given.alarm("a1", "pump-b1", "low_pressure")));
                return true;
              });
      BothSides.carried(store);
    }
    try (OperationsStore store = open(other, false)) {
      assertThat(store.<Integer>query(q -> q.standingAlarms().size())).isEqualTo(1);
      BothSides.same(store, other, database);
    }
  }

  @Test
  void a_copy_beside_an_emptied_database_is_not_begun_with() {
    worked(folder, 2);
    try (OperationsStore store = open(other, false)) {
      assertThat(entries(store)).isEqualTo(2);
    }
    PostgresServer.clear(database);
    for (Path data : new Path[] {folder, other}) {
      assertThatThrownBy(() -> open(data, true))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("operations.db holds the records of this site");
    }
  }

  @Test
  void a_first_start_that_was_cut_off_before_it_was_a_copy_is_done_again() {
    SqliteOperationsStore.in(folder).prepare();
    worked(folder, 1);
    assertThat(Uncarried.in(folder).copy()).isPresent();
  }

  @Test
  void tables_of_others_stay_where_they_are() {
    worked(folder, 2);
    PostgresServer.execute(database, "CREATE TABLE report_of_mine (name TEXT)");
    try (OperationsStore store = open(other, false)) {
      assertThat(entries(store)).isEqualTo(2);
    }
  }

  /** The line of another site was copied, or migrate went elsewhere. */
  @Test
  void the_records_of_another_site_are_not_taken_for_ones_own() {
    worked(other, 1);
    WorkingCopy.Note elsewhere =
        new WorkingCopy.Note(
            Optional.of("another at db.example"), Optional.of("The records are in another."));
    assertThatThrownBy(
            () ->
                CarriedOperationsStore.open(
                    folder, PostgresAddress.of(PostgresServer.url(database)), elsewhere))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("The records are in another.");
  }

  @Test
  void a_copy_starts_though_the_server_does_not_let_it_in() {
    worked(folder, 1);
    String url = PostgresServer.url(database).replace("user=postgres", "user=nobody_there");
    try (OperationsStore store =
        CarriedOperationsStore.open(folder, PostgresAddress.of(url), WorkingCopy.Note.NONE)) {
      audit(store);
      assertThat(entries(store)).isEqualTo(2);
      assertThatThrownBy(store::requireDatabase)
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("does not let nobody_there in");
    }
    try (OperationsStore store = open(folder, true)) {
      BothSides.same(store, folder, database);
    }
  }
}
