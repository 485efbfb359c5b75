package org.zhiban.simulators.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.site.PointSource.ByteOrder;
import org.zhiban.model.site.PointSource.DataType;
import org.zhiban.model.site.PointSource.Modbus;
import org.zhiban.model.site.PointSource.Table;

class RegisterCodecTest {
  /** The bytes were worked out by hand from the big-endian pattern of each number. */
  @ParameterizedTest
  @CsvSource({
    "UINT16,  ABCD, 1, 0xBEEF,      BEEF",
    "UINT16,  BADC, 1, 0xBEEF,      EFBE",
    "UINT16,  CDAB, 1, 0xBEEF,      BEEF",
    "INT16,   ABCD, 1, -2,          FFFE",
    "UINT16,  ABCD, 1, 70000,       FFFF",
    "UINT16,  ABCD, 1, -5,          0000",
    "UINT32,  ABCD, 1, 0x01020304,  01020304",
    "UINT32,  DCBA, 1, 0x01020304,  04030201",
    "UINT32,  BADC, 1, 0x01020304,  02010403",
    "UINT32,  CDAB, 1, 0x01020304,  03040102",
    "INT32,   ABCD, 1, -2,          FFFFFFFE",
    "FLOAT32, ABCD, 1, 220.5,       435C8000",
    "FLOAT32, CDAB, 1, 220.5,       8000435C",
    "FLOAT64, ABCD, 1, 220.5,       406B900000000000",
    "FLOAT64, CDAB, 1, 220.5,       000000009000406B",
    "FLOAT64, DCBA, 1, 220.5,       0000000000906B40",
    "INT64,   ABCD, 1, -2,          FFFFFFFFFFFFFFFE",
    "UINT64,  BADC, 1, 0x01020304,  0000000002010403",
    "BCD,     ABCD, 2, 12345678,    12345678",
    "BCD,     CDAB, 2, 12345678,    56781234",
  })
  void aNumberStandsInItsRegistersAsTheSiteSays(
      DataType type, ByteOrder order, int length, String number, String bytes) {
    double raw = number.startsWith("0x") ? Integer.decode(number) & 0xFFFFFFFFL : num(number);
    assertThat(HexFormat.of().withUpperCase().formatHex(encode(type, order, length, raw)))
        .isEqualTo(bytes);
  }

  private static double num(String number) {
    return Double.parseDouble(number);
  }

  @ParameterizedTest
  @CsvSource({"ABCD, 50756D70", "BADC, 7550706D", "CDAB, 50756D70"})
  void textIsSwappedOnlyWithinRegisters(ByteOrder order, String bytes) {
    Modbus source = source(DataType.STRING, order, 2);
    assertThat(HexFormat.of().withUpperCase().formatHex(RegisterCodec.encode(source, 0, "Pump")))
        .isEqualTo(bytes);
  }

  @Property
  void whatIsWrittenReadsBack(
      @ForAll short small, @ForAll int middle, @ForAll float real, @ForAll ByteOrder order) {
    assertThat(roundTrip(DataType.INT16, order, small)).isEqualTo(small);
    assertThat(roundTrip(DataType.INT32, order, middle)).isEqualTo(middle);
    assertThat(roundTrip(DataType.INT64, order, middle)).isEqualTo(middle);
    assertThat(roundTrip(DataType.FLOAT32, order, real)).isEqualTo(real);
    assertThat(roundTrip(DataType.FLOAT64, order, real)).isEqualTo(real);
  }

  private static double roundTrip(DataType type, ByteOrder order, double raw) {
    return RegisterCodec.decode(source(type, order, 1), encode(type, order, 1, raw));
  }

  private static byte[] encode(DataType type, ByteOrder order, int length, double raw) {
    return RegisterCodec.encode(source(type, order, length), raw, null);
  }

  private static Modbus source(DataType type, ByteOrder order, int length) {
    return new Modbus(Table.HOLDING, 0, type, order, 1, 0, OptionalInt.empty(), length);
  }
}
