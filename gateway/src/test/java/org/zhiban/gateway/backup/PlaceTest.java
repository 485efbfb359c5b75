package org.zhiban.gateway.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder that is a mounted volume: it cannot be renamed, so its parts are moved. */
final class PlaceTest {
  @TempDir Path folder;
  private KeptFolder kept;
  private Path file;

  @BeforeEach
  void makeBackup() throws Exception {
    kept = KeptFolder.make(folder.resolve("data"));
    file = folder.resolve("backup.zip");
    Backup.of(kept.path(), file, KeptFolder.CLOCK).make(Optional.empty(), "1.2.3");
  }

  private static Path volume(Path path) throws IOException {
    return Files.createDirectories(path);
  }

  private Restoring.Outcome restoreWithin(Path volume) throws Exception {
    return Restoring.of(volume, file, KeptFolder.CLOCK)
        .restore(new Place(volume, true), Optional.empty());
  }

  @Test
  void anEmptyVolumeIsFilled() throws Exception {
    Path volume = volume(folder.resolve("volume"));
    assertThat(restoreWithin(volume).aside()).isEmpty();
    assertThat(new KeptFolder(volume).contents()).isEqualTo(kept.contents());
    assertThat(volume.resolve("restore.moving")).doesNotExist();
  }

  @Test
  void whatWasInAVolumeLiesInItUnderANameOfItsOwn() throws Exception {
    kept.order("3");
    List<Object> before = kept.contents();
    Path aside = kept.path().resolve("replaced-20261122T100000Z");
    assertThat(restoreWithin(kept.path()).aside()).contains(aside);
    assertThat(new KeptFolder(aside).contents()).isEqualTo(before);
    assertThat(kept.contents()).isNotEqualTo(before);
  }

  /** Cut off at any of its steps: the folder is the old one or the new one, never half of each. */
  @Test
  void aRestoreThatWasCutOffIsEndedAtTheNextStart() throws Exception {
    List<Object> restored = kept.contents();
    for (int step = 0; step < 4; step++) {
      Path volume = volume(folder.resolve("volume-" + step));
      KeptFolder.make(volume).order("old");
      List<Object> old = new KeptFolder(volume).contents();
      Path unpacked = folder.resolve("unpacked-" + step);
      Restoring.of(unpacked, file, KeptFolder.CLOCK).restore(Optional.empty());
      cutOff(step, volume, unpacked);
      Restoring.clear(volume, KeptFolder.CLOCK);
      assertThat(new KeptFolder(volume).contents())
          .as("cut off at step " + step)
          .isEqualTo(step == 0 ? old : restored);
      assertThat(volume.resolve("restore.whole")).doesNotExist();
      assertThat(volume.resolve("restore.moving")).doesNotExist();
      assertThat(volume.resolve("restore.unpacking")).doesNotExist();
      if (step == 2) {
        assertThat(volume.resolve("replaced-20261122T100000Z/operations.db")).exists();
      }
    }
  }

  /** Its parts would be overwritten, or be in the way. */
  @Test
  void aRestoreOverOneThatWasCutOffEndsThatFirst() throws Exception {
    List<Object> restored = kept.contents();
    for (int step = 1; step < 4; step++) {
      Path volume = volume(folder.resolve("volume-" + step));
      KeptFolder.make(volume).order("old");
      List<Object> old = new KeptFolder(volume).contents();
      Path unpacked = folder.resolve("unpacked-" + step);
      Restoring.of(unpacked, file, KeptFolder.CLOCK).restore(Optional.empty());
      new KeptFolder(unpacked).order("between");
      List<Object> between = new KeptFolder(unpacked).contents();
      cutOff(step, volume, unpacked);
      assertThat(Restoring.of(volume, file, KeptFolder.CLOCK).occupied()).isTrue();
      Path aside = restoreWithin(volume).aside().orElseThrow();
      assertThat(new KeptFolder(volume).contents()).as("step " + step).isEqualTo(restored);
      assertThat(new KeptFolder(aside).contents()).as("step " + step).isEqualTo(between);
      if (step == 2) {
        assertThat(new KeptFolder(volume.resolve("replaced-20261122T100000Z")).contents())
            .isEqualTo(old);
      }
    }
  }

  @Test
  void aVolumeWithNothingButARestoreThatWasCutOffIsNotEmpty() throws Exception {
    Path volume = volume(folder.resolve("volume"));
    Files.createDirectory(volume.resolve("restore.whole"));
    assertThat(Restoring.of(volume, file, KeptFolder.CLOCK).occupied()).isTrue();
  }

  private static void cutOff(int step, Path volume, Path unpacked) throws IOException {
    switch (step) {
      case 0 -> Files.move(unpacked, volume.resolve("restore.unpacking"));
      case 1 -> {
        Files.move(unpacked, volume.resolve("restore.whole"));
        Path aside = Files.createDirectory(volume.resolve("replaced-20261122T095959Z"));
        Files.move(volume.resolve("operations.db"), aside.resolve("operations.db"));
      }
      case 2 -> Files.move(unpacked, volume.resolve("restore.whole"));
      default -> {
        Path aside = Files.createDirectory(volume.resolve("replaced-20261122T095959Z"));
        for (String name : List.of("operations.db", "history", "site", "site.key", "opcua")) {
          Files.move(volume.resolve(name), aside.resolve(name));
        }
        Files.move(unpacked, volume.resolve("restore.moving"));
        Files.move(
            volume.resolve("restore.moving").resolve("operations.db"),
            volume.resolve("operations.db"));
      }
    }
  }
}
