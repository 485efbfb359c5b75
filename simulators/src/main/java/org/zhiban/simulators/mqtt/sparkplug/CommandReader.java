package org.zhiban.simulators.mqtt.sparkplug;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a host writes to an edge node. */
final class CommandReader {
  private CommandReader() {}

  /**
   * One metric of a command.
   *
   * @param name empty where the host uses the alias
   * @param alias 0 where it uses the name
   * @param value a Boolean, Long, Integer, Double or String; null: none that a point could take
   */
  record Command(String name, long alias, @Nullable Object value) {}

  /** The metrics of a payload; none where the bytes are no payload. */
  static List<Command> read(byte[] payload) {
    try {
      return metrics(ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN));
    } catch (BufferUnderflowException | IllegalArgumentException notOne) {
      return List.of();
    }
  }

  private static List<Command> metrics(ByteBuffer in) {
    List<Command> commands = new ArrayList<>();
    while (in.hasRemaining()) {
      long tag = varint(in);
      if (tag == (2 << 3 | 2)) {
        commands.add(metric(part(in)));
      } else {
        pass(in, tag);
      }
    }
    return commands;
  }

  private static Command metric(ByteBuffer in) {
    String name = "";
    long alias = 0;
    Object value = null;
    while (in.hasRemaining()) {
      long tag = varint(in);
      switch ((int) (tag >>> 3)) {
        case 1 -> name = text(in);
        case 2 -> alias = varint(in);
        case 10 -> value = (int) varint(in);
        case 11 -> value = varint(in);
        case 12 -> value = (double) in.getFloat();
        case 13 -> value = in.getDouble();
        case 14 -> value = varint(in) != 0;
        case 15 -> value = text(in);
        default -> pass(in, tag);
      }
    }
    return new Command(name, alias, value);
  }

  private static void pass(ByteBuffer in, long tag) {
    switch ((int) (tag & 7)) {
      case 0 -> varint(in);
      case 1 -> in.getLong();
      case 2 -> part(in);
      case 5 -> in.getInt();
      default -> throw new IllegalArgumentException("wire type " + (tag & 7));
    }
  }

  private static String text(ByteBuffer in) {
    return StandardCharsets.UTF_8.decode(part(in)).toString();
  }

  private static ByteBuffer part(ByteBuffer in) {
    int length = (int) varint(in);
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("a part of " + length + " bytes");
    }
    ByteBuffer part = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + length);
    return part;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte part = in.get();
      value |= (part & 0x7FL) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number without an end");
  }
}
