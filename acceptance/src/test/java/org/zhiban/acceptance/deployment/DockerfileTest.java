package org.zhiban.acceptance.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DockerfileTest {
  private static final String VALIDATE =
      """
      const { validate } = require(process.argv[1]);
      const text = require('fs').readFileSync(0, 'utf8');
      for (const problem of validate(text)) console.log(problem.range.start.line + 1 + ': ' + problem.message);
      """;

  /** Each instruction on one line, without comments. */
  private final List<String> instructions =
      DeploymentFiles.read("Dockerfile")
          .replaceAll("\\\\\\n\\s*", "")
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();

  @Test
  void parsesWithoutAProblem() throws Exception {
    assertThat(problems(DeploymentFiles.read("Dockerfile"))).isEmpty();
  }

  @Test
  void theParserWouldSeeAMisspeltInstruction() throws Exception {
    assertThat(problems("FROM scratch\nENTRYPIONT [\"x\"]\n")).isNotEmpty();
  }

  @Test
  void theLastStageRunsAsNobodyInParticular() {
    int lastStage = lastIndexOf("FROM ");
    int user = lastIndexOf("USER ");
    assertThat(instructions.get(lastStage)).contains("-jre-").doesNotContain(" AS ");
    assertThat(user).isBetween(lastStage, lastIndexOf("ENTRYPOINT "));
    assertThat(instructions.get(user)).isEqualTo("USER 10001:10001");
  }

  @Test
  void theProgramIsTheFirstProcessSoThatSignalsReachIt() {
    assertThat(instructions.get(lastIndexOf("ENTRYPOINT "))).startsWith("ENTRYPOINT [\"java\", ");
    assertThat(instructions.get(lastIndexOf("CMD "))).startsWith("CMD [\"run\", \"/site\"");
  }

  @Test
  void everyFileItCopiesIsInTheRepositoryAndReachesTheBuild() {
    List<String> ignored = DeploymentFiles.read(".dockerignore").lines().toList();
    List<String> copied =
        instructions.stream()
            .filter(line -> line.startsWith("COPY ") && !line.contains("--from="))
            .flatMap(
                line ->
                    Stream.of(line.substring("COPY ".length()).split(" "))
                        .limit(line.split(" ").length - 2))
            .toList();
    assertThat(copied).contains("pom.xml", "gateway/");
    assertThat(copied).allMatch(path -> Files.exists(DeploymentFiles.ROOT.resolve(path)));
    assertThat(copied).noneMatch(ignored::contains);
  }

  @Test
  void everyStageItCopiesFromIsNamed() {
    List<String> stages =
        instructions.stream()
            .filter(line -> line.contains(" AS "))
            .map(line -> line.replaceAll(".* AS ", ""))
            .toList();
    assertThat(
            instructions.stream()
                .filter(line -> line.startsWith("COPY --from="))
                .map(line -> line.replaceAll("COPY --from=(\\S+) .*", "$1")))
        .isNotEmpty()
        .allMatch(stages::contains);
  }

  private int lastIndexOf(String instruction) {
    int found = -1;
    for (int i = 0; i < instructions.size(); i++) {
      if (instructions.get(i).startsWith(instruction)) {
        found = i;
      }
    }
    assertThat(found).as(instruction).isNotNegative();
    return found;
  }

  private static List<String> problems(String dockerfile) throws Exception {
    Path parser = DeploymentFiles.peer("dockerfile-utils");
    Process node =
        new ProcessBuilder("node", "-e", VALIDATE, parser.toString())
            .redirectErrorStream(true)
            .start();
    try (var in = node.getOutputStream()) {
      in.write(dockerfile.getBytes(StandardCharsets.UTF_8));
    }
    String printed = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor()).as(printed).isZero();
    return printed.lines().toList();
  }
}
