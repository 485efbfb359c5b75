package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The manual says what the grammar says. */
class ManualTest {
  /** Behind this line the manual is made by {@link Manual}. */
  private static final String MARK = "<!-- The tables below are made from the grammar. -->\n";

  /** {@code -Dmanual.write=true} brings the file up to date. */
  private static final String WRITE = "manual.write";

  private static Path file() {
    return ExampleSite.folder().resolve("../../docs/site.md").normalize();
  }

  @Test
  void theTablesOfTheManualAreThoseOfTheGrammar() throws IOException {
    String manual = Files.readString(file());
    String prose = manual.substring(0, manual.indexOf(MARK) + MARK.length());
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(file(), prose + Manual.tables());
    }

    assertThat(Files.readString(file()))
        .as("run this test with -D%s=true", WRITE)
        .isEqualTo(prose + Manual.tables());
  }

  @Test
  void everyKeyOfTheExampleIsInTheManual() throws IOException {
    String tables = Manual.tables();
    List<String> keys =
        Pattern.compile("(?m)(?:^ *|[{,] )([a-z_]+): ")
            .matcher(Files.readString(ExampleSite.folder().resolve("site.yaml")))
            .results()
            .map(result -> result.group(1))
            .distinct()
            .toList();

    assertThat(keys)
        .filteredOn(key -> !tables.contains("| `" + key + "` |"))
        .containsExactlyInAnyOrder(
            // the names of shifts, severities and channels
            "day", "night", "minor", "moderate", "serious_plan_and_start", "voice", "archive");
  }

  @Test
  void everyKeySaysWhatItMeans() {
    assertThat(Manual.tables().lines())
        .filteredOn(line -> line.startsWith("| `"))
        .hasSizeGreaterThan(150)
        .noneMatch(line -> line.endsWith("|  |"));
  }
}
