package org.zhiban.drivers.modbus;

/** What came of a request. */
sealed interface Answer {

  /**
   * The values asked for: unsigned registers, or bits as 0 and 1; at least as many as asked, those
   * beyond are padding of the last byte. To a write: none, it was taken.
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, by the poller
  record Values(int[] values) implements Answer {}

  /** The device refused with an exception code. */
  record Refused(int code) implements Answer {}

  /** Nothing came in time. */
  record Silence() implements Answer {}

  /** Something came that is no answer to the request; the words say what. */
  record Broken(String words) implements Answer {}

  /** The link itself failed; the words say how. */
  record Lost(String words) implements Answer {}
}
