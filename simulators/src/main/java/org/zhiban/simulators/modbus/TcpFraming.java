package org.zhiban.simulators.modbus;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;

/** The MBAP header of Modbus Messaging on TCP/IP V1.0b. */
final class TcpFraming implements Framing {
  private static final int MAX_LENGTH = 254;

  @Override
  public Frame read(DataInputStream in) throws IOException {
    int transaction = in.readUnsignedShort();
    int protocol = in.readUnsignedShort();
    int length = in.readUnsignedShort();
    if (protocol != 0 || length < 2 || length > MAX_LENGTH) {
      throw new ProtocolException("no Modbus: protocol " + protocol + ", length " + length);
    }
    int unit = in.readUnsignedByte();
    byte[] pdu = new byte[length - 1];
    in.readFully(pdu);
    return new Frame(transaction, unit, ByteBuffer.wrap(pdu));
  }

  @Override
  public byte[] write(Frame answer) {
    int length = answer.pdu().remaining();
    return ByteBuffer.allocate(7 + length)
        .putShort((short) answer.tag())
        .putShort((short) 0)
        .putShort((short) (length + 1))
        .put((byte) answer.unit())
        .put(answer.pdu())
        .array();
  }
}
