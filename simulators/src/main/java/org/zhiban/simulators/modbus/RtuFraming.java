package org.zhiban.simulators.modbus;

import com.digitalpetri.modbus.Crc16;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * RTU frames after Modbus over Serial Line V1.02, section 2.5.1. A socket has no silent intervals,
 * so a request's length follows from its function code; a frame with a wrong CRC gets no answer,
 * and what stands behind it is thrown away as noise.
 */
final class RtuFraming implements Framing {
  @Override
  public Frame read(DataInputStream in) throws IOException {
    while (true) {
      ByteBuffer frame = ByteBuffer.allocate(264);
      frame.put(in.readByte()).put(in.readByte());
      int rest = restBeforeCount(frame.get(1) & 0xFF);
      take(in, frame, rest);
      if (countFollows(frame.get(1) & 0xFF)) {
        take(in, frame, frame.get(frame.position() - 1) & 0xFF);
      }
      int end = frame.position();
      take(in, frame, 2);
      int crc = frame.order(ByteOrder.LITTLE_ENDIAN).getShort(end) & 0xFFFF;
      ByteBuffer body = frame.duplicate().position(0).limit(end);
      if (crc(body.duplicate()) == crc) {
        byte[] pdu = new byte[end - 1];
        body.get(1, pdu);
        return new Frame(0, body.get(0) & 0xFF, ByteBuffer.wrap(pdu));
      }
      in.skipBytes(in.available());
    }
  }

  /** Bytes after the function code, up to and with a byte count where there is one. */
  private static int restBeforeCount(int function) throws ProtocolException {
    return switch (function) {
      case 1, 2, 3, 4, 5, 6 -> 4;
      case 15, 16 -> 5;
      case 22 -> 6;
      case 23 -> 9;
      default -> throw new ProtocolException("no length known for function " + function);
    };
  }

  private static boolean countFollows(int function) {
    return function == 15 || function == 16 || function == 23;
  }

  private static void take(DataInputStream in, ByteBuffer frame, int count) throws IOException {
    if (count > frame.remaining()) {
      throw new ProtocolException("a frame of more than 256 bytes");
    }
    byte[] taken = new byte[count];
    in.readFully(taken);
    frame.put(taken);
  }

  @Override
  public byte[] write(Frame answer) {
    ByteBuffer frame = ByteBuffer.allocate(answer.pdu().remaining() + 3);
    frame.put((byte) answer.unit()).put(answer.pdu());
    int crc = crc(frame.duplicate().flip());
    return frame.order(ByteOrder.LITTLE_ENDIAN).putShort((short) crc).array();
  }

  private static int crc(ByteBuffer bytes) {
    Crc16 crc = new Crc16();
    crc.update(bytes);
    return crc.getValue();
  }
}
