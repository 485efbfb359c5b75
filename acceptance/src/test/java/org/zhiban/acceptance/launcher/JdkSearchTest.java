package org.zhiban.acceptance.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which JDK the launcher takes, and how it hands over to it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class JdkSearchTest {
  @TempDir Path folder;
  LauncherTree tree;

  @BeforeEach
  void freshProgram() throws Exception {
    tree = new LauncherTree(folder);
    tree.freshJar();
  }

  @Test
  void takesJavaHomeWhenItIsNewEnough() throws Exception {
    tree.environment.put("JAVA_HOME", tree.jdk(folder.resolve("mine"), "25.0.1").toString());
    tree.jdk(folder.resolve("jdks/other"), "26");
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(42);
      assertThat(run.printed()).contains("home=" + folder.resolve("mine"));
      assertThat(run.said()).isEmpty();
    }
  }

  @Test
  void takesTheJdkOnPathWhenJavaHomeIsTooOld() throws Exception {
    tree.environment.put("JAVA_HOME", tree.jdk(folder.resolve("old"), "17.0.15").toString());
    Path onPath = tree.jdk(folder.resolve("somewhere/jdk"), "25");
    Files.createSymbolicLink(tree.tools.resolve("java"), onPath.resolve("bin/java"));
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(42);
      assertThat(run.printed()).contains("home=" + onPath);
    }
  }

  @Test
  void searchesTheFoldersOfJdksLast() throws Exception {
    tree.jdk(folder.resolve("jdks/jdk-21"), "21.0.4");
    tree.jdk(folder.resolve("jdks/jdk-25"), "25.0.3");
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(42);
      assertThat(run.printed()).contains("home=" + folder.resolve("jdks/jdk-25"));
    }
  }

  @Test
  void findsTheHomeInsideTheBundleOfMacOs() throws Exception {
    Path home = tree.jdk(folder.resolve("jdks/temurin-25.jdk/Contents/Home"), "25");
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(42);
      assertThat(run.printed()).contains("home=" + home);
    }
  }

  @Test
  void asksTheJvmWhereTheJdkHasNoReleaseFile() throws Exception {
    Path home = tree.jdk(folder.resolve("jdks/plain"), "25");
    Files.delete(home.resolve("release"));
    Files.writeString(
        home.resolve("bin/java"),
        """
        #!/bin/sh
        if [ "$1" = -XshowSettings:properties ]; then
          echo "    java.specification.version = 25" >&2
        else
          echo "ran"
        fi
        """);
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isZero();
      assertThat(run.printed()).containsExactly("ran");
    }
  }

  @Test
  void endsWithOneLineThatNamesTheVersionsSeenWhereNoJdkFits() throws Exception {
    tree.environment.put("JAVA_HOME", tree.jdk(folder.resolve("old"), "17.0.15").toString());
    tree.jdk(folder.resolve("jdks/jdk-21"), "21.0.4");
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.printed()).isEmpty();
      assertThat(run.said())
          .containsExactly(
              "zhiban: no JDK 25 or later found (only 17, 21): install one, or point JAVA_HOME at"
                  + " it");
    }
  }

  @Test
  void aRuntimeWithoutACompilerIsNoJdk() throws Exception {
    Files.delete(tree.jdk(folder.resolve("jdks/jre"), "25").resolve("bin/javac"));
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.said())
          .containsExactly(
              "zhiban: no JDK 25 or later found: install one, or point JAVA_HOME at it");
    }
  }

  @Test
  void theProgramTakesThePlaceOfTheShellSoThatSignalsReachIt() throws Exception {
    tree.jdk(folder.resolve("jdks/jdk"), "25");
    try (LauncherRun run = tree.start("demo")) {
      assertThat(run.exitCode()).isEqualTo(42);
      assertThat(run.printed()).contains("pid=" + run.pid());
    }
  }

  @Test
  void theProgramStandsWhereTheUserStandsAndGetsHisWordsUntouched() throws Exception {
    tree.jdk(folder.resolve("jdks/jdk"), "25");
    tree.environment.put("ZHIBAN_JAVA_OPTS", "-Xmx1g -Dx=y");
    try (LauncherRun run = tree.start("check", "sites/锦澜 花园", "", "--format", "json")) {
      assertThat(run.exitCode()).isEqualTo(42);
      assertThat(run.printed())
          .contains("folder=" + tree.standing.toRealPath())
          .containsSubsequence("argument=-Xmx1g", "argument=-Dx=y")
          .containsSubsequence(
              "argument=-jar",
              "argument=" + tree.jar().toRealPath(),
              "argument=check",
              "argument=sites/锦澜 花园",
              "argument=",
              "argument=--format",
              "argument=json");
    }
  }

  @Test
  void worksThroughASymbolicLink() throws Exception {
    tree.jdk(folder.resolve("jdks/jdk"), "25");
    Path link = Files.createSymbolicLink(folder.resolve("zb"), Path.of("repository/zhiban"));
    try (LauncherRun run = tree.start(link, "version")) {
      assertThat(run.exitCode()).isEqualTo(42);
      assertThat(run.printed()).contains("argument=" + tree.jar().toRealPath());
    }
  }

  @Test
  void fileNamesAreUtf8EvenWhereNoLocaleIsSet() throws Exception {
    tree.jdk(folder.resolve("jdks/jdk"), "25");
    tree.environment.put("LANG", "C");
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(42);
      assertThat(run.printed()).contains("ctype=C.UTF-8");
    }
  }

  @Test
  void theUsersOwnUtf8LocaleStays() throws Exception {
    tree.jdk(folder.resolve("jdks/jdk"), "25");
    tree.environment.put("LANG", "zh_CN.utf8");
    try (LauncherRun run = tree.start("version")) {
      assertThat(run.exitCode()).isEqualTo(42);
      assertThat(run.printed()).contains("ctype=zh_CN.utf8");
    }
  }
}
