package org.zhiban.drivers.modbus;

import java.io.IOException;

/** Bytes that come from a device. */
interface Wire {
  /**
   * Waits for at least one byte.
   *
   * @param nanos longest wait, above 0
   * @return bytes read; 0 when nothing came in that time; -1 at the end of the stream
   */
  int read(byte[] into, int offset, int length, long nanos) throws IOException;

  /** Bytes that are here already. */
  int available() throws IOException;
}
