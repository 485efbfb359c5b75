package org.zhiban.gateway.config.grammar;

import java.util.LinkedHashMap;
import java.util.Map;
import org.zhiban.model.site.PointSource.ByteOrder;
import org.zhiban.model.site.PointSource.DataType;

/**
 * A byte order as Telegraf writes it: four letters for any width, or one letter a byte of the
 * value.
 *
 * @param bytes width that the letters fix; 0 for any
 */
record WordOrder(ByteOrder order, int bytes) {
  static final WordOrder BIG_ENDIAN = new WordOrder(ByteOrder.ABCD, 0);
  static final Map<String, WordOrder> WORDS = words();

  private static Map<String, WordOrder> words() {
    Map<String, WordOrder> words = new LinkedHashMap<>();
    for (ByteOrder order : ByteOrder.values()) {
      words.put(order.name(), new WordOrder(order, 0));
    }
    words.put("AB", new WordOrder(ByteOrder.ABCD, 2));
    words.put("BA", new WordOrder(ByteOrder.BADC, 2));
    words.put("ABCDEFGH", new WordOrder(ByteOrder.ABCD, 8));
    words.put("HGFEDCBA", new WordOrder(ByteOrder.DCBA, 8));
    words.put("BADCFEHG", new WordOrder(ByteOrder.BADC, 8));
    words.put("GHEFCDAB", new WordOrder(ByteOrder.CDAB, 8));
    return words;
  }

  /** Whether the letters fit the width of a type. */
  boolean fits(DataType type) {
    return bytes == 0 || bytes == 2 * type.registers();
  }
}
