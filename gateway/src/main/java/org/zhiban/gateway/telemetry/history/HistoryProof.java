package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * A history read from its first byte to its last, changing nothing: every chunk of every file and
 * every batch of the log against its CRC-32C.
 *
 * @param head behind the last whole batch
 * @param chunks that are whole
 * @param batches that are whole
 * @param damaged the files that hold something that is not, each once; a torn end of the log was
 *     never promised and is no damage
 */
public record HistoryProof(long head, long chunks, long batches, List<String> damaged) {
  public HistoryProof {
    damaged = List.copyOf(damaged);
  }

  /**
   * Reads the history of a data folder in which nobody writes.
   *
   * @throws StoreUnavailableException where it cannot be read
   */
  public static HistoryProof of(Path dataFolder) {
    Path folder = dataFolder.resolve(FileHistorian.FOLDER);
    if (!Files.isDirectory(folder)) {
      return new HistoryProof(0, 0, 0, List.of());
    }
    try (var files = Files.list(folder)) {
      Reading reading = new Reading(Archive.stored(folder));
      for (Path path : files.sorted().toList()) {
        reading.read(path);
      }
      return new HistoryProof(reading.head, reading.chunks, reading.batches, reading.damaged);
    } catch (IOException e) {
      throw new StoreUnavailableException("The history in " + folder + " cannot be read: " + e, e);
    }
  }

  /** Adds up file by file. */
  private static final class Reading {
    private final List<String> damaged = new ArrayList<>();
    private long head;
    private long chunks;
    private long batches;

    Reading(long stored) {
      head = stored;
    }

    void read(Path path) throws IOException {
      boolean whole = true;
      if (Block.named(path) || Rollups.named(path)) {
        whole = chunks(path);
      } else if (LogSegment.named(path)) {
        whole = segment(path);
      }
      if (!whole) {
        damaged.add(path.getFileName().toString());
      }
    }

    private boolean chunks(Path path) throws IOException {
      ChunkFile file;
      try {
        file = ChunkFile.open(path);
      } catch (DamagedFileException _) {
        return false;
      }
      boolean whole = true;
      try (FileChannel channel = file.reader()) {
        for (Chunk chunk : file.index(channel)) {
          if (file.bytes(channel, chunk) == null) {
            whole = false;
          } else {
            chunks++;
          }
        }
      }
      return whole;
    }

    /** A file whose header was never finished holds nothing that was promised. */
    private boolean segment(Path path) throws IOException {
      LogSegment segment = LogSegment.open(path);
      if (segment == null) {
        return Files.size(path) < LogSegment.HEADER;
      }
      boolean whole = true;
      try (FileChannel channel = segment.reader()) {
        long offset = LogSegment.HEADER;
        for (Frame frame = LogSegment.next(channel, offset);
            frame != null;
            frame = LogSegment.next(channel, offset)) {
          whole &= frame.begin() == offset;
          head = Math.max(head, frame.first() + frame.samples());
          batches++;
          offset = frame.end();
        }
      }
      return whole;
    }
  }
}
