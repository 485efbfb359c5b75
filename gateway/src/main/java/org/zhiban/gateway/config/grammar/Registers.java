package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Leaf;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.gateway.config.shape.Words;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSource.DataType;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.model.site.RegisterRange;

/** Where a point's value stands in a Modbus unit. */
final class Registers {
  private static final int LAST = 65_535;

  private static final Key<Table> TABLE =
      required("register", Words.lower("a table of registers", Table.values()), "table");
  private static final Key<Integer> ADDRESS =
      required("address", Numbers.whole(0, LAST), "first register or bit, from 0");
  private static final Key<DataType> TYPE =
      optional("type", Words.upper("a type", DataType.values()), "how registers make a value");
  private static final Key<WordOrder> ORDER =
      defaulted(
          "byte_order",
          Words.of("a byte order", WordOrder.WORDS),
          WordOrder.BIG_ENDIAN,
          "A the most significant byte");
  private static final Key<Double> SCALE =
      defaulted("scale", Numbers.notZero(), 1.0, "the raw value times this");
  private static final Key<Double> OFFSET =
      defaulted("offset", Numbers.decimal(), 0.0, "added after the scale");
  private static final Key<Integer> BIT =
      optional("bit", Numbers.whole(0, 15), "of type BIT; 0 the least significant");
  private static final Key<Integer> LENGTH =
      optional("length", Numbers.whole(1, 125), "registers of a STRING or BCD");

  private static final Pattern RANGE_FORM =
      Pattern.compile("(coil|discrete|input|holding) ([0-9]{1,5})(?:-([0-9]{1,5}))?");

  /** Addresses of one table, as one text. */
  static final Leaf<RegisterRange> RANGE =
      Leaf.of(
          "a range of registers",
          "write it like holding 200-215, with coil, discrete, input or holding, up to " + LAST,
          scalar -> range(scalar.text()));

  static final MappingShape<PointSource.Modbus> SHAPE =
      MappingShape.of(
              "a Modbus register",
              List.of(TABLE, ADDRESS, TYPE, ORDER, SCALE, OFFSET, BIT, LENGTH),
              Registers::build)
          .check(Registers::checkType)
          .check(Registers::checkKeys)
          .check(Registers::checkEnd);

  private Registers() {}

  private static @Nullable RegisterRange range(String text) {
    Matcher form = RANGE_FORM.matcher(text);
    if (!form.matches()) {
      return null;
    }
    int first = Integer.parseInt(form.group(2));
    int last = form.group(3) == null ? first : Integer.parseInt(form.group(3));
    return last < first || last > LAST
        ? null
        : new RegisterRange(Table.valueOf(form.group(1).toUpperCase(Locale.ROOT)), first, last);
  }

  private static boolean bits(Values values) {
    return values.find(TABLE).filter(Table::bits).isPresent();
  }

  private static boolean registers(Values values) {
    return values.find(TABLE).filter(table -> !table.bits()).isPresent();
  }

  private static void checkType(Values values, Reading reading) {
    if (registers(values) && !values.given(TYPE)) {
      reading.error(
          values.mapping(),
          "a register needs a 'type'",
          "add 'type: UINT16' or another of the device's types");
    }
    values
        .find(TYPE)
        .filter(type -> bits(values) && type != DataType.BIT)
        .ifPresent(
            type ->
                reading.error(
                    values.node(TYPE),
                    "a coil or discrete input holds one bit, not " + type,
                    "take 'type' out, or read 'register: input' or 'holding'"));
  }

  private static void checkKeys(Values values, Reading reading) {
    DataType type = values.find(TYPE).orElse(bits(values) ? DataType.BIT : null);
    if (type == null) {
      return;
    }
    boolean bit = type == DataType.BIT;
    boolean sized = type == DataType.STRING || type == DataType.BCD;
    if (bit && registers(values) && !values.given(BIT)) {
      reading.error(values.mapping(), "a BIT of a register needs 'bit'", "add 'bit: 0' to 15");
    }
    if (sized && !values.given(LENGTH)) {
      reading.error(
          values.mapping(), "a " + type + " needs 'length'", "add its registers, 'length: 4'");
    }
    refuse(
        values, reading, BIT, !bit || bits(values), "'bit' picks a bit of a register of type BIT");
    refuse(
        values,
        reading,
        LENGTH,
        !sized,
        "'length' belongs to STRING and BCD; " + type + " has its own");
    for (Key<?> key : List.of(SCALE, OFFSET)) {
      refuse(
          values,
          reading,
          key,
          bit || type == DataType.STRING,
          "a " + type + " is not a number to scale");
    }
    refuse(values, reading, ORDER, bit, "a BIT has no byte order");
    values
        .find(ORDER)
        .filter(order -> values.given(ORDER) && !order.fits(type))
        .ifPresent(
            order ->
                reading.error(
                    values.node(ORDER),
                    "this byte order has "
                        + order.bytes()
                        + " bytes, "
                        + type
                        + " has "
                        + 2 * type.registers(),
                    "write ABCD, CDAB, BADC or DCBA"));
  }

  private static void refuse(
      Values values, Reading reading, Key<?> key, boolean wrong, String why) {
    if (wrong && values.given(key)) {
      reading.error(values.keyNode(key), why, "take '" + key.name() + "' out, or change 'type'");
    }
  }

  private static void checkEnd(Values values, Reading reading) {
    int address = values.find(ADDRESS).orElse(0);
    int length = length(values);
    if (address + length - 1 > LAST) {
      reading.error(
          values.node(ADDRESS),
          length + " registers from " + address + " pass the last address, 65535",
          "addresses count from 0; take off a leading table digit such as the 4 of 40001");
    }
  }

  private static int length(Values values) {
    return values
        .find(LENGTH)
        .orElseGet(() -> values.find(TYPE).map(DataType::registers).orElse(1));
  }

  private static PointSource.@Nullable Modbus build(Values values, Reading reading) {
    DataType type = values.find(TYPE).orElse(bits(values) ? DataType.BIT : null);
    int address = values.get(ADDRESS);
    int length = length(values);
    if (type == null || address + length - 1 > LAST) {
      return null;
    }
    return new PointSource.Modbus(
        values.get(TABLE),
        address,
        type,
        values.get(ORDER).order(),
        values.get(SCALE),
        values.get(OFFSET),
        values.find(BIT).map(OptionalInt::of).orElse(OptionalInt.empty()),
        length);
  }
}
