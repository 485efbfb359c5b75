package org.zhiban.benchmarks.modbus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A Modbus TCP server that does next to nothing: every holding register holds its own address. One
 * thread for all connections, no object an answer. A programme of its own: prints its port, and
 * ends with its standard input.
 */
public final class BareServer {
  private static final int REQUEST = 12;
  private static final int HEAD = 9;
  private static final int MOST_REGISTERS = 125;
  private static final int REGISTERS = 0x1_0000;
  private static final int BACKLOG = 1_024;

  private final Selector selector;
  private final ServerSocketChannel listening;
  private final ByteBuffer registers = ByteBuffer.allocateDirect(2 * REGISTERS);

  private BareServer() throws IOException {
    selector = Selector.open();
    listening = ServerSocketChannel.open();
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    listening.configureBlocking(false);
    listening.register(selector, SelectionKey.OP_ACCEPT);
    for (int address = 0; address < REGISTERS; address++) {
      registers.putShort(2 * address, (short) address);
    }
  }

  /** Serves until standard input ends. */
  @SuppressWarnings("SystemOut") // the port is what the parent process waits for
  public static void main(String[] arguments) throws IOException {
    BareServer server = new BareServer();
    Thread.ofPlatform().daemon().start(server::serve);
    System.out.println(server.listening.socket().getLocalPort());
    while (System.in.read() >= 0) {}
  }

  private void serve() {
    try {
      while (true) {
        selector.select(this::turn);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void turn(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        SocketChannel connection = listening.accept();
        connection.configureBlocking(false);
        connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
        connection.register(selector, SelectionKey.OP_READ, new Exchange());
      } else if (!((Exchange) key.attachment()).turn((SocketChannel) key.channel())) {
        key.channel().close();
      }
    } catch (IOException _) {
      key.cancel();
    }
  }

  /** The buffers of one connection. */
  private final class Exchange {
    private final ByteBuffer in = ByteBuffer.allocateDirect(REQUEST);
    private final ByteBuffer out = ByteBuffer.allocateDirect(HEAD + 2 * MOST_REGISTERS);

    boolean turn(SocketChannel connection) throws IOException {
      if (connection.read(in) < 0) {
        return false;
      }
      if (in.hasRemaining()) {
        return true;
      }
      int bytes = 2 * Short.toUnsignedInt(in.getShort(10));
      out.clear();
      out.putShort(in.getShort(0)).putShort((short) 0).putShort((short) (3 + bytes));
      out.put(in.get(6)).put(in.get(7)).put((byte) bytes);
      out.put(HEAD, registers, 2 * Short.toUnsignedInt(in.getShort(8)), bytes);
      out.position(0).limit(HEAD + bytes);
      in.clear();
      while (out.hasRemaining()) {
        connection.write(out);
      }
      return true;
    }
  }
}
