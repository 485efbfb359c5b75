package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are there whole or not at all, whatever ends the process or the power. */
final class Durable {
  private static final String UNFINISHED = ".unfinished";

  /** Where a file is written before it gets its name. */
  static Path unfinished(Path path) {
    return path.resolveSibling(path.getFileName() + UNFINISHED);
  }

  /** Whether a crash left a file before it got its name. */
  static boolean isUnfinished(Path path) {
    return path.getFileName().toString().endsWith(UNFINISHED);
  }

  /** Gives a written and synced file its name; an older one of that name is replaced. */
  static void finish(Path path) throws IOException {
    Files.move(unfinished(path), path, StandardCopyOption.ATOMIC_MOVE);
    syncFolder(path.resolveSibling("."));
  }

  /** Replaces a small file. */
  static void write(Path path, ByteSink content) throws IOException {
    try (FileChannel channel = create(unfinished(path))) {
      writeFully(channel, content);
      channel.force(true);
    }
    finish(path);
  }

  static FileChannel create(Path path) throws IOException {
    return FileChannel.open(
        path,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  static void writeFully(FileChannel channel, ByteSink content) throws IOException {
    for (var view = content.view(); view.hasRemaining(); ) {
      channel.write(view);
    }
  }

  /** Makes new, renamed and deleted names last; where folders cannot be opened they last anyway. */
  static void syncFolder(Path folder) throws IOException {
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private Durable() {}
}
