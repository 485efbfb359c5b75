package org.zhiban.rules.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.Clock;

/** All figures of a site over its records. */
public final class Figures {
  /** What promises are called on every site, in the order in which they fall due. */
  private static final List<String> CLOCKS =
      List.of(
          "forward",
          "accept",
          "respond",
          "arrive",
          "progress_call",
          "make_safe",
          "resolve",
          "verify",
          "visit");

  private final Basis basis;
  private final List<Figure> figures;

  public Figures(Site site, Records records) {
    basis = new Basis(site, records);
    figures = all(promises(site, records));
  }

  private static List<Figure> all(List<String> promises) {
    List<Figure> all = new ArrayList<>(OrderFigures.ALL);
    promises.forEach(clock -> all.add(OrderFigures.attainment(clock)));
    all.addAll(RepairFigures.ALL);
    all.addAll(ReturnVisitFigures.ALL);
    all.addAll(AlarmFigures.ALL);
    all.addAll(VisitFigures.ALL);
    all.addAll(ReliabilityFigures.ALL);
    all.addAll(QpiFigures.ALL);
    return List.copyOf(all);
  }

  /** Those that the site makes, and those that stand in its orders. */
  private static List<String> promises(Site site, Records records) {
    NavigableSet<String> names = new TreeSet<>(site.service().clocks().keySet());
    names.addAll(site.service().urgent().keySet());
    if (!site.service().resolve().isEmpty()) {
      names.add("resolve");
    }
    records.orders().stream()
        .flatMap(row -> row.order().clocks().stream())
        .map(Clock::name)
        .forEach(names::add);
    List<String> ordered = new ArrayList<>(CLOCKS);
    ordered.retainAll(names);
    names.removeAll(CLOCKS);
    ordered.addAll(names);
    return ordered;
  }

  /** Every figure of a period. */
  public List<FigureResult> of(Period period) {
    return figures.stream().map(figure -> of(figure, period)).toList();
  }

  /** One of them, by its id. */
  public Optional<FigureResult> of(String id, Period period) {
    return figures.stream()
        .filter(figure -> figure.id().equals(id))
        .findFirst()
        .map(figure -> of(figure, period));
  }

  private FigureResult of(Figure figure, Period period) {
    return FigureResult.of(figure, figure.counting().in(basis, period));
  }
}
