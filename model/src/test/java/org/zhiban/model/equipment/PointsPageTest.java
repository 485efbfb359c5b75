package org.zhiban.model.equipment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PointsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "points.md");
  private static final Path WRITTEN = Path.of("target", "points.md");

  @Test
  void docsPointsMdSaysWhatTheModelSays() throws IOException {
    String expected = page();
    Files.createDirectories(WRITTEN.getParent());
    Files.writeString(WRITTEN, expected);
    assertThat(PAGE)
        .as("docs/points.md; the page as it should be lies in model/%s", WRITTEN)
        .exists();
    assertThat(Files.readString(PAGE))
        .as("docs/points.md; the page as it should be lies in model/%s", WRITTEN)
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void aNameStandsOnceInAClass(EquipmentClass equipmentClass) {
    Set<String> seen = new HashSet<>();
    assertThat(equipmentClass.points()).allMatch(point -> seen.add(point.name()));
  }

  @ParameterizedTest
  @EnumSource
  void aClassIsFoundByItsWord(EquipmentClass equipmentClass) {
    assertThat(EquipmentClass.of(equipmentClass.word())).contains(equipmentClass);
  }

  @Test
  void aWordOfTheSitesOwnIsNoClass() {
    assertThat(EquipmentClass.of("chiller")).isEmpty();
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Canonical point names

            Written from `model/equipment`; a test compares. A template that gives its points these names
            can be simulated, charted and judged by the rules of its class without a further word. A template may add points
            under names of its own, and may state another unit of the same quantity.
            """);
    for (EquipmentClass equipmentClass : EquipmentClass.values()) {
      page.append(
          "\n## `%s` %s / %s\n"
              .formatted(
                  equipmentClass.word(), equipmentClass.title().zh(), equipmentClass.title().en()));
      if (equipmentClass.points().isEmpty()) {
        page.append("\nNo telemetry: schedule, label and orders only.\n");
        continue;
      }
      page.append("\n| name | kind | unit | 含义 | meaning |\n|---|---|---|---|---|\n");
      equipmentClass.points().forEach(point -> page.append(row(point)));
    }
    return page.toString();
  }

  private static String row(CanonicalPoint point) {
    String extra =
        point.states().isEmpty()
            ? point.fields().entrySet().stream()
                .map(f -> f.getKey() + " " + f.getValue().name().toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining(", "))
            : String.join(", ", point.states());
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            point.name(),
            point.kind().name().toLowerCase(java.util.Locale.ROOT),
            point.unit().orElse(""),
            point.meaning().zh(),
            point.meaning().en() + (extra.isEmpty() ? "" : " (`" + extra + "`)"));
  }
}
