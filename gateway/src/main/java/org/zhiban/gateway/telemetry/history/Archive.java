package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The blocks of all days, and up to where the samples of the log are in them. What a crash left of
 * an unfinished step is cleared away on opening. Its caller sees to it that nobody reads while it
 * changes.
 */
final class Archive {
  private static final Logger LOG = LoggerFactory.getLogger(Archive.class);
  static final String STORED = StoredMark.FILE;
  private static final String DAMAGED = ".damaged";

  private final Path folder;
  private final NavigableMap<Long, List<Block>> days = new TreeMap<>();
  private long stored;

  Archive(Path folder) throws IOException {
    this.folder = folder;
    stored = stored(folder);
    List<Path> files;
    try (var found = Files.list(folder)) {
      files = found.toList();
    }
    if (StoredMark.read(folder).isEmpty() && files.stream().anyMatch(Block::named)) {
      LOG.error(
          "{} was damaged or missing and was made anew from the blocks and the log beside it.",
          folder.resolve(STORED));
      StoredMark.write(folder, stored);
    }
    for (Path path : files) {
      if (Durable.isUnfinished(path)) {
        Files.delete(path);
      } else if (Block.named(path)) {
        take(path);
      }
    }
    for (List<Block> blocks : List.copyOf(days.values())) {
      clearMerged(blocks);
    }
  }

  /** Up to where the samples of a folder's log are in its blocks. */
  static long stored(Path folder) throws IOException {
    OptionalLong marked = StoredMark.read(folder);
    return marked.isPresent() ? marked.getAsLong() : StoredMark.derived(folder);
  }

  private void take(Path path) throws IOException {
    Block block;
    try {
      block = Block.open(path);
    } catch (DamagedFileException | RuntimeException e) {
      Path aside = path.resolveSibling(path.getFileName() + DAMAGED);
      Files.move(path, aside);
      LOG.error("{} is damaged and was put aside as {}: its samples are missing.", path, aside, e);
      return;
    }
    if (block.end() > stored) {
      // Written, but the step that it belonged to was not finished: the log still has its samples.
      Files.delete(path);
    } else {
      insert(block);
    }
  }

  private void insert(Block block) {
    List<Block> blocks = new ArrayList<>(days.getOrDefault(block.day(), List.of()));
    blocks.add(block);
    blocks.sort(Comparator.comparingLong(Block::first).thenComparingLong(Block::end));
    days.put(block.day(), List.copyOf(blocks));
  }

  /** A block within the range of another was merged into it. */
  private void clearMerged(List<Block> blocks) throws IOException {
    List<Block> merged =
        blocks.stream()
            .filter(
                inner ->
                    blocks.stream()
                        .anyMatch(
                            outer ->
                                !outer.equals(inner)
                                    && outer.first() <= inner.first()
                                    && outer.end() >= inner.end()))
            .toList();
    remove(merged);
  }

  Path folder() {
    return folder;
  }

  /** Every sample appended before this is in the blocks. */
  long stored() {
    return stored;
  }

  /** Blocks by day since 1970, in each day in order of arrival. */
  NavigableMap<Long, List<Block>> days() {
    return days;
  }

  /** Makes it last that the blocks of a step are whole; without this they are cleared away. */
  void commit(long end) throws IOException {
    StoredMark.write(folder, end);
    stored = end;
  }

  void add(List<Block> blocks) {
    blocks.forEach(this::insert);
  }

  /** Takes blocks out and deletes their files. */
  void remove(List<Block> gone) throws IOException {
    for (Block block : gone) {
      List<Block> left =
          days.getOrDefault(block.day(), List.of()).stream()
              .filter(other -> !other.equals(block))
              .toList();
      if (left.isEmpty()) {
        days.remove(block.day());
      } else {
        days.put(block.day(), left);
      }
      Files.deleteIfExists(block.path());
    }
  }

  long bytes() throws IOException {
    long bytes = 0;
    for (List<Block> blocks : days.values()) {
      for (Block block : blocks) {
        bytes += Files.size(block.path());
      }
    }
    return bytes;
  }
}
