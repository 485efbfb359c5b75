package org.zhiban.drivers.modbus;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSource.ByteOrder;
import org.zhiban.model.site.PointSource.DataType;

/**
 * The device's own value in its registers or its bit, before any scaling.
 *
 * @param type what the registers hold
 * @param registers how many, 1 for a bit
 * @param swapBytes the low byte of each register comes first
 * @param swapWords the least significant register comes first
 * @param bit of a register, 0 the least significant
 */
record RegisterValue(DataType type, int registers, boolean swapBytes, boolean swapWords, int bit) {

  static RegisterValue of(PointSource.Modbus source) {
    ByteOrder order = source.byteOrder();
    boolean register = !source.table().bits();
    return new RegisterValue(
        source.type(),
        ReadPlan.width(source),
        register && (order == ByteOrder.DCBA || order == ByteOrder.BADC),
        register && (order == ByteOrder.DCBA || order == ByteOrder.CDAB),
        register ? source.bit().orElse(0) : 0);
  }

  /** Whether "not a number" is a value that the type can hold. */
  boolean floating() {
    return type == DataType.FLOAT32 || type == DataType.FLOAT64;
  }

  /** The value as a number; NaN where the registers hold none. */
  double number(int[] values, int first) {
    return switch (type) {
      case BIT -> register(values, first, 0) >> bit & 1;
      case INT16 -> (short) integer(values, first);
      case UINT16, UINT32 -> integer(values, first);
      case INT32 -> (int) integer(values, first);
      case INT64 -> integer(values, first);
      case UINT64 -> unsigned(integer(values, first));
      case FLOAT32 -> Float.intBitsToFloat((int) integer(values, first));
      case FLOAT64 -> Double.longBitsToDouble(integer(values, first));
      case BCD -> decimal(values, first);
      case STRING -> Double.NaN;
    };
  }

  /**
   * The value as text, numbers in plain decimal, as the states of a site are written.
   *
   * @throws CharacterCodingException if the bytes are no UTF-8
   */
  String words(int[] values, int first) throws CharacterCodingException {
    return switch (type) {
      case BIT -> Integer.toString(register(values, first, 0) >> bit & 1);
      case INT16 -> Short.toString((short) integer(values, first));
      case UINT16, UINT32, INT64 -> Long.toString(integer(values, first));
      case INT32 -> Integer.toString((int) integer(values, first));
      case UINT64 -> Long.toUnsignedString(integer(values, first));
      case FLOAT32, FLOAT64, BCD -> plain(number(values, first));
      case STRING -> string(values, first);
    };
  }

  private static String plain(double number) throws CharacterCodingException {
    if (!Double.isFinite(number)) {
      throw new CharacterCodingException();
    }
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  /**
   * The registers that hold a number, or the bit: the inverse of {@link #number}. A whole-number
   * type takes the nearest whole number. Empty where the type cannot hold it.
   */
  Optional<List<Integer>> holding(BigDecimal number) {
    return switch (type) {
      case BIT -> whole(number, BigInteger.ZERO, BigInteger.ONE).map(this::spread);
      case INT16, INT32, INT64 -> {
        BigInteger beyond = BigInteger.ONE.shiftLeft(16 * registers - 1);
        yield whole(number, beyond.negate(), beyond.subtract(BigInteger.ONE)).map(this::spread);
      }
      case UINT16, UINT32, UINT64 ->
          whole(
                  number,
                  BigInteger.ZERO,
                  BigInteger.ONE.shiftLeft(16 * registers).subtract(BigInteger.ONE))
              .map(this::spread);
      case FLOAT32 ->
          Optional.of(number.floatValue())
              .filter(Float::isFinite)
              .map(real -> spread(BigInteger.valueOf(Float.floatToRawIntBits(real))));
      case FLOAT64 ->
          Optional.of(number.doubleValue())
              .filter(Double::isFinite)
              .map(real -> spread(BigInteger.valueOf(Double.doubleToRawLongBits(real))));
      case BCD ->
          whole(number, BigInteger.ZERO, BigInteger.TEN.pow(4 * registers).subtract(BigInteger.ONE))
              .map(digits -> spread(new BigInteger(digits.toString(), 16)));
      case STRING -> Optional.empty();
    };
  }

  private static Optional<BigInteger> whole(BigDecimal number, BigInteger least, BigInteger most) {
    BigInteger nearest = number.setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
    return nearest.compareTo(least) < 0 || nearest.compareTo(most) > 0
        ? Optional.empty()
        : Optional.of(nearest);
  }

  private List<Integer> spread(BigInteger bits) {
    Integer[] values = new Integer[registers];
    for (int place = 0; place < registers; place++) {
      int word = bits.shiftRight(16 * (registers - 1 - place)).intValue() & 0xffff;
      values[swapWords ? registers - 1 - place : place] =
          swapBytes ? word >> 8 | (word & 0xff) << 8 : word;
    }
    return List.of(values);
  }

  /** The register of a place, counted from the most significant. */
  private int register(int[] values, int first, int place) {
    int value = values[first + (swapWords ? registers - 1 - place : place)];
    return swapBytes ? value >> 8 | (value & 0xff) << 8 : value;
  }

  private long integer(int[] values, int first) {
    long all = 0;
    for (int place = 0; place < registers; place++) {
      all = all << 16 | register(values, first, place);
    }
    return all;
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
  }

  private double decimal(int[] values, int first) {
    double number = 0;
    for (int place = 0; place < registers; place++) {
      int register = register(values, first, place);
      for (int shift = 12; shift >= 0; shift -= 4) {
        int digit = register >> shift & 0xf;
        if (digit > 9) {
          return Double.NaN;
        }
        number = number * 10 + digit;
      }
    }
    return number;
  }

  /** Characters stand in reading order in every byte order; only the two of a register may swap. */
  private String string(int[] values, int first) throws CharacterCodingException {
    byte[] bytes = new byte[registers * 2];
    int length = 0;
    for (int place = 0; place < registers; place++) {
      int value = values[first + place];
      bytes[length++] = (byte) (swapBytes ? value : value >> 8);
      bytes[length++] = (byte) (swapBytes ? value >> 8 : value);
    }
    int used = 0;
    while (used < length && bytes[used] != 0) {
      used++;
    }
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes, 0, used))
        .toString()
        .strip();
  }
}
