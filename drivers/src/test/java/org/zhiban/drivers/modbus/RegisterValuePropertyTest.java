package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.zhiban.model.site.PointSource.ByteOrder;
import org.zhiban.model.site.PointSource.DataType;
import org.zhiban.model.site.PointSource.Table;

/**
 * What a device wrote is what is read, in every order. The writer here goes by the letters of the
 * orders alone.
 */
final class RegisterValuePropertyTest {
  private static final int BEFORE = 3;

  /** Where each byte of a value stands on the wire; A is its most significant. */
  private static String pattern(ByteOrder order, int bytes) {
    return switch (bytes) {
      case 2 ->
          switch (order) {
            case ABCD, CDAB -> "AB";
            case DCBA, BADC -> "BA";
          };
      case 4 -> order.name();
      default ->
          switch (order) {
            case ABCD -> "ABCDEFGH";
            case DCBA -> "HGFEDCBA";
            case BADC -> "BADCFEHG";
            case CDAB -> "GHEFCDAB";
          };
    };
  }

  private static int[] written(byte[] bigEndian, ByteOrder order) {
    String pattern = pattern(order, bigEndian.length);
    int[] registers = new int[BEFORE + bigEndian.length / 2];
    java.util.Arrays.fill(registers, 0xdead);
    for (int place = 0; place < bigEndian.length; place += 2) {
      int high = bigEndian[pattern.charAt(place) - 'A'] & 0xff;
      int low = bigEndian[pattern.charAt(place + 1) - 'A'] & 0xff;
      registers[BEFORE + place / 2] = high << 8 | low;
    }
    return registers;
  }

  private static double read(DataType type, ByteOrder order, byte[] bigEndian) {
    return RegisterValue.of(Modbus.source(Table.HOLDING, 0, type, order, bigEndian.length / 2))
        .number(written(bigEndian, order), BEFORE);
  }

  private static byte[] bytes(short value) {
    return ByteBuffer.allocate(2).putShort(value).array();
  }

  private static byte[] bytes(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private static byte[] bytes(long value) {
    return ByteBuffer.allocate(8).putLong(value).array();
  }

  @Property
  void sixteenBits(@ForAll short value, @ForAll ByteOrder order) {
    assertThat(read(DataType.INT16, order, bytes(value))).isEqualTo(value);
    assertThat(read(DataType.UINT16, order, bytes(value))).isEqualTo(value & 0xffff);
  }

  @Property
  void thirtyTwoBits(@ForAll int value, @ForAll ByteOrder order) {
    assertThat(read(DataType.INT32, order, bytes(value))).isEqualTo(value);
    assertThat(read(DataType.UINT32, order, bytes(value)))
        .isEqualTo((double) (value & 0xffff_ffffL));
    assertThat(read(DataType.FLOAT32, order, bytes(value)))
        .isEqualTo(Double.valueOf(Float.intBitsToFloat(value)));
  }

  @Property
  void sixtyFourBits(@ForAll long value, @ForAll ByteOrder order) {
    assertThat(read(DataType.INT64, order, bytes(value))).isEqualTo((double) value);
    assertThat(read(DataType.UINT64, order, bytes(value)))
        .isEqualTo(new BigInteger(Long.toUnsignedString(value)).doubleValue());
    assertThat(read(DataType.FLOAT64, order, bytes(value)))
        .isEqualTo(Double.valueOf(Double.longBitsToDouble(value)));
  }

  @Property
  void packedDecimals(
      @ForAll @net.jqwik.api.constraints.LongRange(max = 99_999_999) long value,
      @ForAll ByteOrder order) {
    byte[] digits = bytes(Integer.parseUnsignedInt(Long.toString(value), 16));

    assertThat(read(DataType.BCD, order, digits)).isEqualTo((double) value);
  }
}
