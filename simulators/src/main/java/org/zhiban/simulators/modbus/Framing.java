package org.zhiban.simulators.modbus;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** How requests and answers stand in a stream of bytes. */
interface Framing {
  /**
   * A request.
   *
   * @param tag comes back with the answer: the transaction id of Modbus TCP
   * @param pdu from the function code on
   */
  record Frame(int tag, int unit, ByteBuffer pdu) {}

  /** The next request; {@link java.io.EOFException} where the peer has gone. */
  Frame read(DataInputStream in) throws IOException;

  /** The bytes of an answer. */
  byte[] write(Frame answer);
}
