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
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(here.resolve("site.key"))))
        .isEqualTo("rw-------");
  }
}
