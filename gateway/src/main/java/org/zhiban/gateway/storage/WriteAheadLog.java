package org.zhiban.gateway.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process that was killed left beside a database, looked at before SQLite opens it: SQLite
 * reads its log up to the first frame that is not whole, and says nothing of commits behind it. How
 * far the log went stands in the index beside it ({@code -shm}, written after each sync), and a
 * frame behind a commit says that the commit was synced (sqlite.org/walformat.html).
 */
public final class WriteAheadLog {
  private static final Logger LOG = LoggerFactory.getLogger(WriteAheadLog.class);
  private static final int MAGIC = 0x377f_0682;
  private static final int HEADER = 32;
  private static final int FRAME_HEADER = 24;
  private static final int INDEX_HEADER = 48;
  private static final int INDEX = 2 * INDEX_HEADER + Integer.BYTES;

  private final Path log;
  private final Path index;

  /** Beside a database; nobody has it open. */
  public WriteAheadLog(Path database) {
    log = database.resolveSibling(database.getFileName() + "-wal");
    index = database.resolveSibling(database.getFileName() + "-shm");
  }

  /**
   * The last frame of a commit up to which SQLite reads, and the last one that was promised.
   *
   * @param salts of the log, by which the index knows it; empty where its header is not whole
   */
  private record Extent(long readable, long promised, OptionalLong salts) {
    static final Extent NONE = new Extent(0, 0, OptionalLong.empty());
  }

  /**
   * Refuses a log of which commits would be missing, once: a copy is put aside, and where that is
   * there the database goes on with what can be read.
   *
   * @throws StoreUnavailableException what is damaged, and the ways on
   */
  public void requireWhole() {
    try {
      Extent extent = Files.exists(log) ? extent() : Extent.NONE;
      long missing = Math.max(extent.promised, promisedByIndex(extent)) - extent.readable;
      if (missing > 0) {
        goOnOrRefuse(missing);
      }
    } catch (IOException e) {
      throw new StoreUnavailableException(
          log + " cannot be read or copied: " + e + ". Is the disk full, or its user another?", e);
    }
  }

  private void goOnOrRefuse(long missing) throws IOException {
    Path aside = log;
    for (int number = 1; aside.equals(log) || Files.exists(aside); number++) {
      aside = log.resolveSibling(log.getFileName() + ".damaged-" + number);
      if (Files.exists(aside) && sameAs(aside)) {
        LOG.error(
            "{} was damaged: {} pages of its last changes are missing from now on; it is kept as"
                + " {}",
            log,
            missing,
            aside);
        return;
      }
    }
    if (Files.exists(log)) {
      Files.copy(log, aside);
    } else {
      Files.createFile(aside);
    }
    throw new StoreUnavailableException(
        log
            + " is damaged or missing: "
            + missing
            + " pages of the last changes cannot be read. It was copied to "
            + aside.getFileName()
            + ". Put the file of the last backup in place of the database and move "
            + log.getFileName()
            + " and "
            + index.getFileName()
            + " aside; or start again: the gateway then goes on with what was written before the"
            + " damage.");
  }

  private boolean sameAs(Path aside) throws IOException {
    return Files.exists(log) ? Files.mismatch(log, aside) < 0 : Files.size(aside) == 0;
  }

  private Extent extent() throws IOException {
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
      ByteBuffer header = read(channel, 0, HEADER);
      if (header == null || (header.getInt(0) & ~1) != MAGIC) {
        return Extent.NONE;
      }
      Sum sum = new Sum((header.getInt(0) & 1) == 1);
      sum.add(header, 0, FRAME_HEADER);
      int page = header.getInt(8);
      if (!sum.is(header, FRAME_HEADER) || page < 512 || page > 1 << 16) {
        return Extent.NONE;
      }
      return extent(channel, page, header.getLong(16), sum);
    }
  }

  private static Extent extent(FileChannel channel, int page, long salts, Sum sum)
      throws IOException {
    long readable = 0;
    long promised = 0;
    long damagedCommit = 0;
    boolean whole = true;
    long number = 1;
    for (ByteBuffer frame = frame(channel, page, number);
        frame != null;
        frame = frame(channel, page, ++number)) {
      boolean ours = frame.getLong(8) == salts;
      boolean commit = frame.getInt(4) != 0;
      sum.add(frame, 0, 8);
      sum.add(frame, FRAME_HEADER, page);
      whole = whole && ours && sum.is(frame, 16);
      if (whole) {
        readable = commit ? number : readable;
      } else if (ours) {
        // What stands behind a commit was written when that was synced.
        promised = damagedCommit > 0 ? damagedCommit : promised;
        damagedCommit = commit ? number : damagedCommit;
      }
    }
    return new Extent(readable, promised, OptionalLong.of(salts));
  }

  private static @Nullable ByteBuffer frame(FileChannel channel, int page, long number)
      throws IOException {
    return read(channel, HEADER + (number - 1) * (FRAME_HEADER + page), FRAME_HEADER + page);
  }

  /** Big endian; null where the file ends before. */
  private static @Nullable ByteBuffer read(FileChannel channel, long at, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        return null;
      }
    }
    return bytes.flip();
  }

  /** Of a log that it knows, or that has no header any more; 0 where all is in the database. */
  private long promisedByIndex(Extent extent) throws IOException {
    if (!Files.exists(index) || Files.size(index) < INDEX) {
      return 0;
    }
    ByteBuffer bytes;
    try (FileChannel channel = FileChannel.open(index, StandardOpenOption.READ)) {
      bytes = read(channel, 0, INDEX);
    }
    if (bytes == null) {
      return 0;
    }
    bytes.order(ByteOrder.nativeOrder());
    Sum sum = new Sum(ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN);
    sum.add(bytes, 0, 40);
    boolean whole =
        sum.first == bytes.getInt(40)
            && sum.second == bytes.getInt(44)
            && bytes.slice(0, INDEX_HEADER).equals(bytes.slice(INDEX_HEADER, INDEX_HEADER));
    long frames = Integer.toUnsignedLong(bytes.getInt(16));
    long inDatabase = Integer.toUnsignedLong(bytes.getInt(2 * INDEX_HEADER));
    long salts = bytes.duplicate().order(ByteOrder.BIG_ENDIAN).getLong(32);
    boolean same = extent.salts.orElse(salts) == salts;
    return whole && same && frames > inDatabase ? frames : 0;
  }

  /** The log's checksum: two words, each of what came before. */
  private static final class Sum {
    private final ByteOrder order;
    private int first;
    private int second;

    Sum(boolean bigEndian) {
      order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    void add(ByteBuffer bytes, int from, int length) {
      ByteBuffer words = bytes.duplicate().order(order);
      for (int at = from; at < from + length; at += 8) {
        first += words.getInt(at) + second;
        second += words.getInt(at + 4) + first;
      }
    }

    /** Sums stand in the file in big endian, whatever the words are. */
    boolean is(ByteBuffer bytes, int at) {
      return first == bytes.getInt(at) && second == bytes.getInt(at + 4);
    }
  }
}
