package org.zhiban.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.config.ExampleSite;

/** What {@code check} says of rosters: who is on duty, who comes next, whom nobody can call. */
class RosterReportTest {
  /** Tuesday, 1 December, noon in Shanghai. */
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-12-01T04:00:00Z"));

  private static final ExampleSite SITE =
      ExampleSite.whole()
          .with("site.yaml", "language: zh ", "language: en ")
          .with(
              "site.yaml",
              "\nshifts:",
              """

              rosters:
                lift-duty: { turns: weekly, from: 2026-11-23, at: "08:00", members: [li-wei, chen-tao], instead: [ { from: 2026-12-01, to: 2026-12-03, member: zhao-min } ] }

              shifts:\
              """)
          .with("site.yaml", "{ at: 1m, to: [operator] }", "{ at: 1m, to: [lift-duty] }")
          .with("site.yaml", "shift: day }", "shift: day, phone: \"13800000000\" }");

  @TempDir private Path folder;

  private String report(String... options) throws IOException {
    for (Map.Entry<String, String> file : SITE.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    List<String> arguments = new java.util.ArrayList<>(List.of(folder.toString()));
    arguments.addAll(List.of(options));
    int exit =
        new CheckCommand(stream, stream, ExampleSite.SECRETS, _ -> List.of(), CLOCK).run(arguments);
    assertThat(exit).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void itSaysWhoIsOnDutyUntilWhenAndWhoComesNext() throws IOException {
    assertThat(report())
        .contains("On duty by rosters")
        .containsPattern("lift-duty +赵敏 +2026-12-04 08:00 +陈涛");
    assertThat(report("--format", "json"))
        .containsPattern("\"roster\" : \"lift-duty\",\\s+\"member\" : \"zhao-min\"")
        .contains("\"until\" : \"2026-12-04T00:00:00Z\"")
        .contains("\"next\" : \"chen-tao\"");
  }

  @Test
  void whoTakesTurnsWithoutANumberIsNamed() throws IOException {
    assertThat(report())
        .contains("no number is known of 'chen-tao'")
        .contains("no number is known of 'zhao-min'")
        .doesNotContain("no number is known of 'li-wei'");
  }
}
