package org.zhiban.drivers.modbus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhiban.model.site.PointSource.ByteOrder;
import org.zhiban.model.site.PointSource.DataType;

/**
 * A value that some registers may mean, with every decoding that gives it.
 *
 * @param decodings the simplest first; they all give this value, so another one is needed to tell
 *     them apart
 * @param scale by which the raw number becomes the value
 * @param value NaN of a text
 * @param meets whether it may be what is expected
 */
public record Candidate(List<Decoding> decodings, double scale, double value, boolean meets) {
  private static final double[] OF_INTEGERS = {1, 0.1, 0.01, 0.001, 10, 100};
  private static final double[] OF_FLOATS = {1, 0.001, 1_000};

  /** Letters from which on a text is no accident. */
  private static final int WORD = 4;

  public Candidate {
    decodings = List.copyOf(decodings);
  }

  /**
   * Every decoding of the registers; first what may be expected, and of it first what is least
   * likely to look so by accident. A 32-bit number out of four billion that hits the nameplate says
   * more than one of 16 bits, for which some scale is soon found.
   */
  public static List<Candidate> of(List<Integer> registers, Expected expected) {
    Map<List<?>, List<Weighed>> byValue = new LinkedHashMap<>();
    for (Decoding decoding : Decoding.all(registers)) {
      Weighed weighed = weigh(decoding, expected);
      List<?> key =
          decoding.text() == null
              ? List.of(weighed.scale, weighed.value)
              : List.of(decoding.order());
      byValue.computeIfAbsent(key, _ -> new ArrayList<>()).add(weighed);
    }
    return byValue.values().stream()
        .sorted(Comparator.comparing(Candidate::first, Weighed.ORDER))
        .map(Candidate::of)
        .toList();
  }

  private static Weighed first(List<Weighed> equal) {
    return equal.stream().min(Weighed.ORDER).orElseThrow();
  }

  private static Candidate of(List<Weighed> equal) {
    Weighed first = first(equal);
    List<Decoding> decodings =
        equal.stream()
            .map(Weighed::decoding)
            .sorted(Comparator.comparingInt(Decoding::registers).thenComparing(Decoding::order))
            .toList();
    return new Candidate(decodings, first.scale, first.value, first.meets);
  }

  /**
   * A decoding and how much speaks for it.
   *
   * @param chance that registers which mean something else look as good
   */
  private record Weighed(
      Decoding decoding,
      double scale,
      double value,
      boolean meets,
      double chance,
      double distance) {
    static final Comparator<Weighed> ORDER =
        Comparator.comparing(Weighed::meets)
            .reversed()
            .thenComparingDouble(Weighed::chance)
            .thenComparingDouble(Weighed::distance);
  }

  private static Weighed weigh(Decoding decoding, Expected expected) {
    String text = decoding.text();
    if (text != null) {
      boolean word = text.length() >= WORD && text.chars().allMatch(c -> c >= ' ' && c < 127);
      boolean meets = word && expected.near().isEmpty();
      double chance = Math.pow(0.37, text.length()) * (decoding.order() == ByteOrder.ABCD ? 1 : 4);
      return new Weighed(decoding, 1, Double.NaN, meets, meets ? chance : 1, Double.MAX_VALUE);
    }
    if (!Double.isFinite(decoding.number())) {
      return new Weighed(decoding, 1, Double.NaN, false, 1, Double.MAX_VALUE);
    }
    double best = 1;
    if (expected.scaled()) {
      for (double scale : floating(decoding.type()) ? OF_FLOATS : OF_INTEGERS) {
        double value = scaled(decoding, scale);
        double known = scaled(decoding, best);
        boolean better =
            expected.near().isPresent()
                ? expected.distance(value) < expected.distance(known)
                : expected.met(value) && !expected.met(known);
        best = better ? scale : best;
      }
    }
    double value = scaled(decoding, best);
    boolean meets = expected.met(value);
    if (!meets) {
      best = 1;
      value = decoding.number();
    }
    double chance = meets ? chance(decoding, best, expected) : 1;
    return new Weighed(decoding, best, value, meets, chance, expected.distance(value));
  }

  private static double scaled(Decoding decoding, double scale) {
    return new Scaling(scale, 0).apply(decoding.number());
  }

  private static double chance(Decoding decoding, double scale, Expected expected) {
    double hits =
        floating(decoding.type())
            ? expected.octaves() / (decoding.type() == DataType.FLOAT32 ? 512 : 4_096)
            : Math.max(1, expected.width() / scale) / Math.pow(2, 16 * decoding.registers());
    return Math.min(1, hits) * rarity(decoding) * (scale > 1 ? 4 : 1);
  }

  /** How seldom a decoding is met in the field, as a factor; a matter of experience. */
  private static double rarity(Decoding decoding) {
    double order =
        switch (decoding.order()) {
          case ABCD -> 1;
          case CDAB -> 1.5;
          case BADC -> 4;
          case DCBA -> decoding.registers() == 1 ? 20 : 4;
        };
    double type =
        switch (decoding.type()) {
          case BCD -> 8;
          case INT64, UINT64, FLOAT64 -> 3;
          case BIT, INT16, UINT16, INT32, UINT32, FLOAT32, STRING -> 1;
        };
    return order * type;
  }

  private static boolean floating(DataType type) {
    return type == DataType.FLOAT32 || type == DataType.FLOAT64;
  }
}
