package org.zhiban.acceptance.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a start loads is recorded once for each build; no start depends on it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class QuickStartTest {
  @TempDir Path folder;
  LauncherTree tree;
  Path jdk;

  @BeforeEach
  void aJdkAndAProgram() throws Exception {
    tree = new LauncherTree(folder);
    jdk = tree.jdk(folder.resolve("jdks/jdk"), "25");
    tree.freshJar();
  }

  @Test
  void theFirstRunRehearsesAndEveryStartUsesIt() throws Exception {
    tree.rehearses(jdk, true);
    for (String command : List.of("run", "demo", "check")) {
      try (LauncherRun run = tree.start(command)) {
        assertThat(run.exitCode()).isEqualTo(42);
        assertThat(run.printed())
            .contains("argument=-XX:AOTCache=" + tree.root.toRealPath() + "/target/zhiban.aot")
            .containsSubsequence("argument=-jar", "argument=" + command);
        if (command.equals("run")) {
          assertThat(run.said()).hasSize(2);
          assertThat(run.said().getLast()).matches("zhiban: prepared in \\d+ s");
        } else {
          assertThat(run.said()).isEmpty();
        }
      }
    }
    assertThat(tree.rehearsals())
        .singleElement()
        .asString()
        .contains("demo --port 0 --control-port 0 --data");
    try (var left = Files.list(tree.root.resolve("target"))) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("zhiban.aot", "zhiban.aot.jdk");
    }
  }

  @Test
  void anotherBuildIsRehearsedAnew() throws Exception {
    tree.rehearses(jdk, true);
    start("run");
    tree.maven(LauncherTree.makesTheJar());
    Files.setLastModifiedTime(
        tree.root.resolve("target/zhiban.aot"), Files.getLastModifiedTime(tree.jar()));
    start("run");
    assertThat(tree.rehearsals()).hasSize(2);
  }

  @Test
  void anotherJdkRehearsesForItself() throws Exception {
    tree.rehearses(jdk, true);
    start("run");
    Path other = tree.jdk(folder.resolve("other"), "26");
    tree.rehearses(other, true);
    tree.environment.put("JAVA_HOME", other.toString());
    start("run");
    start("run");
    assertThat(tree.rehearsals()).hasSize(2);
    Files.writeString(other.resolve("release"), "JAVA_VERSION=\"26.0.1\"\n");
    start("run");
    assertThat(tree.rehearsals()).as("its update too").hasSize(3);
    tree.environment.remove("JAVA_HOME");
    try (LauncherRun run = tree.start("check")) {
      assertThat(run.exitCode()).isEqualTo(42);
      assertThat(run.printed())
          .as("what another recorded is of no use")
          .noneMatch(line -> line.contains("AOT"));
    }
  }

  @Test
  void whoIsStoppedOrKilledTakesTheRehearsalAlong() throws Exception {
    tree.neverReady(jdk);
    for (boolean kill : List.of(false, true)) {
      try (LauncherRun run = tree.start("run")) {
        ProcessHandle demo = awaitDemo(run);
        if (kill) {
          run.kill();
        } else {
          run.terminate();
          assertThat(run.exitCode()).isEqualTo(143);
        }
        await().atMost(LauncherRun.PATIENCE).until(() -> !demo.isAlive() && left().isEmpty());
      }
    }
    tree.rehearses(tree.jdk(jdk, "25"), true);
    start("run");
    assertThat(Files.size(tree.root.resolve("target/zhiban.aot"))).isPositive();
  }

  /** The demo out of sight: it has noted its id. */
  private ProcessHandle awaitDemo(LauncherRun run) {
    Path note = tree.root.resolve("rehearsing");
    await()
        .atMost(LauncherRun.PATIENCE)
        .until(() -> Files.exists(note) && Files.readString(note).endsWith("\n"));
    try {
      long id = Long.parseLong(Files.readString(note).strip());
      Files.delete(note);
      return ProcessHandle.of(id).orElseThrow(() -> new AssertionError(run.said()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<Path> left() throws IOException {
    try (var files = Files.list(tree.root.resolve("target"))) {
      return files.filter(file -> file.toString().contains("rehearsal.")).toList();
    }
  }

  @Test
  void whereItDoesNotWorkTheProgramRunsAndItIsSaidOnce() throws Exception {
    tree.rehearses(jdk, false);
    try (LauncherRun run = tree.start("run")) {
      assertThat(run.exitCode()).isEqualTo(42);
      assertThat(run.said().getLast())
          .startsWith("zhiban: quick starts could not be prepared (log: ");
      assertThat(run.printed()).noneMatch(line -> line.contains("AOT"));
    }
    assertThat(Files.readString(tree.root.resolve("target/rehearsal.log")))
        .contains("no such option");
    try (LauncherRun run = tree.start("run")) {
      assertThat(run.exitCode()).isEqualTo(42);
      assertThat(run.said()).isEmpty();
    }
    assertThat(tree.rehearsals()).hasSize(1);
  }

  @Test
  void itIsPreparedAheadWithoutAStart() throws Exception {
    tree.rehearses(jdk, true);
    try (LauncherRun run = tree.start("prepare")) {
      assertThat(run.exitCode()).isZero();
      assertThat(run.printed()).isEmpty();
    }
    start("run");
    assertThat(tree.rehearsals()).hasSize(1);
  }

  @Test
  void whoPreparesAheadIsToldWhereNothingWasPrepared() throws Exception {
    tree.rehearses(jdk, false);
    try (LauncherRun run = tree.start("prepare")) {
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.said().getLast()).startsWith("zhiban: quick starts are not prepared: ");
    }
    tree.environment.put("ZHIBAN_AOT", "never");
    try (LauncherRun run = tree.start("prepare")) {
      assertThat(run.exitCode()).isEqualTo(3);
    }
  }

  @Test
  void otherCommandsAndThoseWhoForbidItDoNotRehearse() throws Exception {
    tree.rehearses(jdk, true);
    start("version");
    tree.environment.put("ZHIBAN_AOT", "never");
    start("run");
    assertThat(tree.rehearsals()).isEmpty();
  }

  @Test
  void aWordThatItDoesNotKnowIsToldOf() throws Exception {
    tree.environment.put("ZHIBAN_AOT", "yes");
    try (LauncherRun run = tree.start("run")) {
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.said())
          .containsExactly("zhiban: ZHIBAN_AOT is 'yes'; it can be auto or never");
    }
  }

  private void start(String command) throws Exception {
    try (LauncherRun run = tree.start(command)) {
      assertThat(run.exitCode()).isEqualTo(42);
    }
  }
}
