package org.zhiban.gateway.acquisition;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.zhiban.model.telemetry.PointValue;

/** Those who wait for a value of a point. Safe for concurrent use. */
final class ValueWatches {
  private final PointBoard board;
  private final List<Watch> watches = new CopyOnWriteArrayList<>();

  private record Watch(
      int point, Predicate<PointValue> wanted, CompletableFuture<PointValue> found) {}

  ValueWatches(PointBoard board) {
    this.board = board;
  }

  CompletableFuture<PointValue> watch(int point, Predicate<PointValue> wanted) {
    Watch watch = new Watch(point, wanted, new CompletableFuture<>());
    watches.add(watch);
    var _ = watch.found.whenComplete((_, _) -> watches.remove(watch));
    look(watch);
    return watch.found;
  }

  /** The board has new values. */
  void look() {
    if (!watches.isEmpty()) {
      watches.forEach(this::look);
    }
  }

  private void look(Watch watch) {
    PointValue value = board.get(watch.point);
    if (watch.wanted.test(value)) {
      watch.found.complete(value);
    }
  }
}
