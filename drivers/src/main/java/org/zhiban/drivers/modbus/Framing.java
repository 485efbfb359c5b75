package org.zhiban.drivers.modbus;

/** How a frame stands on the wire. Pure: bytes in, verdict out. */
sealed interface Framing permits MbapFraming, RtuFraming {
  /** The longest frame of either framing: 7 bytes of MBAP header and a PDU of 253. */
  int MAX_FRAME = 260;

  int EXCEPTION_FLAG = 0x80;

  /** What a whole frame is. */
  enum Verdict {
    /** The answer that is awaited, or the device's refusal of it. */
    ANSWER,
    /** A sound frame that answers something else: late, doubled or another unit's. */
    STRAY
  }

  /**
   * The length of the frame that starts with the given bytes, or, while that cannot be told, how
   * many bytes it takes to tell.
   *
   * @throws NoAnswerException if no frame starts like this
   */
  int length(byte[] head, int offset, int have) throws NoAnswerException;

  /**
   * Judges a whole frame.
   *
   * @throws NoAnswerException if the frame is damaged, or claims to be the answer and is not
   */
  Verdict judge(byte[] frame, int offset, int length, Awaited awaited) throws NoAnswerException;

  /** Where the values of a right answer to a read begin: behind their number of bytes. */
  int dataAt();

  /** Whether an answer carries the id of its request. */
  boolean carriesIds();

  /** An unsigned byte. */
  static int at(byte[] bytes, int index) {
    return bytes[index] & 0xff;
  }

  /** An unsigned 16-bit number, the high byte first. */
  static int wordAt(byte[] bytes, int index) {
    return at(bytes, index) << 8 | at(bytes, index + 1);
  }
}
