package org.zhiban.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.acceptance.architecture.Product.ROOT;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What no compiler sees: how long a file is, and what a test does while it waits. */
class SourcesTest {
  private static final int LONGEST = 400;
  private static final Pattern SLEEP =
      Pattern.compile("\\bThread\\.sleep\\(|\\bTimeUnit\\.[A-Z]+\\.sleep\\(");

  @Test
  void noSourceIsLongerThanAReaderHolds() {
    List<Path> sources = Product.sources(".java", ".ts", ".vue", ".mjs", ".css");
    assertThat(sources).hasSizeGreaterThan(50);
    assertThat(
            sources.stream()
                .filter(file -> Product.read(file).lines().count() > LONGEST)
                .map(ROOT::relativize))
        .as("files of more than %d lines", LONGEST)
        .isEmpty();
  }

  @Test
  void noTestSleeps() {
    List<Path> tests =
        Product.sources(".java").stream()
            .filter(file -> file.toString().contains("/src/test/"))
            .toList();
    assertThat(tests).isNotEmpty();
    assertThat(
            tests.stream()
                .filter(file -> !file.endsWith("SourcesTest.java"))
                .filter(file -> SLEEP.matcher(Product.read(file)).find())
                .map(ROOT::relativize))
        .as("tests that sleep; inject an InstantSource, or await a condition")
        .isEmpty();
  }

  @Test
  void noWorkIsLeftForLater() {
    Pattern later = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");
    assertThat(
            Product.sources(".java", ".ts", ".vue", ".mjs", ".css", ".yaml", ".sql").stream()
                .filter(file -> !file.endsWith("SourcesTest.java"))
                .filter(file -> later.matcher(Product.read(file)).find())
                .map(ROOT::relativize))
        .as("files with work left for later")
        .isEmpty();
  }
}
