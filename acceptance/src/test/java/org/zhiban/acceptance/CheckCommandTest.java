package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./zhiban check} and the exit codes, as an integrator meets them. */
final class CheckCommandTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir static Path folder;

  @Test
  void theExampleSiteIsSound() {
    try (ZhibanProcess check = ZhibanProcess.start("check", "examples/site")) {
      assertThat(check.awaitEnd(LONG)).as(check.output()).isZero();
    }
  }

  @Test
  void aBrokenSiteEndsWithOneAndTheLine() throws IOException {
    Path site = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(
        site.resolve("site.yaml"), "site:\n  id: x\n  nmae: X\n  timezone: Asia/Shanghai\n");
    try (ZhibanProcess check = ZhibanProcess.start("check", site.toString())) {
      assertThat(check.awaitEnd(LONG)).as(check.output()).isEqualTo(1);
      assertThat(check.output())
          .contains(site.resolve("site.yaml") + ":3:3: error:")
          .contains("name");
    }
  }

  @Test
  void anUnknownCommandEndsWithTwo() {
    try (ZhibanProcess wrong = ZhibanProcess.start("chekc")) {
      assertThat(wrong.awaitEnd(LONG)).as(wrong.output()).isEqualTo(2);
    }
  }

  @Test
  void theVersionIsTold() {
    try (ZhibanProcess version = ZhibanProcess.start("version")) {
      assertThat(version.awaitEnd(LONG)).isZero();
      assertThat(version.standardOutput()).first().asString().startsWith("zhiban ");
    }
  }
}
