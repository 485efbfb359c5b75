package org.zhiban.gateway.rehearsal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhiban.gateway.change.RuleChanges;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.telemetry.history.RecordedHistory;
import org.zhiban.rules.alarm.CompiledRules;

/**
 * Rehearses a period of a data folder: the record runs once through the rules as they stand, and
 * through others beside them where they are given.
 */
public final class Replay {
  private final CompiledRules standing;
  private final Optional<CompiledRules> proposed;

  /**
   * Rehearses rules.
   *
   * @param proposed over the same points
   */
  public Replay(CompiledRules standing, Optional<CompiledRules> proposed) {
    this.standing = standing;
    this.proposed = proposed;
    if (proposed.filter(other -> !samePoints(standing, other)).isPresent()) {
      throw new IllegalArgumentException("the rules are of different points");
    }
  }

  /** Whether two sets of rules judge the same points, so that one record does for both. */
  public static boolean samePoints(CompiledRules one, CompiledRules other) {
    return one.index().refs().equals(other.index().refs());
  }

  /**
   * Runs. Reads the files of the history and asks the store, and changes neither.
   *
   * @throws org.zhiban.gateway.storage.StoreUnavailableException where one cannot be read
   */
  public ReplayReport of(Path data, OperationsStore store, Period period)
      throws InterruptedException {
    Duration warmUp =
        Stream.concat(Stream.of(standing), proposed.stream())
            .map(rules -> WarmUp.of(rules.site()))
            .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
    try (RecordedHistory history = RecordedHistory.open(data)) {
      RehearsedRules first = new RehearsedRules(standing);
      Optional<RehearsedRules> second = proposed.map(RehearsedRules::new);
      List<RehearsedRules> sides = new ArrayList<>(List.of(first));
      second.ifPresent(sides::add);
      Episodes recorded = new Episodes();
      RunThrough run = new RunThrough(period, warmUp, history, store, recorded, sides);
      run.run();
      Outcome record = Outcome.of(recorded, run.recordedOrders(), period);
      Outcome before = outcome(first, period);
      Optional<Outcome> after = second.map(side -> outcome(side, period));
      Comparison comparison = new Comparison(period);
      return new ReplayReport(
          standing.site(),
          period,
          warmUp,
          run.samples(),
          run.events(),
          history.damaged(),
          rows(record, before, after, period),
          comparison.deviations(record, before),
          proposed.map(other -> RuleChanges.between(standing.site(), other.site())),
          after.map(other -> comparison.deviations(before, other)).orElse(List.of()),
          Stream.concat(Stream.of(record, before), after.stream()).anyMatch(Outcome::cut));
    }
  }

  private static Outcome outcome(RehearsedRules side, Period period) {
    return Outcome.of(side.episodes(), side.orders(), period);
  }

  private static Map<RuleName, ReplayReport.Row> rows(
      Outcome recorded, Outcome standing, Optional<Outcome> proposed, Period period) {
    Map<RuleName, RuleFigures> first = figures(recorded, period);
    Map<RuleName, RuleFigures> second = figures(standing, period);
    Optional<Map<RuleName, RuleFigures>> third = proposed.map(one -> figures(one, period));
    TreeSet<RuleName> names = new TreeSet<>(first.keySet());
    names.addAll(second.keySet());
    third.ifPresent(one -> names.addAll(one.keySet()));
    Map<RuleName, ReplayReport.Row> rows = new TreeMap<>();
    for (RuleName name : names) {
      rows.put(
          name,
          new ReplayReport.Row(
              first.getOrDefault(name, RuleFigures.NONE),
              second.getOrDefault(name, RuleFigures.NONE),
              third.map(one -> one.getOrDefault(name, RuleFigures.NONE))));
    }
    return rows;
  }

  private static Map<RuleName, RuleFigures> figures(Outcome outcome, Period period) {
    Map<RuleName, List<Episode>> episodes =
        outcome.episodes().stream()
            .collect(Collectors.groupingBy(Episode::rule, TreeMap::new, Collectors.toList()));
    Map<RuleName, Long> orders =
        outcome.orders().stream()
            .collect(Collectors.groupingBy(OpenedOrder::rule, Collectors.counting()));
    orders.keySet().forEach(rule -> episodes.putIfAbsent(rule, List.of()));
    Map<RuleName, RuleFigures> figures = new TreeMap<>();
    episodes.forEach(
        (rule, of) -> figures.put(rule, RuleFigures.of(of, orders.getOrDefault(rule, 0L), period)));
    return figures;
  }
}
