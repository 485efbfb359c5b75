package org.zhiban.rules.alarm.kind;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Condition.ConnectionDown;
import org.zhiban.model.telemetry.PointRef;

/**
 * Nothing of a connection is heard of: each point that is awaited over it was marked so by its
 * driver, or is overdue. It stands for the silence of the equipment behind it, whose rules wait
 * from the moment at which the last point was lost.
 */
final class ConnectionDownKind implements RuleKind<ConnectionDown> {
  @Override
  public Optional<Blueprint> compile(ConnectionDown condition, RuleContext context) {
    List<PointRef> awaited = context.scope().site().awaitedOver(condition.connection());
    if (awaited.isEmpty()) {
      context.problem(
          "connection '" + condition.connection() + "' brings no values",
          "name a connection that equipment with points uses");
      return Optional.empty();
    }
    int[] points = awaited.stream().mapToInt(context::number).toArray();
    long[] patience =
        awaited.stream()
            .mapToLong(point -> NoDataKind.patience(context.spec(point), condition.after()) / 2)
            .toArray();
    long after = condition.after().toMillis();
    List<Track> tracks =
        List.of(new Track(after + context.rule().onDelay().toMillis(), context.rule().priority()));
    return Optional.of(
        new Blueprint(
            awaited.stream().map(context::number).collect(Collectors.toSet()),
            Set.of(),
            false,
            Set.of(),
            true,
            tracks,
            says(condition, awaited),
            surroundings -> new ConnectionDownSignal(points, patience, after, surroundings)));
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
