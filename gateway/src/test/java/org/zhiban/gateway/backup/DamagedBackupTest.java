package org.zhiban.gateway.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.storage.Folders;
import org.zhiban.gateway.storage.SqliteFile;

/** A backup that is not what was written is refused by the name of what is wrong in it. */
final class DamagedBackupTest {
  private static final Optional<Passphrase> NONE = Optional.empty();

  @TempDir Path folder;
  private KeptFolder kept;
  private Path file;

  @BeforeEach
  void makeBackup() throws Exception {
    kept = KeptFolder.make(folder.resolve("data"));
    file = folder.resolve("backup.zip");
    Backup.of(kept.path(), file, KeptFolder.CLOCK).make(NONE, "1.2.3");
  }

  /** Empty where it was restored. */
  private Optional<String> refusal() throws IOException {
    Path to = folder.resolve("restored");
    try {
      Restoring.of(to, file, KeptFolder.CLOCK).restore(NONE);
      return Optional.empty();
    } catch (BackupDamagedException e) {
      assertThat(to).doesNotExist();
      assertThat(folder.resolve("restored.restoring")).doesNotExist();
      return Optional.ofNullable(e.getMessage());
    }
  }

  /** Writes the zip again with other entries, and the manifest's hash as it is then. */
  private void rewrite(BiConsumer<Map<String, byte[]>, byte[]> change) throws IOException {
    rewrite(change, true);
  }

  private void rewrite(BiConsumer<Map<String, byte[]>, byte[]> change, boolean hashed)
      throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    String comment;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      comment = zip.getComment();
      for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    change.accept(entries, of(entries, Manifest.NAME));
    byte[] manifest = entries.getOrDefault(Manifest.NAME, new byte[0]);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
      zip.setComment(hashed ? Manifest.COMMENT + Sha256.of(manifest) : comment);
    }
  }

  private static byte[] of(Map<String, byte[]> entries, String name) {
    return Objects.requireNonNull(entries.get(name), name);
  }

  private static byte[] replaced(byte[] text, String what, String with) {
    return new String(text, StandardCharsets.UTF_8)
        .replace(what, with)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void oneThatWasCutOffSaysWhere() throws Exception {
    byte[] whole = Files.readAllBytes(file);
    for (int part = 1; part < 10; part++) {
      Files.write(file, Arrays.copyOf(whole, whole.length * part / 10));
      assertThat(refusal().orElseThrow())
          .startsWith("it is no whole backup")
          .containsPattern("(operations\\.db|history/|site/|opcua/|manifest\\.json)");
    }
    Files.write(file, new byte[0]);
    assertThat(refusal().orElseThrow()).startsWith("it is no whole backup");
    Files.writeString(file, "not at all a zip");
    assertThat(refusal().orElseThrow()).startsWith("it is no whole backup");
  }

  /** Some bytes of a zip say nothing that is used; then what is restored is still the same. */
  @Test
  void aFlippedBitIsRefusedOrChangesNothing() throws Exception {
    byte[] whole = Files.readAllBytes(file);
    List<Object> before = kept.contents();
    Random dice = new Random(20_261_122);
    int refused = 0;
    int throwsOfDice = 60;
    for (int i = 0; i < throwsOfDice; i++) {
      byte[] flipped = whole.clone();
      flipped[dice.nextInt(flipped.length)] ^= (byte) (1 << dice.nextInt(8));
      Files.write(file, flipped);
      if (refusal().isPresent()) {
        refused++;
      } else {
        KeptFolder restored = new KeptFolder(folder.resolve("restored"));
        assertThat(restored.contents()).isEqualTo(before);
        assertThat(restored.file("site/site.yaml"))
            .hasSameTextualContentAs(kept.file("site/site.yaml"));
        Folders.delete(restored.path());
      }
    }
    assertThat(refused).isGreaterThan(throwsOfDice / 2);
  }

  @Test
  void anEntryWhoseContentChangedIsNamed() throws Exception {
    rewrite((entries, _) -> of(entries, "operations.db")[2_000] ^= 1);
    assertThat(refusal()).contains("operations.db is damaged: its hash is another");
    rewrite((entries, _) -> of(entries, "operations.db")[2_000] ^= 1);
    assertThat(refusal()).isEmpty();
  }

  @Test
  void anEntryThatIsMissingOrTooManyIsNamed() throws Exception {
    rewrite((entries, _) -> entries.put("site/more.yaml", new byte[] {1}));
    assertThat(refusal()).contains("site/more.yaml does not belong to it");
    rewrite(
        (entries, _) -> {
          entries.remove("site/more.yaml");
          entries.remove("history/series");
        });
    assertThat(refusal()).contains("history/series is missing");
    rewrite((entries, _) -> entries.remove(Manifest.NAME));
    assertThat(refusal()).contains("it has no manifest.json");
  }

  @Test
  void aManifestThatWasChangedIsRefused() throws Exception {
    rewrite(
        (entries, manifest) -> entries.put(Manifest.NAME, replaced(manifest, "1.2.3", "1.2.4")),
        false);
    assertThat(refusal()).contains("manifest.json is not what was written");
  }

  @Test
  void anEntryThatWouldLieElsewhereIsRefused() throws Exception {
    rewrite(
        (entries, manifest) -> {
          byte[] content = of(entries, "site/site.yaml");
          entries.remove("site/site.yaml");
          entries.put("site/../../evil.yaml", content);
          entries.put(
              Manifest.NAME, replaced(manifest, "\"site/site.yaml\"", "\"site/../../evil.yaml\""));
        });
    assertThat(refusal()).contains("site/../../evil.yaml is no place in a data folder");
    assertThat(folder.resolve("evil.yaml")).doesNotExist();
  }

  @Test
  void oneOfANewerVersionIsRefused() throws Exception {
    rewrite(
        (entries, manifest) ->
            entries.put(Manifest.NAME, replaced(manifest, "\"format\" : 1", "\"format\" : 3")));
    assertThat(refusal())
        .contains("a newer version made it (format 3); restore it with that version");
  }

  @Test
  void oneWithTablesOfANewerVersionIsRefused() throws Exception {
    rewrite(
        (entries, manifest) -> {
          byte[] before = of(entries, "operations.db");
          byte[] newer = newer(before);
          entries.put("operations.db", newer);
          byte[] hashed = replaced(manifest, Sha256.of(before), Sha256.of(newer));
          entries.put(
              Manifest.NAME,
              replaced(hashed, "\"bytes\" : " + before.length, "\"bytes\" : " + newer.length));
        });
    assertThat(refusal().orElseThrow())
        .matches(
            "a newer version made it \\(1\\.2\\.3, schema \\d+\\); restore it with that version");
  }

  @Test
  void aFolderOfANewerVersionIsNotBackedUp() throws Exception {
    Path database = kept.file("operations.db");
    Files.write(database, newer(Files.readAllBytes(database)));
    assertThatThrownBy(
            () -> Backup.of(kept.path(), folder.resolve("b.zip"), KeptFolder.CLOCK).make(NONE, "1"))
        .hasMessage(
            kept.path()
                + " was written by a newer version than this. Make the backup with that version.");
  }

  private byte[] newer(byte[] database) {
    Path scratch = folder.resolve("newer.db");
    try {
      Files.write(scratch, database);
      try (Connection connection = new SqliteFile(scratch).openToWrite();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "INSERT INTO flyway_schema_history SELECT 99, '99', description, type, 'V99__x.sql',"
                + " checksum, installed_by, installed_on, execution_time, success FROM"
                + " flyway_schema_history WHERE version = '1'");
      }
      return Files.readAllBytes(scratch);
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
