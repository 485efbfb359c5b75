package org.zhiban.gateway.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.attachments.AttachmentFiles;
import org.zhiban.gateway.operations.Given;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.model.attachment.Attachment;
import org.zhiban.model.attachment.FileType;

/** Photographs of orders in a backup [E18]. */
class AttachmentBackupTest {
  private static final String ID = "ab".repeat(16);
  private static final byte[] PHOTO = "a photograph".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private KeptFolder kept;
  private Path file;

  @SuppressWarnings("NullAway.Init") // set before each test
  AttachmentBackupTest() {}

  @BeforeEach
  void make() throws Exception {
    kept = KeptFolder.make(folder.resolve("data"));
    file = folder.resolve("b.zip");
    try (OperationsStore store = SqliteOperationsStore.open(kept.path())) {
      boolean added =
          store.transact(
              tx -> {
                tx.attachments()
                    .add(
                        new Attachment(
                            ID,
                            "WX-20261121-001",
                            Attachment.Kind.PHOTO,
                            "漏水.jpg",
                            FileType.JPEG,
                            PHOTO.length,
                            Sha256.of(PHOTO),
                            Optional.empty(),
                            OptionalInt.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            "li-wei",
                            Given.T0,
                            Optional.empty()));
                return true;
              });
      assertThat(added).isTrue();
    }
  }

  private Path bytes(Path data) {
    return data.resolve(AttachmentFiles.name(ID));
  }

  private Restored backup() throws Exception {
    Files.deleteIfExists(file);
    return Backup.of(kept.path(), file, KeptFolder.CLOCK).make(Optional.empty(), "1.2.3");
  }

  private Restored restored() throws Exception {
    return Restoring.of(folder.resolve("restored"), file, KeptFolder.CLOCK)
        .restore(Optional.empty())
        .restored();
  }

  @Test
  void theBytesComeBackWhereverTheyWereFound() throws Exception {
    Path arriving = kept.path().resolve("attachments/incoming").resolve(ID);
    Files.createDirectories(arriving.getParent());
    Files.write(arriving, PHOTO);
    assertThat(backup().damage()).isEmpty();
    assertThat(restored().damage()).isEmpty();
    assertThat(bytes(folder.resolve("restored"))).hasBinaryContent(PHOTO);
  }

  @Test
  void whatWasMissingOrDamagedBeforeIsNamedAndNoReasonToHaveNoBackup() throws Exception {
    assertThat(backup().damage())
        .singleElement()
        .asString()
        .contains("WX-20261121-001 漏水.jpg")
        .contains("missing or damaged");
    Files.createDirectories(bytes(kept.path()).getParent());
    Files.writeString(bytes(kept.path()), "other bytes");
    assertThat(backup().damage()).hasSize(1);
    assertThat(restored().damage()).hasSize(1);
  }

  @Test
  void aFolderOfAnOlderVersionHasNoSuchRecords() throws Exception {
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + kept.path().resolve("operations.db"));
        Statement statement = database.createStatement()) {
      statement.execute("DROP TABLE order_attachment");
    }
    assertThat(backup().damage()).isEmpty();
    assertThat(restored().damage()).isEmpty();
  }
}
