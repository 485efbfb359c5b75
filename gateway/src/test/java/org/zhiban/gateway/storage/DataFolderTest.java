package org.zhiban.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T03:12:00.5Z"));

  @TempDir Path parent;

  /** Locks a folder until it is killed. */
  static final class Holder {
    public static void main(String[] arguments) {
      DataFolder folder = DataFolder.lock(Path.of(arguments[0]), Clock.systemUTC());
      System.out.println("held " + folder.path());
      while (true) {
        LockSupport.park(folder);
      }
    }

    private Holder() {}
  }

  @Test
  void the_folder_is_made_and_only_its_owner_may_look_into_it() throws IOException {
    Path path = parent.resolve("a/b");
    try (DataFolder folder = DataFolder.lock(path, CLOCK)) {
      assertThat(folder.path()).isEqualTo(path).isDirectory();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void a_folder_that_others_could_look_into_is_closed_to_them() throws IOException {
    Path path = Files.createDirectory(parent.resolve("open"));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    DataFolder.lock(path, CLOCK).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rwx------");
  }

  @Test
  void who_holds_a_folder_is_told_to_the_second_one_in_the_same_process_too() {
    try (DataFolder _ = DataFolder.lock(parent, CLOCK)) {
      assertThatThrownBy(() -> DataFolder.lock(parent, CLOCK))
          .isInstanceOfSatisfying(
              DataFolderHeldException.class,
              e -> {
                assertThat(e.pid()).hasValue(ProcessHandle.current().pid());
                assertThat(e.since()).contains(Instant.parse("2026-11-21T03:12:00Z"));
              })
          .hasMessageContaining("--data");
    }
    DataFolder.lock(parent, CLOCK).close();
  }

  @Test
  void another_process_holds_it_until_it_is_killed() throws IOException {
    try (ChildJvm child = ChildJvm.start(Holder.class, parent)) {
      child.await("held ");
      assertThatThrownBy(() -> DataFolder.lock(parent, CLOCK))
          .isInstanceOfSatisfying(
              DataFolderHeldException.class, e -> assertThat(e.pid()).hasValue(child.pid()))
          .hasMessageContaining(Long.toString(child.pid()));
      child.kill("held ");
      DataFolder.lock(parent, CLOCK).close();
    }
  }

  @Test
  void a_path_that_is_no_folder_is_refused_with_a_way_on() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "x");
    assertThatThrownBy(() -> DataFolder.lock(file, CLOCK))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("--data");
  }
}
