package org.zhiban.benchmarks;

import java.util.List;
import java.util.Locale;

/** Figures for people. */
final class Table {
  private Table() {}

  static String of(Machine machine, List<Figure> figures) {
    StringBuilder text = new StringBuilder(machine + "\n");
    for (Figure figure : figures) {
      text.append('\n').append(figure.name()).append('\n');
      text.append(row(figure.ours()));
      text.append(row(figure.yardstick()));
      text.append(row(figure.ratio()));
      figure.beside().forEach(measured -> text.append(row(measured)));
    }
    return text.append('\n').toString();
  }

  private static String row(Measured measured) {
    String goal =
        measured
            .goal()
            .map(
                wanted ->
                    "goal " + wanted + (wanted.reachedBy(measured.value()) ? "" : ", not reached"))
            .orElse("");
    return String.format(
            Locale.ROOT,
            "  %-56s %14s %-14s %s",
            measured.name(),
            number(measured.value()),
            measured.unit(),
            goal)
        .stripTrailing()
        .concat("\n");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) >= 1_000 ? "%,.0f" : "%.2f", value);
  }
}
