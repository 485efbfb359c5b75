package org.zhiban.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.storage.ChildJvm;

/** A command that is asked to end in the midst of its work. */
final class CtrlCTest {
  @TempDir Path folder;

  /** Until the process is gone, the work may make again what was taken away. */
  @Test
  void ofWorkThatWasNotDoneNothingIsLeft() throws IOException {
    Path file = folder.resolve("half");
    try (ChildJvm child = ChildJvm.start(Working.class, file)) {
      child.await("begun");
      assertThat(child.terminate("")).as("being stopped is no failure to tell of").isEmpty();
    }
    assertThat(file).doesNotExist();
  }

  /** Writes a file over and over. Its undoing takes until the file is there again, if it can be. */
  static final class Working {
    private static volatile boolean ended;

    private Working() {}

    public static void main(String[] arguments) throws InterruptedException {
      Path file = Path.of(arguments[0]);
      try {
        CtrlC.undoing(() -> delete(file), () -> work(file));
      } catch (IllegalStateException e) {
        System.out.println(e.getMessage() + ";");
      }
    }

    private static Path work(Path file) {
      boolean told = false;
      while (!Thread.currentThread().isInterrupted()) {
        write(file);
        if (!told) {
          System.out.println("begun");
          told = true;
        }
      }
      ended = true;
      throw new IllegalStateException("stopped");
    }

    private static void write(Path file) {
      try {
        Files.write(file, new byte[] {1});
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void delete(Path file) {
      try {
        Files.deleteIfExists(file);
        while (!ended && !Files.exists(file)) {
          Thread.onSpinWait();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
