package org.zhiban.acceptance.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A repository in miniature: the real launcher, one source of each kind, and stand-ins for the JDK
 * and for Maven that write down how they were called. The tools on its PATH are the ones the
 * launcher may use and no others.
 */
final class LauncherTree {
  private static final List<String> TOOLS =
      List.of(
          "cat",
          "cp",
          "date",
          "dirname",
          "find",
          "head",
          "ln",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sh",
          "sleep",
          "tail",
          "touch");
  private static final Instant OLD = Instant.parse("2025-01-01T00:00:00Z");

  final Path root;
  final Path tools;
  final Path standing;
  final Map<String, String> environment = new TreeMap<>();

  LauncherTree(Path folder) throws IOException {
    root = Files.createDirectories(folder.resolve("repository"));
    tools = Files.createDirectories(folder.resolve("tools"));
    standing = Files.createDirectories(folder.resolve("where the user stands"));
    Files.copy(repository().resolve("zhiban"), root.resolve("zhiban"));
    executable(root.resolve("zhiban"));
    for (String module : List.of("model", "drivers", "rules", "simulators", "gateway")) {
      source(module + "/pom.xml");
      source(module + "/src/main/java/Source.java");
    }
    source("pom.xml");
    source("web/package.json");
    source("web/src/main.ts");
    source("gateway/src/main/resources/application.properties");
    source("gateway/src/test/java/SourceTest.java");
    for (String tool : TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), locate(tool));
    }
    script(tools.resolve("npm"), "exit 0");
    environment.put("PATH", tools.toString());
    environment.put("HOME", folder.toString());
    environment.put("LANG", "C.UTF-8");
    environment.put("ZHIBAN_JDK_FOLDERS", folder.resolve("jdks").toString());
  }

  /** The repository under test: the parent of the module whose tests run. */
  static Path repository() {
    return Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
  }

  /**
   * A JDK of {@code version} in {@code home}; its {@code java} prints its home, its folder, its id
   * and its arguments.
   */
  Path jdk(Path home, String version) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
    script(home.resolve("bin/javac"), "exit 0");
    script(
        home.resolve("bin/java"),
        """
        echo "home=%s"
        echo "folder=$PWD"
        echo "pid=$$"
        echo "ctype=${LC_ALL:-${LC_CTYPE:-$LANG}}"
        for argument in "$@"; do echo "argument=$argument"; done
        exit 42
        """
            .formatted(home));
    return home;
  }

  /**
   * Lets that JDK rehearse a start: it notes the call, says that it is ready, and, told to end,
   * leaves behind what it was asked to keep, or nothing.
   */
  void rehearses(Path home, boolean keeps) throws IOException {
    Path java = home.resolve("bin/java");
    String plain = Files.readString(java).lines().skip(1).collect(Collectors.joining("\n"));
    script(
        java,
        """
        for argument in "$@"; do
          case $argument in
            -XX:AOTCacheOutput=*)
              echo "$*" >>"%1$s/rehearsals"
              trap '[ %2$s = true ] && echo kept >"${argument#*=}"; exit 143' TERM
              echo "no such option" >&2
              echo "ready http://127.0.0.1:1 in 1.0 s"
              while :; do sleep 1; done ;;
          esac
        done
        %3$s
        """
            .formatted(root, keeps, plain));
  }

  /** Lets it rehearse a start that never comes to an end, and note its id. */
  void neverReady(Path home) throws IOException {
    script(
        home.resolve("bin/java"),
        """
        echo $$ >"%s/rehearsing"
        while :; do sleep 1; done
        """
            .formatted(root));
  }

  List<String> rehearsals() throws IOException {
    Path file = root.resolve("rehearsals");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** A Maven that notes each run and then does {@code behaviour}; {@code $root} is this tree. */
  void maven(String behaviour) throws IOException {
    script(
        tools.resolve("mvn"),
        """
        root=%s
        echo "run $JAVA_HOME $*" >>"$root/maven-runs"
        echo "[INFO] Building Zhiban model 0.1.0                                [2/7]"
        %s
        """
            .formatted(root, behaviour));
  }

  /** What the real build leaves behind. */
  static String makesTheJar() {
    return "mkdir -p \"$root/gateway/target\"; echo built >\"$root/gateway/target/zhiban.jar\"";
  }

  List<String> mavenRuns() throws IOException {
    Path runs = root.resolve("maven-runs");
    return Files.exists(runs) ? Files.readAllLines(runs) : List.of();
  }

  Path jar() {
    return root.resolve("gateway/target/zhiban.jar");
  }

  /** A program that was built after the last change of a source. */
  void freshJar() throws IOException {
    Files.createDirectories(root.resolve("gateway/target"));
    Files.writeString(jar(), "fresh");
    date(jar(), OLD.plus(Duration.ofHours(1)));
  }

  /** Writes a source as if it had been changed after the fresh program was built. */
  void changed(String path) throws IOException {
    source(path);
    date(root.resolve(path), OLD.plus(Duration.ofHours(2)));
  }

  /** Deletes a source after the fresh program was built. */
  void deleted(String path) throws IOException {
    Files.delete(root.resolve(path));
    date(Objects.requireNonNull(root.resolve(path).getParent()), OLD.plus(Duration.ofHours(2)));
  }

  LauncherRun start(String... arguments) throws IOException {
    return start(root.resolve("zhiban"), arguments);
  }

  LauncherRun start(Path launcher, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(standing.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new LauncherRun(builder);
  }

  private void source(String path) throws IOException {
    Path file = root.resolve(path);
    Path folder = Objects.requireNonNull(file.getParent());
    Files.createDirectories(folder);
    Files.writeString(file, "source");
    date(file, OLD);
    date(folder, OLD);
    for (Path above = folder;
        !above.equals(root);
        above = Objects.requireNonNull(above.getParent())) {
      date(above, OLD);
    }
  }

  private static Path locate(String tool) {
    for (String folder : List.of("/usr/bin", "/bin")) {
      Path candidate = Path.of(folder, tool);
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    throw new IllegalStateException("no " + tool + " in /usr/bin or /bin");
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    executable(file);
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void date(Path file, Instant time) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(time));
  }
}
