package org.zhiban.rules.alarm.kind;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Condition.ConnectionDown;
import org.zhiban.model.site.Condition.NoData;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.telemetry.PointRef;

/**
 * Nothing of a connection is heard of: each point that is awaited over it was marked so by its
 * driver, or is overdue. It stands for the silence of the equipment behind it, whose rules wait
 * from the moment at which the last point was lost, and is told of when the first of them would be.
 */
final class ConnectionDownKind implements RuleKind<ConnectionDown> {
  @Override
  public Optional<Blueprint> compile(ConnectionDown condition, RuleContext context) {
    List<PointRef> awaited =
        context.scope().site().awaitedOver(condition.connection()).stream()
            .sorted(Comparator.comparingInt(context::number))
            .toList();
    if (awaited.isEmpty()) {
      context.problem(
          "connection '" + condition.connection() + "' brings no values",
          "name a connection that equipment with points uses");
      return Optional.empty();
    }
    int[] points = awaited.stream().mapToInt(context::number).toArray();
    long[] patience =
        awaited.stream().mapToLong(point -> patience(point, condition, context)).toArray();
    long[] lead =
        awaited.stream()
            .mapToLong(point -> lead(context.spec(point), patience(point, condition, context)))
            .toArray();
    long after = condition.after().toMillis();
    return Optional.of(
        new Blueprint(
            awaited.stream().map(context::number).collect(Collectors.toSet()),
            Set.of(),
            false,
            Set.of(),
            context.oneTrack(),
            says(condition, awaited),
            surroundings -> new ConnectionDownSignal(points, lead, patience, after, surroundings)));
  }

  /** How long the first rule about a point's silence waits; where there is none, the condition. */
  private static long patience(PointRef point, ConnectionDown condition, RuleContext context) {
    PointSpec spec = context.spec(point);
    return context.scope().site().silenceRulesOf(condition.connection()).stream()
        .filter(rule -> ((NoData) rule.condition()).points().contains(point))
        .mapToLong(
            rule ->
                NoDataKind.patience(spec, ((NoData) rule.condition()).after())
                    + rule.onDelay().toMillis())
        .min()
        .orElseGet(() -> NoDataKind.patience(spec, condition.after()));
  }

  /** Half of the patience, but not before a second value in turn is missing, and before it ends. */
  private static long lead(PointSpec point, long patience) {
    long two = point.every().map(every -> every.multipliedBy(2).toMillis()).orElse(0L);
    return Math.min(patience - 1, Math.max(patience / 2, two));
  }

  private static LocalizedText says(ConnectionDown condition, List<PointRef> awaited) {
    long machines = awaited.stream().map(PointRef::equipment).distinct().count();
    long seconds = Duration.ofMillis(condition.after().toMillis()).toSeconds();
    return new LocalizedText(
        "连接 " + condition.connection() + " 中断：" + machines + " 台设备超过 " + seconds + " 秒无数据",
        "Connection "
            + condition.connection()
            + " is down: no data from "
            + machines
            + " equipment for "
            + seconds
            + " s");
  }
}
