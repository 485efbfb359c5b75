package org.zhiban.gateway.acquisition.listener;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A device of MQTT 3.1.1 as bytes, for many of them at once and for those that behave badly. */
final class RawClient implements AutoCloseable {
  private final Socket socket;

  /** Connects; {@code will} is what the topic {@code gone} is told if it does not say good-bye. */
  RawClient(int port, String clientId, String will) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream body = new DataOutputStream(bytes);
    body.writeUTF("MQTT");
    body.writeByte(4);
    body.writeByte(0x02 | (will.isEmpty() ? 0 : 0x04));
    body.writeShort(60);
    body.writeUTF(clientId);
    if (!will.isEmpty()) {
      body.writeUTF("gone");
      body.writeUTF(will);
    }
    packet(0x10, bytes.toByteArray());
    if (read() != 0x20 || read() != 2 || read() != 0 || read() != 0) {
      throw new IOException("not welcome");
    }
  }

  void publish(String topic, String payload, int packet) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream body = new DataOutputStream(bytes);
    body.writeUTF(topic);
    body.writeShort(packet);
    body.write(payload.getBytes(StandardCharsets.UTF_8));
    packet(0x32, bytes.toByteArray());
  }

  /** The packet identifier of the next PUBACK. */
  int acknowledged() throws IOException {
    if (read() != 0x40 || read() != 2) {
      throw new IOException("no PUBACK");
    }
    return read() << 8 | read();
  }

  /** The next byte, -1 at the end. */
  int read() throws IOException {
    return socket.getInputStream().read();
  }

  private void packet(int first, byte[] body) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(first);
    int left = body.length;
    do {
      whole.write(left % 128 | (left >= 128 ? 0x80 : 0));
      left /= 128;
    } while (left > 0);
    whole.write(body);
    socket.getOutputStream().write(whole.toByteArray());
  }

  /** Hangs up without a word. */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
