package org.zhiban.gateway.config.shipped;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;

/**
 * A Modbus TCP device of given register pairs: each number of the map stands in two registers, high
 * word first; all else is 0.
 */
final class WordServer implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
  private final Map<Integer, Integer> pairs;

  WordServer(Map<Integer, Integer> pairs) throws IOException {
    this.pairs = pairs;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    try {
      while (!socket.isClosed()) {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> answer(client));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void answer(Socket client) {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      while (true) {
        int transaction = in.readUnsignedShort();
        in.skipNBytes(4); // protocol and length: a read has six bytes behind them
        int unit = in.readUnsignedByte();
        int function = in.readUnsignedByte();
        int address = in.readUnsignedShort();
        int quantity = in.readUnsignedShort();
        out.writeShort(transaction);
        out.writeShort(0);
        out.writeShort(3 + 2 * quantity);
        out.writeByte(unit);
        out.writeByte(function);
        out.writeByte(2 * quantity);
        for (int at = address; at < address + quantity; at++) {
          out.writeShort(word(at));
        }
        out.flush();
      }
    } catch (IOException _) {
      // the reader went away
    }
  }

  private int word(int address) {
    Integer high = pairs.get(address);
    Integer low = pairs.get(address - 1);
    return high != null ? high >>> 16 : low != null ? low & 0xffff : 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
