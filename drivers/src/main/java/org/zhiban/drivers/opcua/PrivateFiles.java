package org.zhiban.drivers.opcua;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** Files that their owner alone can read, whole or not there. */
final class PrivateFiles {
  private static final FileAttribute<?> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final String UNFINISHED = ".part";

  private PrivateFiles() {}

  static void folder(Path folder) throws IOException {
    Files.createDirectories(folder, FOLDER);
  }

  /** Moved into place whole: a process that is killed here leaves no half file behind. */
  static void write(Path file, byte[] bytes) throws IOException {
    Path folder = file.getParent();
    Path whole = Files.createTempFile(folder, ".", UNFINISHED, FILE);
    Files.write(whole, bytes, StandardOpenOption.DSYNC);
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The files of a folder that need not exist. */
  static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }
}
