package org.zhiban.rules.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.zhiban.model.LocalizedText;

/**
 * A figure of a period.
 *
 * @param rows all that it counts, in order of time
 * @param numerator sum over the rows, in the parts of its unit
 * @param denominator sum over the rows, in the parts of its unit
 */
public record FigureResult(
    Figure figure, Value value, List<Counted> rows, long numerator, long denominator) {
  private static final LocalizedText NOTHING =
      new LocalizedText("本期没有可计入的记录", "nothing of this period counts");

  public FigureResult {
    rows = List.copyOf(rows);
  }

  /** How much it is. */
  public sealed interface Value {
    /** A finite number. */
    record Known(double amount) implements Value {
      public Known {
        if (!Double.isFinite(amount)) {
          throw new IllegalArgumentException("a figure is a finite number: " + amount);
        }
      }
    }

    /** It cannot be said, and why. */
    record NoData(LocalizedText why) implements Value {}
  }

  static FigureResult of(Figure figure, Figure.Found found) {
    return switch (found) {
      case Figure.Found.Rows(List<Counted> rows) -> of(figure, rows);
      case Figure.Found.NotKnown(LocalizedText why) ->
          new FigureResult(figure, new Value.NoData(why), List.of(), 0, 0);
    };
  }

  private static FigureResult of(Figure figure, List<Counted> rows) {
    long numerator = rows.stream().mapToLong(Counted::numerator).sum();
    long denominator = rows.stream().mapToLong(Counted::denominator).sum();
    Unit unit = figure.unit();
    Value value;
    if (unit.sum()) {
      value = new Value.Known(unit.numerator(numerator));
    } else if (denominator == 0) {
      value = new Value.NoData(NOTHING);
    } else {
      value = new Value.Known(unit.numerator(numerator) / unit.denominator(denominator));
    }
    return new FigureResult(figure, value, rows, numerator, denominator);
  }

  /** The same figure of each part of its rows, by key; rows without one stand under "". */
  public NavigableMap<String, FigureResult> by(Grouping grouping) {
    NavigableMap<String, List<Counted>> parts = new TreeMap<>();
    rows.forEach(
        row ->
            parts
                .computeIfAbsent(grouping.key(row.keys()).orElse(""), _ -> new ArrayList<>())
                .add(row));
    NavigableMap<String, FigureResult> results = new TreeMap<>();
    parts.forEach((key, part) -> results.put(key, of(figure, part)));
    return results;
  }

  /** The part of it that stands under a key. */
  public FigureResult part(Grouping grouping, String key) {
    return of(
        figure,
        rows.stream().filter(row -> grouping.key(row.keys()).orElse("").equals(key)).toList());
  }
}
