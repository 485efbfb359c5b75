package org.zhiban.gateway.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Folders and files that their owner alone can read, and what makes their names last. */
public final class Folders {
  private static final FileAttribute<?> PRIVATE_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private Folders() {}

  private static boolean posix(Path path) throws IOException {
    Path there = path.toAbsolutePath();
    for (Path above = there; above != null && !Files.exists(there); above = above.getParent()) {
      there = above;
    }
    return Files.getFileStore(there).supportsFileAttributeView("posix");
  }

  /** Makes a folder, and those above it, for its owner alone; one that is there stays as it is. */
  public static Path make(Path folder) throws IOException {
    return posix(folder)
        ? Files.createDirectories(folder, PRIVATE_FOLDER)
        : Files.createDirectories(folder);
  }

  /** Makes the folder in which a file is to lie. */
  public static void makeAbove(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      make(folder);
    }
  }

  /** Makes an empty file for its owner alone. */
  public static Path makeFile(Path file) throws IOException {
    return posix(file) ? Files.createFile(file, PRIVATE_FILE) : Files.createFile(file);
  }

  /** Makes new, renamed and deleted names last; where folders cannot be opened they last anyway. */
  public static void sync(Path folder) throws IOException {
    if (posix(folder)) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Bytes of a file, or of all files in a folder; what goes away meanwhile has none. */
  public static long size(Path tree) throws IOException {
    long[] bytes = {0};
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes[0] += attributes.size();
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
    return bytes[0];
  }

  /** Deletes a file, or a folder and all that is in it; links are deleted, not followed. */
  public static void delete(Path tree) throws IOException {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
