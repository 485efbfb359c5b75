package org.zhiban.acceptance.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the launcher builds, what it says meanwhile, and how it fails. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class BuildOnDemandTest {
  @TempDir Path folder;
  LauncherTree tree;

  @BeforeEach
  void aJdk() throws Exception {
    tree = new LauncherTree(folder);
    tree.jdk(folder.resolve("jdks/jdk"), "25");
  }

  @Test
  void aFreshProgramRunsWithoutMaven() throws Exception {
    tree.freshJar();
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(42);
      assertThat(run.said()).isEmpty();
    }
  }

  @Test
  void aProgramThatWasNeverBuiltIsBuilt() throws Exception {
    tree.maven(LauncherTree.makesTheJar());
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(42);
      assertThat(run.said()).hasSizeGreaterThanOrEqualTo(2);
      assertThat(run.said().getFirst())
          .startsWith("zhiban: building with " + folder.resolve("jdks/jdk"))
          .endsWith("(log: " + tree.root.toRealPath().resolve("target/build.log") + ")");
      assertThat(run.said().getLast()).matches("zhiban: built in \\d+ s");
    }
    assertThat(tree.mavenRuns())
        .singleElement()
        .asString()
        .startsWith("run " + folder.resolve("jdks/jdk"))
        .endsWith("-Dmaven.test.skip=true -pl gateway -am package");
  }

  @Test
  void theMeasurementsAreBuiltBesideTheProgramAndRunInItsPlace() throws Exception {
    tree.freshJar();
    tree.maven(
        "mkdir -p \"$root/benchmarks/target\"; echo one.jar:two.jar"
            + " >\"$root/benchmarks/target/classpath\"");
    try (LauncherRun run = tree.start("bench", "rules")) {
      assertThat(run.exitCode()).isEqualTo(42);
      assertThat(run.printed())
          .containsSubsequence(
              "argument="
                  + tree.root.toRealPath().resolve("benchmarks/target/classes")
                  + ":one.jar:two.jar",
              "argument=org.zhiban.benchmarks.Main",
              "argument=rules");
    }
    assertThat(tree.mavenRuns())
        .singleElement()
        .asString()
        .endsWith("-Pmeasure -pl benchmarks -am package");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pom.xml",
        "drivers/pom.xml",
        "model/src/main/java/Source.java",
        "rules/src/main/java/New.java",
        "gateway/src/main/resources/application.properties",
        "web/src/main.ts",
        "web/package.json"
      })
  void aSourceNewerThanTheProgramIsBuilt(String source) throws Exception {
    tree.freshJar();
    tree.changed(source);
    tree.maven(LauncherTree.makesTheJar());
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(42);
    }
    assertThat(tree.mavenRuns()).hasSize(1);
  }

  @Test
  void aSourceThatWasDeletedIsBuilt() throws Exception {
    tree.freshJar();
    tree.deleted("simulators/src/main/java/Source.java");
    tree.maven(LauncherTree.makesTheJar());
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(42);
    }
    assertThat(tree.mavenRuns()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gateway/src/test/java/SourceTest.java",
        "web/node_modules/vue/index.js",
        "web/dist/index.html",
        "README.md"
      })
  void whatIsNoSourceOfTheProgramIsNotBuilt(String file) throws Exception {
    tree.freshJar();
    tree.changed(file);
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(42);
      assertThat(run.said()).isEmpty();
    }
  }

  @Test
  void aSourceSavedDuringTheBuildIsBuiltTheNextTime() throws Exception {
    tree.maven(
        """
        until [ "$root/model/src/main/java/Source.java" -nt "$root/target/build.started" ]; do
          touch "$root/model/src/main/java/Source.java"
        done
        """
            + LauncherTree.makesTheJar());
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(42);
    }
    tree.maven(LauncherTree.makesTheJar());
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(42);
    }
    assertThat(tree.mavenRuns()).hasSize(2);
  }

  @Test
  void aBuildThatFailsEndsWithItsFirstErrorAndThePathOfTheLog() throws Exception {
    tree.maven(
        "echo '[INFO] compiling'; echo '[ERROR] COMPILATION ERROR : '; echo '[ERROR]"
            + " Source.java:[3,1] ; expected'; echo '[ERROR] more'; exit 1");
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.printed()).isEmpty();
      Path log = tree.root.toRealPath().resolve("target/build.log");
      assertThat(run.said().getLast())
          .isEqualTo("zhiban: the build failed: Source.java:[3,1] ; expected; all of it: " + log);
      assertThat(log).content().contains("[INFO] compiling");
    }
  }

  @Test
  void withoutMavenItSaysWhatToInstall() throws Exception {
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.said())
          .containsExactly("zhiban: cannot build: no mvn on PATH; install Maven 3.8 or later");
    }
  }

  @Test
  void withoutNpmItSaysWhatToInstall() throws Exception {
    tree.maven(LauncherTree.makesTheJar());
    Files.delete(tree.tools.resolve("npm"));
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.said())
          .containsExactly(
              "zhiban: cannot build the console: no npm on PATH; install Node.js 20 or later");
    }
  }

  @Test
  void buildingCanBeForbidden() throws Exception {
    tree.freshJar();
    tree.changed("pom.xml");
    tree.environment.put("ZHIBAN_BUILD", "never");
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(42);
      assertThat(run.said()).isEmpty();
    }
    Files.delete(tree.jar());
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.said()).singleElement().asString().contains("ZHIBAN_BUILD=never");
    }
  }

  @Test
  void aWordThatZhibanBuildDoesNotKnowIsRefused() throws Exception {
    tree.freshJar();
    tree.environment.put("ZHIBAN_BUILD", "no");
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.said())
          .containsExactly("zhiban: ZHIBAN_BUILD is 'no'; it can be auto or never");
    }
  }

  @Test
  void aRunningGatewayKeepsTheFilesItHasOpen() throws Exception {
    tree.freshJar();
    Path running = tree.root.resolve("gateway/target/lib/zhiban-model-0.1.0.jar");
    Files.createDirectories(tree.root.resolve("gateway/target/lib"));
    Files.writeString(running, "old");
    tree.changed("pom.xml");
    tree.maven(
        "echo new >\"$root/gateway/target/lib/zhiban-model-0.1.0.jar\"; "
            + LauncherTree.makesTheJar());
    try (var openJar = Files.newBufferedReader(tree.jar());
        var openLibrary = Files.newBufferedReader(running);
        LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(42);
      assertThat(openJar.readLine()).isEqualTo("fresh");
      assertThat(openLibrary.readLine()).isEqualTo("old");
    }
  }

  @Test
  void twoLaunchersStartedTogetherBuildOnce() throws Exception {
    tree.maven(
        """
        polls=0
        until [ -e "$root/go" ] || [ $polls -ge 300 ]; do sleep 0.1; polls=$((polls + 1)); done
        """
            + LauncherTree.makesTheJar());
    try (LauncherRun first = tree.start("version")) {
      first.awaitSaid("building with");
      try (LauncherRun second = tree.start("version")) {
        second.awaitSaid("waiting for the build that process " + first.pid() + " has under way");
        Files.createFile(tree.root.resolve("go"));
        assertThat(first.exitCode()).isEqualTo(42);
        assertThat(second.exitCode()).isEqualTo(42);
      }
    }
    assertThat(tree.mavenRuns()).hasSize(1);
  }

  @Test
  void theLockOfALauncherThatWasKilledIsTakenOver() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createDirectories(tree.root.resolve("target"));
    Files.createSymbolicLink(
        tree.root.resolve("target/build.lock"), Path.of(String.valueOf(dead.pid())));
    tree.maven(LauncherTree.makesTheJar());
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(42);
    }
    assertThat(tree.root.resolve("target")).isDirectoryNotContaining("glob:**build.lock*");
  }

  @Test
  void aTerminatedLauncherEndsItsMavenAndFreesTheLock() throws Exception {
    tree.maven("echo $$ >\"$root/maven-pid\"; exec sleep 60");
    try (LauncherRun run = tree.start("version")) {
      await()
          .atMost(LauncherRun.PATIENCE)
          .until(
              () ->
                  Files.exists(tree.root.resolve("maven-pid"))
                      && !Files.readString(tree.root.resolve("maven-pid")).isBlank());
      long maven = Long.parseLong(Files.readString(tree.root.resolve("maven-pid")).strip());
      run.terminate();
      assertThat(run.exitCode()).isEqualTo(143);
      assertThat(run.said().getLast()).isEqualTo("zhiban: the build was stopped");
      assertThat(ProcessHandle.of(maven)).isNotPresent();
    }
    assertThat(Files.isSymbolicLink(tree.root.resolve("target/build.lock"))).isFalse();
  }
}
