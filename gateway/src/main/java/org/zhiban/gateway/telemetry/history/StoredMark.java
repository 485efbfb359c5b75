package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The file that says up to where the samples of a folder's log are in its blocks: a number and its
 * CRC-32C. Where it is damaged or gone, the blocks and the log say so themselves.
 */
final class StoredMark {
  static final String FILE = "stored";
  private static final int WITHOUT_CRC = Long.BYTES;
  private static final int LENGTH = Long.BYTES + Integer.BYTES;

  private StoredMark() {}

  /** What the file of a folder says; empty where it is damaged or missing. */
  static OptionalLong read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    if (bytes.length != LENGTH && bytes.length != WITHOUT_CRC) {
      return OptionalLong.empty();
    }
    ByteSource source = new ByteSource(bytes);
    long end = source.getLong();
    boolean whole =
        bytes.length == WITHOUT_CRC || source.getInt() == Frame.crc(bytes, 0, Long.BYTES);
    return whole && end >= 0 ? OptionalLong.of(end) : OptionalLong.empty();
  }

  static void write(Path folder, long end) throws IOException {
    ByteSink mark = new ByteSink(LENGTH);
    mark.putLong(end);
    mark.putInt(Frame.crc(mark.toArray(), 0, Long.BYTES));
    Durable.write(folder.resolve(FILE), mark);
  }

  /**
   * Up to where the blocks are whole without doubt, or were once: the last step may not have been
   * finished, and counts only where the log does not hold all of it any more, since the log lets go
   * of nothing before.
   */
  static long derived(Path folder) throws IOException {
    List<Block> blocks = blocks(folder);
    long end = blocks.stream().mapToLong(Block::end).max().orElse(0);
    long begin = end;
    for (boolean moved = true; moved; ) {
      long from = begin;
      begin =
          blocks.stream()
              .filter(block -> block.end() > from || block.end() == end)
              .mapToLong(Block::first)
              .reduce(from, Math::min);
      moved = begin < from;
    }
    return logBegins(folder) <= begin ? begin : end;
  }

  private static List<Block> blocks(Path folder) throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (Path path : files(folder)) {
      if (Block.named(path)) {
        try {
          blocks.add(Block.open(path));
        } catch (IOException | RuntimeException _) {
          // whoever opens the folder says so
        }
      }
    }
    return blocks;
  }

  private static long logBegins(Path folder) throws IOException {
    long first = Long.MAX_VALUE;
    for (Path path : files(folder)) {
      LogSegment segment = LogSegment.named(path) ? LogSegment.open(path) : null;
      first = segment == null ? first : Math.min(first, segment.first());
    }
    return first;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var found = Files.list(folder)) {
      return found.toList();
    }
  }
}
