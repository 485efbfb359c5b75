package org.zhiban.benchmarks.orders;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/** A Modbus TCP device with holding registers, each of them a fault: 0 sound, 1 faulty. */
final class FaultyDevice implements AutoCloseable {
  private static final int HEAD = 9;
  private static final int LENGTH_WITHOUT_REGISTERS = 3;

  private final AtomicIntegerArray registers;
  private final AtomicLongArray told;
  private final ServerSocket server;

  FaultyDevice(int faults) throws IOException {
    registers = new AtomicIntegerArray(faults);
    told = new AtomicLongArray(faults);
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  void fail(int fault) {
    registers.set(fault, 1);
  }

  /** When an answer first told of a fault, by {@link System#nanoTime()}; 0: not yet. */
  long toldAt(int fault) {
    return told.get(fault);
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = server.accept();
        Thread.startVirtualThread(() -> serve(connection));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(connection.getInputStream());
      OutputStream out = connection.getOutputStream();
      while (true) {
        out.write(answer(in));
      }
    } catch (IOException _) {
      // the master went
    }
  }

  private byte[] answer(DataInputStream in) throws IOException {
    int transaction = in.readUnsignedShort();
    in.readInt();
    int unit = in.readUnsignedByte();
    int function = in.readUnsignedByte();
    int first = in.readUnsignedShort();
    int count = in.readUnsignedShort();
    ByteBuffer answer = ByteBuffer.allocate(HEAD + 2 * count);
    answer.putShort((short) transaction).putShort((short) 0);
    answer.putShort((short) (LENGTH_WITHOUT_REGISTERS + 2 * count));
    answer.put((byte) unit).put((byte) function).put((byte) (2 * count));
    long now = System.nanoTime();
    for (int register = first; register < first + count; register++) {
      int value = registers.get(register);
      answer.putShort((short) value);
      if (value != 0) {
        told.compareAndSet(register, 0, now);
      }
    }
    return answer.array();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
