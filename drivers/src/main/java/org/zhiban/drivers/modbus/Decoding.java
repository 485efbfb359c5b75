package org.zhiban.drivers.modbus;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.site.PointSource.ByteOrder;
import org.zhiban.model.site.PointSource.DataType;

/**
 * One way to read some registers.
 *
 * @param registers how many it takes
 * @param number the raw number; NaN where the registers hold none, and of a text
 * @param text of a STRING; else null
 */
public record Decoding(
    DataType type, ByteOrder order, int registers, double number, @Nullable String text) {

  /** Every way to read the registers, as far as there are enough of them. */
  public static List<Decoding> all(List<Integer> registers) {
    int[] values = registers.stream().mapToInt(Integer::intValue).toArray();
    List<Decoding> all = new ArrayList<>();
    for (DataType type : DataType.values()) {
      switch (type) {
        case BIT -> {
          // of a register each bit is one; that is no way to read a number
        }
        case INT16, UINT16 -> numbers(all, type, 1, values, ByteOrder.ABCD, ByteOrder.DCBA);
        case INT32, UINT32, FLOAT32 -> numbers(all, type, 2, values, ByteOrder.values());
        case INT64, UINT64, FLOAT64 -> numbers(all, type, 4, values, ByteOrder.values());
        case BCD -> {
          numbers(all, type, 1, values, ByteOrder.ABCD, ByteOrder.DCBA);
          numbers(all, type, 2, values, ByteOrder.ABCD, ByteOrder.CDAB);
        }
        case STRING -> {
          text(all, values, ByteOrder.ABCD);
          text(all, values, ByteOrder.BADC);
        }
      }
    }
    return all;
  }

  private static void numbers(
      List<Decoding> all, DataType type, int registers, int[] values, ByteOrder... orders) {
    if (values.length >= registers) {
      for (ByteOrder order : orders) {
        double number = value(type, order, registers).number(values, 0);
        all.add(new Decoding(type, order, registers, number, null));
      }
    }
  }

  private static void text(List<Decoding> all, int[] values, ByteOrder order) {
    try {
      String text = value(DataType.STRING, order, values.length).words(values, 0);
      if (!text.isEmpty() && text.codePoints().noneMatch(Character::isISOControl)) {
        all.add(new Decoding(DataType.STRING, order, values.length, Double.NaN, text));
      }
    } catch (CharacterCodingException _) {
      // no text
    }
  }

  private static RegisterValue value(DataType type, ByteOrder order, int registers) {
    return new RegisterValue(
        type,
        registers,
        order == ByteOrder.DCBA || order == ByteOrder.BADC,
        order == ByteOrder.DCBA || order == ByteOrder.CDAB,
        0);
  }
}
