package org.zhiban.drivers.modbus;

import com.ghgande.j2mod.modbus.net.AbstractUDPTerminal;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * A datagram channel that hears its device only, and from which j2mod reads awaited answers only.
 */
final class GuardedDatagrams extends AbstractUDPTerminal {
  private final DatagramSocket channel;
  private final AnswerGuard guard;

  GuardedDatagrams(InetSocketAddress device, LongSupplier ticks) throws IOException {
    channel = new DatagramSocket();
    channel.connect(device);
    guard = new AnswerGuard(new MbapFraming(), new DatagramWire(), ticks);
  }

  AnswerGuard guard() {
    return guard;
  }

  @Override
  public boolean isActive() {
    return !channel.isClosed();
  }

  @Override
  public void activate() {
    // active from the start
  }

  @Override
  public void deactivate() {
    channel.close();
  }

  @Override
  public void sendMessage(byte[] message) throws IOException {
    guard.sent(message, 0, message.length);
    channel.send(new DatagramPacket(message, message.length));
  }

  @Override
  public byte[] receiveMessage() throws IOException {
    byte[] frame = new byte[Framing.MAX_FRAME];
    int length = guard.read(frame, 0, frame.length);
    return Arrays.copyOf(frame, Math.max(length, 0));
  }

  /** A datagram that is cut short must not be completed by the next one. */
  private final class DatagramWire implements Wire {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int PREFIX = 6;

    @Override
    public int read(byte[] into, int offset, int length, long nanos) throws IOException {
      channel.setSoTimeout((int) ((nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI));
      DatagramPacket packet = new DatagramPacket(into, offset, length);
      try {
        channel.receive(packet);
      } catch (SocketTimeoutException _) {
        return 0;
      }
      int got = packet.getLength();
      if (got < PREFIX || PREFIX + Framing.wordAt(into, offset + PREFIX - 2) != got) {
        throw NoAnswerException.broken("a datagram of " + got + " bytes is not one whole frame");
      }
      return got;
    }

    @Override
    public int available() {
      return 0;
    }
  }
}
