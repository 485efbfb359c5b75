package org.zhiban.gateway.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what came otherwise of the same record. Two alarms are the same where rule and key are, and
 * they begin within {@link #SAME} of each other or hold at the same time; the same alarm is
 * otherwise where priority, suppression, beginning or end differ by more than {@link #EXACT}.
 */
final class Comparison {
  static final Duration EXACT = Duration.ofSeconds(2);
  static final Duration SAME = Duration.ofSeconds(30);

  private final Period period;

  Comparison(Period period) {
    this.period = period;
  }

  /** Every deviation within the period, in order of time. */
  List<Deviation> deviations(Outcome before, Outcome after) {
    Stream<Deviation> alarms =
        pairs(before.episodes(), after.episodes(), Comparison::place, this::same)
            .filter(pair -> begins(pair, Episode::raisedAt))
            .filter(pair -> !pair.both(this::alike))
            .map(pair -> new Deviation.OfAlarm(pair.before, pair.after));
    Stream<Deviation> orders =
        pairs(before.orders(), after.orders(), OpenedOrder::rule, Comparison::sameOrder)
            .filter(pair -> begins(pair, OpenedOrder::openedAt))
            .filter(pair -> !pair.both(Comparison::alikeOrders))
            .map(pair -> new Deviation.OfOrder(pair.before, pair.after));
    return Stream.concat(alarms, orders)
        .sorted(Comparator.comparing(Deviation::at).thenComparing(Deviation::rule))
        .toList();
  }

  private record Pair<T>(Optional<T> before, Optional<T> after) {
    boolean both(BiPredicate<T, T> alike) {
      return before.isPresent() && after.isPresent() && alike.test(before.get(), after.get());
    }
  }

  /** Pairs those that are the same, place by place; what has no partner stands alone. */
  private static <T, P extends Comparable<P>> Stream<Pair<T>> pairs(
      List<T> before, List<T> after, Function<T, P> place, BiPredicate<T, T> same) {
    Map<P, Deque<T>> partners =
        after.stream()
            .collect(
                Collectors.groupingBy(
                    place, TreeMap::new, Collectors.toCollection(ArrayDeque::new)));
    List<Pair<T>> pairs = new ArrayList<>();
    for (T one : before) {
      Deque<T> candidates = partners.getOrDefault(place.apply(one), new ArrayDeque<>());
      Optional<T> partner =
          candidates.stream().filter(candidate -> same.test(one, candidate)).findFirst();
      partner.ifPresent(candidates::remove);
      pairs.add(new Pair<>(Optional.of(one), partner));
    }
    partners
        .values()
        .forEach(
            left -> left.forEach(one -> pairs.add(new Pair<>(Optional.empty(), Optional.of(one)))));
    return pairs.stream();
  }

  private <T> boolean begins(Pair<T> pair, Function<T, Instant> at) {
    return Stream.concat(pair.before.stream(), pair.after.stream()).map(at).anyMatch(period::holds);
  }

  private static String place(Episode episode) {
    return episode.rule() + "\n" + episode.key();
  }

  private boolean same(Episode one, Episode other) {
    return near(one.raisedAt(), other.raisedAt(), SAME)
        || (one.raisedAt().isBefore(end(other)) && other.raisedAt().isBefore(end(one)));
  }

  private Instant end(Episode episode) {
    return episode.clearedAt().filter(end -> end.isBefore(period.to())).orElse(period.to());
  }

  private boolean alike(Episode one, Episode other) {
    return one.priority() == other.priority()
        && one.suppressed() == other.suppressed()
        && near(one.raisedAt(), other.raisedAt(), EXACT)
        && near(end(one), end(other), EXACT);
  }

  private static boolean sameOrder(OpenedOrder one, OpenedOrder other) {
    return near(one.openedAt(), other.openedAt(), SAME);
  }

  private static boolean alikeOrders(OpenedOrder one, OpenedOrder other) {
    return one.trade().equals(other.trade()) && one.urgency() == other.urgency();
  }

  private static boolean near(Instant one, Instant other, Duration within) {
    return Duration.between(one, other).abs().compareTo(within) <= 0;
  }
}
