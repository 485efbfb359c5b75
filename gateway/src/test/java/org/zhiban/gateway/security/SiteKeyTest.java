package org.zhiban.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
