package org.zhiban.gateway.config.shape;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.site.Condition;

/** Numbers, as the core schema of YAML 1.2 writes them; flags; shares. */
public final class Numbers {
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
  private static final Pattern HEX = Pattern.compile("0x[0-9A-Fa-f]{1,8}");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]{1,40}(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");
  private static final String PLAIN = "write it without quotes, like ";

  private Numbers() {}

  /** A whole number within bounds, both included. */
  public static Leaf<Integer> whole(int least, int most) {
    return Leaf.of(
        "a whole number from " + least + " to " + most,
        PLAIN + least,
        scalar -> {
          Long value = longOf(scalar);
          return value == null || value < least || value > most ? null : value.intValue();
        });
  }

  private static @Nullable Long longOf(Node.Scalar scalar) {
    if (!scalar.plain()) {
      return null;
    }
    if (HEX.matcher(scalar.text()).matches()) {
      return new BigInteger(scalar.text().substring(2), 16).longValueExact();
    }
    return WHOLE.matcher(scalar.text()).matches() ? Long.valueOf(scalar.text()) : null;
  }

  /** Any finite number. */
  public static Leaf<Double> decimal() {
    return decimal("a number", PLAIN + "0.5", _ -> true);
  }

  /** A number above zero. */
  public static Leaf<Double> positive() {
    return decimal("a number above 0", PLAIN + "0.5", value -> value > 0);
  }

  /** A number not below zero. */
  public static Leaf<Double> notNegative() {
    return decimal("a number not below 0", PLAIN + "0.5", value -> value >= 0);
  }

  /** A number that may not be zero. */
  public static Leaf<Double> notZero() {
    return decimal("a number other than 0", PLAIN + "0.1", value -> value != 0);
  }

  private static Leaf<Double> decimal(String says, String remedy, DoublePredicate allowed) {
    return Leaf.of(
        says,
        remedy,
        scalar -> {
          Double value = decimalOf(scalar);
          return value != null && allowed.test(value) ? value : null;
        });
  }

  /** The finite number that a plain scalar is, or null. */
  public static @Nullable Double decimalOf(Node.Scalar scalar) {
    if (!scalar.plain() || !DECIMAL.matcher(scalar.text()).matches()) {
      return null;
    }
    double value = new BigDecimal(scalar.text()).doubleValue();
    return Double.isFinite(value) ? value : null;
  }

  /** {@code true} or {@code false}. */
  public static Leaf<Boolean> flag() {
    return Leaf.of("true or false", "write true or false, without quotes", Numbers::flagOf);
  }

  /** The flag that a plain scalar is, or null. */
  public static @Nullable Boolean flagOf(Node.Scalar scalar) {
    if (!scalar.plain()) {
      return null;
    }
    return switch (scalar.text()) {
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default -> null;
    };
  }

  /** A number above zero in the point's unit, or a percentage. */
  public static Leaf<Condition.Amount> amount() {
    return Leaf.of(
        "an amount above 0 or a percentage",
        "write it like 0.5 or 4%",
        scalar -> {
          String text = scalar.text();
          boolean percent = text.endsWith("%");
          String digits = percent ? text.substring(0, text.length() - 1).strip() : text;
          boolean number = DECIMAL.matcher(digits).matches() && (percent || scalar.plain());
          double value = number ? new BigDecimal(digits).doubleValue() : -1;
          return value > 0 && Double.isFinite(value)
              ? new Condition.Amount(percent ? shifted(digits) : value, percent)
              : null;
        });
  }

  /** A share of the whole, above 0 and up to 1: {@code 0.15} or {@code 15%}. */
  public static Leaf<Double> share() {
    return Leaf.of(
        "a share above 0 and up to 1",
        "write it like 0.15 or 15%",
        scalar -> {
          String text = scalar.text();
          Double value =
              text.endsWith("%") && DECIMAL.matcher(text.substring(0, text.length() - 1)).matches()
                  ? Double.valueOf(shifted(text.substring(0, text.length() - 1)))
                  : decimalOf(scalar);
          return value != null && value > 0 && value <= 1 ? value : null;
        });
  }

  /** A percentage as a share, without the noise of dividing in binary. */
  private static double shifted(String percent) {
    return new BigDecimal(percent).movePointLeft(2).doubleValue();
  }
}
