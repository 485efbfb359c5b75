package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * The files of a history in the state of one moment. The marker {@code stored} is not among them:
 * it moves on meanwhile, and is written again by {@link #marker()}.
 *
 * @param stored every sample appended before this is in the blocks
 * @param head how many samples were appended ever
 * @param parts in the history's folder, by name
 */
public record HistoryCut(long stored, long head, List<Part> parts) {
  /** The name of the marker in the history's folder. */
  public static final String MARKER = Archive.STORED;

  /**
   * One file.
   *
   * @param bytes so many from its beginning; what is behind them came later
   */
  public record Part(String name, long bytes) {}

  public HistoryCut {
    parts = List.copyOf(parts);
  }

  /** What the file {@link #MARKER} holds. */
  public byte[] marker() {
    ByteSink marker = new ByteSink(Long.BYTES);
    marker.putLong(stored);
    return marker.toArray();
  }

  /**
   * The history of a data folder in which nobody writes; an empty one where there is none. A file
   * that an unfinished step left behind is not in it.
   *
   * @throws StoreUnavailableException where it cannot be read
   */
  static HistoryCut of(Path dataFolder) {
    Path folder = dataFolder.resolve(FileHistorian.FOLDER);
    if (!Files.isDirectory(folder)) {
      return new HistoryCut(0, 0, List.of());
    }
    try (var found = Files.list(folder)) {
      long stored = Archive.stored(folder);
      long head = stored;
      List<Part> parts = new ArrayList<>();
      for (Path path : found.sorted().toList()) {
        if (LogSegment.named(path)
            || Block.named(path)
            || Rollups.named(path)
            || SeriesTable.named(path)) {
          parts.add(part(path));
        }
        LogSegment segment = LogSegment.named(path) ? LogSegment.open(path) : null;
        head = segment == null ? head : Math.max(head, segment.end());
      }
      return new HistoryCut(stored, head, parts);
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "The history in " + folder + " cannot be read: " + e + ". Does it belong to this user?",
          e);
    }
  }

  static Part part(Path file) throws IOException {
    return new Part(file.getFileName().toString(), Files.size(file));
  }
}
