package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twins as a process of their own, and the story they are told to live. */
final class SimulateCommandTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  private Path story(String equipment) throws IOException {
    return Files.writeString(
        folder.resolve("night.yaml"),
        """
        scenario: night
        name: { zh: 夜里, en: Night }
        steps:
          - { at: 0s, equipment: %s, fault: entrapment, for: 2m }
        """
            .formatted(equipment));
  }

  @Test
  void aStoryThatIsNamedBeginsAtOnce() throws IOException {
    try (ZhibanProcess simulate =
        ZhibanProcess.start(
            "simulate",
            "examples/site",
            "--control-port",
            "0",
            "--scenario",
            story("lift-a1").toString())) {
      simulate.await(Pattern.compile("(ready)"), LONG);
      Api control = Api.of(simulate.controlAddress());

      assertThat(simulate.standardOutput()).contains("scenario night 夜里");
      assertThat(control.get("/faults").body().path("active"))
          .singleElement()
          .satisfies(
              fault -> {
                assertThat(fault.path("equipment").asText()).isEqualTo("lift-a1");
                assertThat(fault.path("fault").asText()).isEqualTo("entrapment");
                assertThat(fault.path("ends").isNull()).isFalse();
              });
      assertThat(control.get("/scenarios").body().path("playing").asText()).isEqualTo("night");
    }
  }

  @Test
  void aMistakeInItIsNamedWhereItStands() throws IOException {
    Path story = story("lift-a9");
    try (ZhibanProcess simulate =
        ZhibanProcess.start("simulate", "examples/site", "--scenario", story.toString())) {
      assertThat(simulate.awaitEnd(LONG)).isEqualTo(1);
      assertThat(simulate.output())
          .contains(
              story + ":4:26: error: there is no equipment 'lift-a9'; did you mean 'lift-a1'?");
    }
  }
}
