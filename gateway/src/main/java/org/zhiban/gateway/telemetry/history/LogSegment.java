package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One file of the log.
 *
 * @param first how many samples were appended before it
 * @param openedAt when it was begun
 */
record LogSegment(Path path, long first, Instant openedAt) {
  private static final long MAGIC = 0x5a42_6c6f_6731_0a00L;
  static final int HEADER = 3 * Long.BYTES;
  private static final String PREFIX = "log-";
  private static final String SUFFIX = ".samples";

  static Path name(Path folder, long first) {
    return folder.resolve(PREFIX + "0".repeat(19 - Long.toString(first).length()) + first + SUFFIX);
  }

  static boolean named(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }

  static ByteSink header(LogSegment segment) {
    ByteSink header = new ByteSink(HEADER);
    header.putLong(MAGIC);
    header.putLong(segment.first);
    header.putLong(segment.openedAt.toEpochMilli());
    return header;
  }

  /** The segment that a file holds; null where its header was never finished. */
  static @Nullable LogSegment open(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      byte[] header = read(channel, 0, HEADER);
      if (header == null) {
        return null;
      }
      ByteSource source = new ByteSource(header);
      return source.getLong() == MAGIC
          ? new LogSegment(path, source.getLong(), Instant.ofEpochMilli(source.getLong()))
          : null;
    }
  }

  FileChannel reader() throws IOException {
    return FileChannel.open(path, StandardOpenOption.READ);
  }

  /** How many samples were appended up to its last whole frame. */
  long end() throws IOException {
    long end = first;
    try (FileChannel channel = reader()) {
      long offset = HEADER;
      for (Frame frame = next(channel, offset); frame != null; frame = next(channel, offset)) {
        end = frame.first() + frame.samples();
        offset = frame.end();
      }
    }
    return end;
  }

  /** The next whole frame from an offset on, damage in between passed over; null at the end. */
  static @Nullable Frame next(FileChannel channel, long offset) throws IOException {
    Frame frame = frameAt(channel, offset);
    return frame == null ? frameBehind(channel, offset) : frame;
  }

  /** The whole frame at an offset, or null where there is none. */
  private static @Nullable Frame frameAt(FileChannel channel, long offset) throws IOException {
    byte[] header = read(channel, offset, Frame.HEADER);
    int length = header == null ? -1 : Frame.payloadLength(header);
    if (header == null || length < Long.BYTES || length > channel.size() - offset) {
      return null;
    }
    byte[] payload = read(channel, offset + Frame.HEADER, length);
    return payload != null && Frame.intact(header, payload)
        ? Frame.of(payload, offset + Frame.HEADER + length)
        : null;
  }

  /** The next whole frame behind one that is damaged, or null where there is none. */
  private static @Nullable Frame frameBehind(FileChannel channel, long damaged) throws IOException {
    long size = channel.size();
    for (long offset = damaged + 1; offset + Frame.HEADER <= size; offset++) {
      Frame frame = frameAt(channel, offset);
      if (frame != null) {
        return frame;
      }
    }
    return null;
  }

  private static byte @Nullable [] read(FileChannel channel, long offset, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        return null;
      }
    }
    return buffer.array();
  }
}
