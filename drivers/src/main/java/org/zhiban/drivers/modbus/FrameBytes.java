package org.zhiban.drivers.modbus;

/**
 * The bytes of the last exchange on a line.
 *
 * @param request as sent; none where the line failed before
 * @param answer as received since: the answer, or whatever came in its place
 * @param data where the values of a right answer to a read begin
 */
@SuppressWarnings("ArrayRecordComponent") // copies that nobody changes, kept for a person to read
record FrameBytes(byte[] request, byte[] answer, int data) {
  static final FrameBytes NONE = new FrameBytes(new byte[0], new byte[0], 0);

  /** The same answer, to another request. */
  FrameBytes of(byte[] other) {
    return new FrameBytes(other, answer, data);
  }

  /** The values in a right answer to a read: registers, or bits as 0 and 1. */
  int[] values(PlannedRead read) {
    int[] values = new int[read.count()];
    for (int index = 0; index < values.length; index++) {
      values[index] =
          read.table().bits()
              ? Framing.at(answer, data + index / 8) >> index % 8 & 1
              : Framing.wordAt(answer, data + 2 * index);
    }
    return values;
  }
}
