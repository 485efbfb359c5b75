package org.zhiban.gateway.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.opcua.CertificateFolder;
import org.zhiban.gateway.Main;
import org.zhiban.gateway.cli.Zhiban;
import org.zhiban.gateway.storage.DataFolder;
import org.zhiban.gateway.storage.DataFolderHeldException;
import org.zhiban.gateway.storage.Folders;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.gateway.telemetry.history.FileHistorian;

/** A folder that is backed up and comes back. */
final class BackupTest {
  private static final Optional<Passphrase> PASSPHRASE = Optional.of(new Passphrase("八个字 words"));
  private static final Optional<Passphrase> NONE = Optional.empty();

  @TempDir Path folder;
  private KeptFolder kept;
  private Path file;

  @BeforeEach
  void makeFolder() throws IOException {
    kept = KeptFolder.make(folder.resolve("data"));
    file = folder.resolve("backup.zip");
  }

  private Restored backup(Optional<Passphrase> passphrase) throws Exception {
    return Backup.of(kept.path(), file, KeptFolder.CLOCK).make(passphrase, "1.2.3");
  }

  private KeptFolder restored(Optional<Passphrase> passphrase) throws Exception {
    Path to = folder.resolve("restored");
    Restoring.of(to, file, KeptFolder.CLOCK).restore(passphrase);
    return new KeptFolder(to);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void everythingComesBack() throws Exception {
    List<Object> before = kept.contents();
    Restored made = backup(PASSPHRASE);
    assertThat(made.words())
        .isEqualTo(
            "site huidu, as of 2026-11-22T10:00:00Z: 2 alarms, 2 work orders, 0 events, 2 audit"
                + " entries, 300 samples");
    assertThat(made.damage()).isEmpty();
    assertThat(names()).containsExactly("backup.zip", "data");
    KeptFolder restored = restored(PASSPHRASE);
    assertThat(restored.contents()).isEqualTo(before);
    assertThat(restored.file("site.key")).hasContent(KeptFolder.KEY);
    assertThat(restored.file("opcua/own/key.pem")).hasContent(KeptFolder.PEM);
    assertThat(restored.file("opcua/own/certificate.der")).hasContent("a certificate");
    assertThat(restored.file("site/site.yaml"))
        .hasSameTextualContentAs(kept.file("site/site.yaml"));
    assertThat(restored.file("site/rules/pump.yaml")).hasContent("rules: {}\n");
  }

  @Test
  void aSiteWithoutPointsComesBack() throws Exception {
    Folders.delete(kept.file("history"));
    KeptFolder.historian(kept.path(), List.of()).close();
    assertThat(backup(NONE).words()).endsWith(", 0 samples");
    Path to = restored(NONE).path();
    try (FileHistorian historian = KeptFolder.historian(to, List.of())) {
      assertThat(historian.head()).isZero();
    }
    Folders.delete(kept.file("history"));
    Folders.delete(to);
    Files.delete(file);
    assertThat(backup(NONE).words()).as("nor has one a history").endsWith(", 0 samples");
    KeptFolder.historian(restored(NONE).path(), List.of()).close();
  }

  @Test
  void itsOwnerAloneCanReadIt() throws Exception {
    backup(NONE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    KeptFolder restored = restored(NONE);
    try (Stream<Path> files = Files.walk(restored.path())) {
      for (Path path : files.filter(one -> !one.endsWith("zhiban.lock")).toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .endsWith("------");
      }
    }
  }

  @Test
  void noKeyLiesInItInClear() throws Exception {
    for (Optional<Passphrase> passphrase : List.of(NONE, PASSPHRASE)) {
      backup(passphrase);
      try (ZipFile zip = new ZipFile(file.toFile())) {
        for (var entry : zip.stream().toList()) {
          byte[] content = zip.getInputStream(entry).readAllBytes();
          assertThat(new String(content, StandardCharsets.ISO_8859_1))
              .as(entry.getName())
              .doesNotContain(KeptFolder.KEY)
              .doesNotContain("PRIVATE KEY");
        }
      }
    }
  }

  @Test
  void withoutAPassphraseItSaysWhichKeysAreLeftOut() throws Exception {
    assertThat(backup(NONE).keysLeftOut())
        .containsExactly("opcua/own/certificate.der", "opcua/own/key.pem", "site.key");
    assertThat(restored(NONE).file("site.key")).doesNotExist();
  }

  /** With the certificate alone, encrypted links would not start. */
  @Test
  void aGatewayWhoseKeysAreLeftOutMakesNewOnes() throws Exception {
    Folders.delete(kept.file("opcua"));
    CertificateFolder.in(kept.file("opcua"), KeptFolder.CLOCK).own();
    for (Optional<Passphrase> passphrase : List.of(NONE, PASSPHRASE)) {
      backup(passphrase);
      Path opcua = restored(NONE).file("opcua");
      assertThat(opcua.resolve("own")).doesNotExist();
      CertificateFolder.in(opcua, KeptFolder.CLOCK).own();
      assertThat(opcua.resolve("own/certificate.der")).exists();
      Folders.delete(folder.resolve("restored"));
    }
  }

  @Test
  void theProofOpensKeysAndWritesNone() throws Exception {
    backup(PASSPHRASE);
    Path trial = Files.createDirectory(folder.resolve("trial"));
    assertThat(Unpacking.onTrial(trial, file, PASSPHRASE).keysLeftOut()).isEmpty();
    assertThat(trial.resolve("operations.db")).exists();
    assertThat(trial.resolve("site.key")).doesNotExist();
    assertThat(trial.resolve("opcua/own")).doesNotExist();
    Folders.delete(trial);
    assertThatThrownBy(() -> Unpacking.onTrial(trial, file, Optional.of(new Passphrase("another"))))
        .isInstanceOf(BackupDamagedException.class);
  }

  /** Whoever ends the program takes away what there is of it; its maker must not go on then. */
  @Test
  void whatWasEndedIsNotFinished() throws Exception {
    Backup ended = Backup.of(kept.path(), file, KeptFolder.CLOCK);
    ended.end();
    assertThatThrownBy(() -> ended.make(NONE, "1"))
        .hasMessageContaining("it was ended before it was done");
    backup(NONE);
    Restoring restoring = Restoring.of(folder.resolve("restored"), file, KeptFolder.CLOCK);
    restoring.end();
    assertThatThrownBy(() -> restoring.restore(NONE))
        .hasMessageContaining("it was ended before it was done");
    assertThat(names()).containsExactly("backup.zip", "data");
  }

  /** One that is refused, since another is being made, takes nothing of that away. */
  @Test
  void whatAnotherMakesStaysThere() throws Exception {
    Path part = folder.resolve("backup.zip.part");
    try (FileChannel other =
            FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var _ = other.lock()) {
      Backup refused = Backup.of(kept.path(), file, KeptFolder.CLOCK);
      refused.end();
      assertThat(part).exists();
    }
  }

  @Test
  void aKeyStoreIsKnownInCapitalsToo() throws Exception {
    Files.writeString(kept.file("opcua/OLD.P12"), "a key store");
    assertThat(backup(NONE).keysLeftOut()).contains("opcua/OLD.P12");
  }

  @Test
  void anotherPassphraseOpensNothingAndChangesNothing() throws Exception {
    backup(PASSPHRASE);
    assertThatThrownBy(() -> restored(Optional.of(new Passphrase("八个字 word"))))
        .isInstanceOf(BackupDamagedException.class)
        .hasMessage(
            "opcua/own/certificate.der cannot be opened: that is not the passphrase under which it"
                + " was sealed");
    assertThat(names()).containsExactly("backup.zip", "data");
  }

  @Test
  void aFolderThatIsThereIsPutAsideAndNeverDeleted() throws Exception {
    backup(NONE);
    kept.order("3");
    List<Object> before = kept.contents();
    Restoring.Outcome outcome = Restoring.of(kept.path(), file, KeptFolder.CLOCK).restore(NONE);
    Path aside = folder.resolve("data.replaced-20261122T100000Z");
    assertThat(outcome.aside()).contains(aside);
    assertThat(new KeptFolder(aside).contents()).isEqualTo(before);
    assertThat(kept.contents()).isNotEqualTo(before);
  }

  @Test
  void aFolderInWhichNothingIsKeptIsTaken() throws Exception {
    backup(NONE);
    Path empty = Files.createDirectory(folder.resolve("restored"));
    DataFolder.lock(empty, KeptFolder.CLOCK).close();
    assertThat(Restoring.of(empty, file, KeptFolder.CLOCK).occupied()).isFalse();
    assertThat(restored(NONE).contents()).isEqualTo(kept.contents());
    assertThat(names()).containsExactly("backup.zip", "data", "restored");
  }

  @Test
  void aFolderThatSomebodyHoldsIsNotTouched() throws Exception {
    backup(NONE);
    try (DataFolder held = DataFolder.lock(kept.path(), KeptFolder.CLOCK)) {
      assertThatThrownBy(() -> Restoring.of(held.path(), file, KeptFolder.CLOCK).restore(NONE))
          .isInstanceOf(DataFolderHeldException.class)
          .hasMessageContaining("is in use by process");
      assertThatThrownBy(() -> backup(NONE))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("is in use by a process that makes no backup now");
    }
    assertThat(names()).containsExactly("backup.zip", "data");
  }

  @Test
  void theBackupBeforeStaysWhereANewOneFails() throws Exception {
    backup(NONE);
    byte[] before = Files.readAllBytes(file);
    Files.write(kept.file("operations.db"), new byte[8_192]);
    assertThatThrownBy(() -> backup(NONE))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("operations.db is damaged");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(names()).containsExactly("backup.zip", "data");
    assertThat(kept.file(FrozenFolder.SCRATCH)).doesNotExist();
  }

  @Test
  void whatAKilledBackupLeftIsSweptAway() throws Exception {
    Files.writeString(folder.resolve("backup.zip.part"), "half");
    Files.createDirectories(folder.resolve("backup.zip.trial/history"));
    Files.createDirectories(kept.file(FrozenFolder.SCRATCH));
    Files.writeString(kept.file(FrozenFolder.SCRATCH).resolve("operations.db"), "half");
    Files.writeString(kept.file("zhiban.token"), "http://127.0.0.1:1\nabc\n");
    backup(NONE);
    assertThat(names()).containsExactly("backup.zip", "data");
    assertThat(kept.file("zhiban.token")).doesNotExist();
    assertThat(kept.file(FrozenFolder.SCRATCH)).doesNotExist();
  }

  @Test
  void aFolderThatIsNoDataFolderIsNotTouched() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(home.resolve("letter.txt"), "dear");
    assertThatThrownBy(() -> Backup.of(home, file, KeptFolder.CLOCK).make(NONE, "1"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage(
            "There is no "
                + home.resolve("operations.db")
                + "; name the folder that a gateway keeps with --data.");
    assertThat(home).isDirectoryNotContaining(path -> !path.endsWith("letter.txt"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
        .isEqualTo("rwxr-xr-x");
    Path nowhere = folder.resolve("nowhere");
    assertThatThrownBy(() -> Backup.of(nowhere, file, KeptFolder.CLOCK).make(NONE, "1"))
        .hasMessageStartingWith("There is no " + nowhere);
    assertThat(names()).containsExactly("data", "home");
  }

  /** {@code migrate} leaves the file as it was: it is no longer what the gateway keeps. */
  @Test
  void recordsThatWereCarriedElsewhereAreNotTakenFromTheOldFile() throws Exception {
    Files.writeString(kept.file("operations.elsewhere"), "zhiban on host");
    assertThatThrownBy(() -> backup(NONE))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageStartingWith(
            "The records of " + kept.path() + " are in the database zhiban on host.")
        .hasMessageEndingWith(
            "A backup of the data folder does not hold that database: save it with pg_dump.");
    assertThat(names()).containsExactly("data");
    assertThat(kept.file("zhiban.lock")).doesNotExist();
  }

  /** What the user named is not what it must be: that is no failure of the machine. */
  @Test
  void whatIsNamedWronglyIsToldAsSuch() throws Exception {
    String data = kept.path().toString();
    String to = file.toString();
    String missing = folder.resolve("missing").toString();
    Path empty = Files.createFile(folder.resolve("empty"));
    assertThat(Main.run("backup", to, "--data", folder.toString())).isEqualTo(Zhiban.WRONG_INPUT);
    assertThat(Main.run("backup", to, "--data", missing)).isEqualTo(Zhiban.WRONG_INPUT);
    for (String words : List.of(missing, empty.toString())) {
      assertThat(Main.run("backup", to, "--data", data, "--passphrase-file", words))
          .isEqualTo(Zhiban.WRONG_INPUT);
    }
    assertThat(names()).containsExactly("data", "empty");
    assertThat(Main.run("backup", to, "--data", data)).isEqualTo(Zhiban.DONE);
    assertThat(Main.run("restore", to, "--data", missing, "--passphrase-file", missing))
        .isEqualTo(Zhiban.WRONG_INPUT);
    assertThat(names()).containsExactly("backup.zip", "data", "empty");
  }

  /** With less room its gateway's history would give way to the backup. */
  @Test
  void whereRoomIsShortNothingIsWritten() throws Exception {
    GivenDisks disks = new GivenDisks(256L << 20, true);
    assertThatThrownBy(() -> Backup.of(kept.path(), file, KeptFolder.CLOCK, disks).make(NONE, "1"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageMatching(
            folder
                + " has no room for a backup of "
                + kept.path()
                + ": it needs 25[789] MB free, 256 of them for the gateway, and has 256 MB\\."
                + " Nothing was written; free space there and try again\\.");
    assertThat(names()).containsExactly("data");
    assertThat(kept.file("zhiban.lock")).as("not even locked").doesNotExist();
    disks.free(1L << 30);
    Backup.of(kept.path(), file, KeptFolder.CLOCK, disks).make(NONE, "1");
    disks.free(256L << 20);
    Path to = folder.resolve("restored");
    assertThatThrownBy(() -> Restoring.of(to, file, KeptFolder.CLOCK, disks).restore(NONE))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("has no room for what " + file + " holds: it needs 25")
        .hasMessageContaining(" MB free");
    assertThat(names()).containsExactly("backup.zip", "data");
  }

  @Test
  void aBackupOnAnotherDiskLeavesItsRoomToTheGatewayToo() {
    GivenDisks disks = new GivenDisks(256L << 20, false);
    assertThatThrownBy(() -> Backup.of(kept.path(), file, KeptFolder.CLOCK, disks).make(NONE, "1"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageStartingWith(kept.path() + " has no room for a copy of operations.db: it needs");
    disks.free(1);
    assertThatThrownBy(() -> Backup.of(kept.path(), file, KeptFolder.CLOCK, disks).make(NONE, "1"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("MB free, and has 0 MB");
  }

  @Test
  void oldDamageIsNamedAndNoReasonToHaveNoBackup() throws Exception {
    Path log;
    try (Stream<Path> files = Files.list(kept.file("history"))) {
      log = files.filter(path -> path.toString().endsWith(".samples")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(log);
    bytes[40] ^= 1;
    Files.write(log, bytes);
    assertThat(backup(NONE).damage())
        .containsExactly(
            "history/"
                + log.getFileName()
                + " is damaged in part, in the folder as in the backup; the rest of it is whole");
  }
}
