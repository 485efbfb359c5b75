package org.zhiban.gateway.commissioning;

import java.util.List;
import java.util.Locale;
import org.zhiban.drivers.modbus.ScanFindings.Stretch;
import org.zhiban.drivers.modbus.ScanFindings.TableFindings;
import org.zhiban.drivers.modbus.ScanFindings.Unit;
import org.zhiban.model.site.PointSource.Table;

/**
 * A template of what a unit gave: each pair of registers that reads as a floating point number of a
 * usual size as such a number, every other register as UINT16, every bit as binary.
 */
public final class RegisterTemplate {
  /** Points of a template at most; more is no start but a burden. */
  static final int MOST = 500;

  /** Registers of zero from which on they are left out: the device only answers there. */
  private static final int EMPTY = 8;

  private RegisterTemplate() {}

  /** The template of a unit. */
  public static TemplateText of(Unit unit, String id, String from) {
    String device = String.join(" ", unit.identity().values());
    TemplateText template =
        new TemplateText(
            id,
            "to start from: unit "
                + unit.unit()
                + " at "
                + from
                + (device.isEmpty() ? "" : ", " + device),
            "each point: check type, byte order and scale (scan modbus --decode ADDRESS --near"
                + " VALUE), name it, give it its unit");
    for (TableFindings table : unit.tables()) {
      for (Stretch stretch : table.stretches()) {
        if (table.table().bits()) {
          bits(template, table.table(), stretch);
        } else {
          registers(template, table.table(), stretch);
        }
      }
    }
    return template;
  }

  private static void bits(TemplateText template, Table table, Stretch stretch) {
    for (int index = 0; index < stretch.values().size(); index++) {
      if (empty(stretch.values(), index)) {
        continue;
      }
      String value = stretch.values().get(index).toString();
      add(template, table, stretch.first() + index, "binary", "", value);
    }
  }

  private static void registers(TemplateText template, Table table, Stretch stretch) {
    List<Integer> values = stretch.values();
    for (int index = 0; index < values.size(); index++) {
      if (empty(values, index)) {
        continue;
      }
      int address = stretch.first() + index;
      boolean pair = index + 1 < values.size();
      if (pair && usual(number(values.get(index), values.get(index + 1)))) {
        String value = Float.toString(number(values.get(index), values.get(index + 1)));
        add(template, table, address, "analog", ", type: FLOAT32, byte_order: ABCD", value);
        index++;
      } else if (pair && usual(number(values.get(index + 1), values.get(index)))) {
        String value = Float.toString(number(values.get(index + 1), values.get(index)));
        add(template, table, address, "analog", ", type: FLOAT32, byte_order: CDAB", value);
        index++;
      } else {
        add(template, table, address, "analog", ", type: UINT16", values.get(index).toString());
      }
    }
  }

  private static float number(int high, int low) {
    return Float.intBitsToFloat(high << 16 | low);
  }

  /**
   * Of a size that meters have, and no number that two small integers make by accident: those read
   * as FLOAT32 are far below it.
   */
  private static boolean usual(float number) {
    return Math.abs(number) >= 0.01f && Math.abs(number) < 1e6f;
  }

  /** Whether it stands in a long run of zeros. */
  private static boolean empty(List<Integer> values, int index) {
    int first = index;
    int last = index;
    while (first >= 0 && values.get(first) == 0) {
      first--;
    }
    while (last < values.size() && values.get(last) == 0) {
      last++;
    }
    return last - first - 1 >= EMPTY;
  }

  private static void add(
      TemplateText template, Table table, int address, String kind, String type, String value) {
    if (template.size() >= MOST) {
      return;
    }
    String word = table.name().toLowerCase(Locale.ROOT);
    template.point(
        word + " " + address,
        "kind: " + kind + ", modbus: { register: " + word + ", address: " + address + type + " }",
        value);
  }
}
