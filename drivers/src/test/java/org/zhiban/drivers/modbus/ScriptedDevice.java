package org.zhiban.drivers.modbus;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.zhiban.drivers.FreePort;

/**
 * A Modbus device on a raw socket, written from the standard without any library, that answers as
 * its script says: rightly, late, wrongly or not at all. A new device is not started; its port
 * stays the same.
 */
final class ScriptedDevice implements AutoCloseable {
  /** How frames look on this device's socket. */
  enum Frames {
    MBAP,
    RTU
  }

  /** What a master asked; {@code ordinal} counts the requests of this device from 1. */
  record Request(
      int transaction, int unit, int function, int address, int count, int ordinal, Reply reply) {}

  /** What the device does with a request. */
  interface Script {
    void answer(Request request) throws IOException, InterruptedException;
  }

  private static final int TABLES = 5;

  /** Answers rightly; knows how to read, and nothing else. */
  static final Script RIGHTLY =
      request -> {
        Reply reply = request.reply();
        reply.send(request.function() < TABLES ? reply.right() : reply.refusal(1));
      };

  /** Says nothing. */
  static final Script SILENTLY = _ -> {};

  private final Frames frames;
  private final Map<Integer, int[][]> units = new ConcurrentHashMap<>();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private volatile Script script = RIGHTLY;
  private volatile ServerSocket server;
  private volatile Thread acceptor = Thread.ofVirtual().start(() -> {});
  private final int port;

  ScriptedDevice(Frames frames) throws IOException {
    this.frames = frames;
    port = FreePort.tcp();
    server = new ServerSocket();
  }

  int port() {
    return port;
  }

  /** Requests so far. */
  int requests() {
    return requests.get();
  }

  /** Connections so far. */
  int accepted() {
    return accepted.get();
  }

  void script(Script next) {
    script = next;
  }

  /** Sets a register, or a bit, of the table that a function code reads. */
  void set(int unit, int function, int address, int value) {
    table(unit, function)[address] = value;
  }

  private int[] table(int unit, int function) {
    return units.computeIfAbsent(unit, _ -> new int[TABLES][0x1_0000])[function];
  }

  void start() throws IOException {
    ServerSocket listening = bound();
    server = listening;
    acceptor = Thread.ofVirtual().name("device").start(() -> accept(listening));
  }

  /**
   * A driver that knocks at a port where nobody listens may get that very port as its own, and hold
   * it for a moment: the bind is tried for ten seconds.
   */
  private ServerSocket bound() throws IOException {
    long end = System.nanoTime() + 10_000_000_000L;
    while (true) {
      ServerSocket listening = new ServerSocket();
      listening.setReuseAddress(true);
      try {
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return listening;
      } catch (BindException e) {
        listening.close();
        if (System.nanoTime() > end) {
          throw e;
        }
        LockSupport.parkNanos(10_000_000);
      }
    }
  }

  /** Returns when the port is closed: that may take until the thread that listens has noticed. */
  void stop() throws IOException {
    server.close();
    dropConnections();
    try {
      acceptor.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Ends the connections; new ones are welcome. */
  void dropConnections() throws IOException {
    for (Socket connection : connections) {
      connection.close();
    }
  }

  @Override
  public void close() throws IOException {
    stop();
  }

  private void accept(ServerSocket listening) {
    try {
      while (true) {
        Socket connection = listening.accept();
        connections.add(connection);
        accepted.incrementAndGet();
        Thread.ofVirtual().name("device connection").start(() -> serve(connection));
      }
    } catch (IOException _) {
      // stopped
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(connection.getInputStream());
      while (true) {
        Request request = read(in, connection);
        script.answer(request);
      }
    } catch (EOFException _) {
      // the master went
    } catch (IOException | InterruptedException _) {
      // cut off
    } finally {
      connections.remove(connection);
    }
  }

  private Request read(DataInputStream in, Socket connection) throws IOException {
    int transaction = 0;
    if (frames == Frames.MBAP) {
      transaction = in.readUnsignedShort();
      in.readUnsignedShort();
      in.readUnsignedShort();
    }
    int unit = in.readUnsignedByte();
    int function = in.readUnsignedByte();
    int address = in.readUnsignedShort();
    // of an identification: MEI type and level in place of an address, and the object
    int count = function == DeviceObjects.FUNCTION ? in.readUnsignedByte() : in.readUnsignedShort();
    if (frames == Frames.RTU) {
      in.readUnsignedShort();
    }
    int ordinal = requests.incrementAndGet();
    Reply reply = new Reply(connection, transaction, unit, function, address, count);
    return new Request(transaction, unit, function, address, count, ordinal, reply);
  }

  /** The ways to answer one request. */
  final class Reply {
    private final Socket connection;
    private final int transaction;
    private final int unit;
    private final int function;
    private final int address;
    private final int count;

    private Reply(
        Socket connection, int transaction, int unit, int function, int address, int count) {
      this.connection = connection;
      this.transaction = transaction;
      this.unit = unit;
      this.function = function;
      this.address = address;
      this.count = count;
    }

    /** The right answer's frame, with the values of now. */
    byte[] right() {
      return frame(transaction, unit, pdu());
    }

    /** The right answer under another transaction id or from another unit. */
    byte[] as(int otherTransaction, int otherUnit) {
      return frame(otherTransaction, otherUnit, pdu());
    }

    /** A refusal. */
    byte[] refusal(int code) {
      return frame(transaction, unit, new byte[] {(byte) (function | 0x80), (byte) code});
    }

    /** A frame around any PDU. */
    byte[] with(byte... pdu) {
      return frame(transaction, unit, pdu);
    }

    /** The right PDU: function code, byte count, values. */
    byte[] pdu() {
      int[] table = table(unit, function);
      boolean bits = function <= 2;
      int bytes = bits ? (count + 7) / 8 : count * 2;
      byte[] pdu = new byte[2 + bytes];
      pdu[0] = (byte) function;
      pdu[1] = (byte) bytes;
      for (int index = 0; index < count; index++) {
        int value = table[address + index];
        if (bits) {
          pdu[2 + index / 8] |= (byte) ((value & 1) << index % 8);
        } else {
          pdu[2 + 2 * index] = (byte) (value >> 8);
          pdu[3 + 2 * index] = (byte) value;
        }
      }
      return pdu;
    }

    void send(byte... bytes) throws IOException {
      OutputStream out = connection.getOutputStream();
      out.write(bytes);
      out.flush();
    }

    /** Ends the connection in order. */
    void hangUp() throws IOException {
      connection.close();
    }

    /** Ends the connection with a TCP reset. */
    void reset() throws IOException {
      connection.setSoLinger(true, 0);
      connection.close();
    }
  }

  private byte[] frame(int transaction, int unit, byte[] pdu) {
    return frames == Frames.MBAP ? mbap(transaction, unit, pdu) : rtu(unit, pdu);
  }

  private static byte[] mbap(int transaction, int unit, byte[] pdu) {
    byte[] frame = new byte[7 + pdu.length];
    frame[0] = (byte) (transaction >> 8);
    frame[1] = (byte) transaction;
    frame[4] = (byte) ((pdu.length + 1) >> 8);
    frame[5] = (byte) (pdu.length + 1);
    frame[6] = (byte) unit;
    System.arraycopy(pdu, 0, frame, 7, pdu.length);
    return frame;
  }

  private static byte[] rtu(int unit, byte[] pdu) {
    byte[] frame = Arrays.copyOf(new byte[] {(byte) unit}, pdu.length + 3);
    System.arraycopy(pdu, 0, frame, 1, pdu.length);
    int crc = 0xffff;
    for (int index = 0; index < pdu.length + 1; index++) {
      crc ^= frame[index] & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) != 0 ? crc >> 1 ^ 0xa001 : crc >> 1;
      }
    }
    frame[pdu.length + 1] = (byte) crc;
    frame[pdu.length + 2] = (byte) (crc >> 8);
    return frame;
  }
}
