package org.zhiban.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.storage.StoreUnavailableException;

final class SiteKeyTest {
  @Test
  void theSameFolderHashesTheSameAndAnotherDoesNot(@TempDir Path here, @TempDir Path there)
      throws IOException {
    String hash = SiteKey.of(here).hash("粤B12345");
    assertThat(hash).hasSize(32).isEqualTo(SiteKey.of(here).hash("粤B12345"));
    assertThat(SiteKey.of(there).hash("粤B12345")).isNotEqualTo(hash);
    assertThat(SiteKey.of(here).seal("粤B12345", "e1"))
        .as("never twice the same")
        .isNotEqualTo(SiteKey.of(here).seal("粤B12345", "e1"));
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(here.resolve("site.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void whatIsSealedIsOpenedByTheSameFolderForTheSameThing(@TempDir Path here, @TempDir Path there) {
    String sealed = SiteKey.of(here).seal("粤B12345", "gate/passage\n1");
    assertThat(sealed).doesNotContain("B12345");
    assertThat(SiteKey.of(here).open(sealed, "gate/passage\n1")).contains("粤B12345");
    assertThat(SiteKey.of(here).open(sealed, "gate/passage\n2")).isEmpty();
    assertThat(SiteKey.of(there).open(sealed, "gate/passage\n1")).isEmpty();
    assertThat(SiteKey.of(here).open("", "gate/passage\n1")).isEmpty();
    assertThat(SiteKey.of(here).open("not sealed", "gate/passage\n1")).isEmpty();
  }

  @Test
  void aKeyThatIsTornOrChangedAnywhereIsRefusedAndNeverTakenForAnother(@TempDir Path here)
      throws IOException {
    String hash = SiteKey.of(here).hash("粤B12345");
    Path file = here.resolve("site.key");
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      Files.write(file, Arrays.copyOf(whole, at));
      sameOrRefused(here, hash);
      byte[] changed = whole.clone();
      changed[at] ^= (byte) (1 << at % 8);
      Files.write(file, changed);
      sameOrRefused(here, hash);
    }
  }

  private static void sameOrRefused(Path here, String hash) {
    try {
      assertThat(SiteKey.of(here).hash("粤B12345")).isEqualTo(hash);
    } catch (StoreUnavailableException refused) {
      assertThat(refused)
          .hasMessageContaining(here.resolve("site.key").toString())
          .hasMessageContaining("is damaged")
          .hasMessageContaining("last backup");
    }
  }

  @Test
  void aKeyOfAVersionBeforeIsRead(@TempDir Path here) throws IOException {
    Files.writeString(here.resolve("site.key"), "0f".repeat(32) + "\n");
    assertThat(SiteKey.of(here).hash("粤B12345")).isEqualTo(SiteKey.of(here).hash("粤B12345"));
  }
}
