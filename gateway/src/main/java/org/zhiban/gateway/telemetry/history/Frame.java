package org.zhiban.gateway.telemetry.history;

import java.util.zip.CRC32C;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * One appended batch in the log: a mark, the payload's length and CRC-32C, then the payload, which
 * begins with the number of samples that were appended before it.
 *
 * @param first how many samples were appended before the batch
 * @param samples how many are in it
 * @param encoded the batch
 * @param end where the next frame begins in its file
 */
record Frame(long first, int samples, ByteSource encoded, long end) {
  static final int HEADER = 3 * Integer.BYTES;
  private static final int MARK = 0x5a42_6672;

  /** Puts the header in front of a payload. */
  static void write(ByteSink sink, ByteSink payload) {
    sink.putInt(MARK);
    sink.putInt(payload.size());
    sink.putInt(crc(payload.view().array(), 0, payload.size()));
    sink.put(payload);
  }

  /** The length of the payload after a header, or -1 where it is no header. */
  static int payloadLength(byte[] header) {
    ByteSource source = new ByteSource(header);
    return source.getInt() == MARK ? Math.max(source.getInt(), -1) : -1;
  }

  static boolean intact(byte[] header, byte[] payload) {
    ByteSource source = new ByteSource(header);
    source.getLong();
    return source.getInt() == crc(payload, 0, payload.length);
  }

  static Frame of(byte[] payload, long end) {
    ByteSource source = new ByteSource(payload);
    long first = source.getLong();
    return new Frame(first, source.copy().getCount(), source, end);
  }

  /** Where the frame begins in its file. */
  long begin() {
    return end - HEADER - encoded.length();
  }

  /** The samples; the points are series. */
  SampleBatch batch() {
    return BatchCodec.decode(encoded.copy());
  }

  static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
