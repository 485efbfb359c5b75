package org.zhiban.acceptance.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the launcher asks of Maven on a machine where nothing is built: the program alone, without
 * any test. The console's own build is left out, which takes longer than all else.
 */
final class FreshCloneTest {
  /** What a build leaves behind; {@code .git} is not needed to build. */
  private static final Set<String> NOT_CLONED =
      Set.of("target", "node_modules", "dist", ".git", ".peers");

  @TempDir Path folder;

  @Test
  void theProgramIsBuiltFromItsSourcesAlone() throws Exception {
    Path clone = folder.resolve("clone");
    copy(LauncherTree.repository(), clone);
    Path log = folder.resolve("build.log");
    Process maven =
        new ProcessBuilder(
                List.of(
                    "mvn",
                    "-B",
                    "-ntp",
                    "-Dmaven.test.skip=true",
                    "-Dconsole.skip=true",
                    "-pl",
                    "gateway",
                    "-am",
                    "package"))
            .directory(clone.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(maven.waitFor(10, TimeUnit.MINUTES)).as("ends").isTrue();
    } finally {
      maven.destroy();
    }
    assertThat(maven.exitValue()).as(Files.readString(log)).isZero();
    assertThat(clone.resolve("gateway/target/zhiban.jar")).isRegularFile();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            if (NOT_CLONED.contains(String.valueOf(directory.getFileName()))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(directory)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
