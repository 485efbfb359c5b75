package org.zhiban.simulators.modbus;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.site.PointSource.ByteOrder;
import org.zhiban.model.site.PointSource.DataType;
import org.zhiban.model.site.PointSource.Modbus;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.telemetry.PointKind;

/** A point's value as a device keeps it in its registers, and back. */
final class RegisterCodec {
  private RegisterCodec() {}

  /**
   * The number that the device holds for a reading: before scale and offset, the raw of a state.
   */
  static double raw(PointSpec point, Modbus source, double reading) {
    if (Double.isNaN(reading)) {
      return 0;
    }
    if (point.kind() == PointKind.MULTISTATE) {
      return number(point.states().get((int) reading).raw());
    }
    return (reading - source.offset()) / source.scale();
  }

  /** The reading that a number in the device means; NaN for a state that is none. */
  static double reading(PointSpec point, Modbus source, double raw) {
    if (point.kind() == PointKind.MULTISTATE) {
      for (int i = 0; i < point.states().size(); i++) {
        if (number(point.states().get(i).raw()) == raw) {
          return i;
        }
      }
      return Double.NaN;
    }
    return raw * source.scale() + source.offset();
  }

  private static double number(String raw) {
    return switch (raw) {
      case "true" -> 1;
      case "false" -> 0;
      default -> {
        try {
          yield Double.parseDouble(raw);
        } catch (NumberFormatException notANumber) {
          yield Double.NaN;
        }
      }
    };
  }

  /** The bytes of a value that fills whole registers, in the order in which they are sent. */
  static byte[] encode(Modbus source, double raw, @Nullable String text) {
    ByteBuffer bytes = ByteBuffer.allocate(registers(source) * 2);
    switch (source.type()) {
      case BIT, UINT16 -> bytes.putShort((short) clamped(raw, 0, 0xFFFF));
      case INT16 -> bytes.putShort((short) clamped(raw, Short.MIN_VALUE, Short.MAX_VALUE));
      case UINT32 -> bytes.putInt((int) clamped(raw, 0, 0xFFFF_FFFFL));
      case INT32 -> bytes.putInt((int) clamped(raw, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case INT64 -> bytes.putLong(Math.round(raw));
      case UINT64 -> bytes.putLong(clamped(raw, 0, Long.MAX_VALUE));
      case FLOAT32 -> bytes.putFloat((float) raw);
      case FLOAT64 -> bytes.putDouble(raw);
      case BCD -> bcd(bytes, Math.max(0, Math.round(raw)));
      case STRING -> {
        byte[] chars = (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
        bytes.put(chars, 0, Math.min(chars.length, bytes.capacity()));
      }
    }
    return ordered(source, bytes.array());
  }

  /** The number in a value's bytes; NaN for text. */
  static double decode(Modbus source, byte[] sent) {
    ByteBuffer bytes = ByteBuffer.wrap(ordered(source, sent));
    return switch (source.type()) {
      case BIT, UINT16 -> bytes.getShort() & 0xFFFF;
      case INT16 -> bytes.getShort();
      case UINT32 -> bytes.getInt() & 0xFFFF_FFFFL;
      case INT32 -> bytes.getInt();
      case INT64, UINT64 -> bytes.getLong();
      case FLOAT32 -> bytes.getFloat();
      case FLOAT64 -> bytes.getDouble();
      case BCD -> {
        double value = 0;
        while (bytes.hasRemaining()) {
          int pair = bytes.get();
          value = value * 100 + ((pair >> 4) & 0xF) * 10 + (pair & 0xF);
        }
        yield value;
      }
      case STRING -> Double.NaN;
    };
  }

  /** The unsigned number of a register's two bytes. */
  static int word(byte[] register) {
    return ((register[0] & 0xFF) << 8) | (register[1] & 0xFF);
  }

  static int registers(Modbus source) {
    boolean givenByPoint = source.type() == DataType.BCD || source.type() == DataType.STRING;
    return givenByPoint ? source.length() : source.type().registers();
  }

  private static long clamped(double raw, long least, long most) {
    return Math.clamp(Math.round(raw), least, most);
  }

  private static void bcd(ByteBuffer bytes, long value) {
    long rest = value;
    for (int at = bytes.capacity() - 1; at >= 0; at--) {
      int pair = (int) (rest % 100);
      bytes.put(at, (byte) (((pair / 10) << 4) | (pair % 10)));
      rest /= 100;
    }
  }

  /**
   * From big endian to the source's order, and the same way back. Text knows only swapped pairs.
   */
  private static byte[] ordered(Modbus source, byte[] bytes) {
    ByteOrder order = source.byteOrder();
    boolean text = source.type() == DataType.STRING;
    boolean swapBytes = order == ByteOrder.BADC || order == ByteOrder.DCBA;
    boolean swapWords = !text && (order == ByteOrder.CDAB || order == ByteOrder.DCBA);
    byte[] result = Arrays.copyOf(bytes, bytes.length);
    for (int word = 0; word < bytes.length / 2; word++) {
      int from = swapWords ? bytes.length / 2 - 1 - word : word;
      result[word * 2] = bytes[from * 2 + (swapBytes ? 1 : 0)];
      result[word * 2 + 1] = bytes[from * 2 + (swapBytes ? 0 : 1)];
    }
    return result;
  }
}
