package org.zhiban.gateway.workorders;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.Chore;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.SampleQueries.Kept;
import org.zhiban.model.workorder.Evidence;
import org.zhiban.model.workorder.WorkOrder;

/**
 * Keeps with an order what was recorded around its fault, once its time is over: the history ends
 * some day, the order does not.
 */
public final class EvidenceDesk {
  /** So long what was measured may be on its way. */
  private static final Duration ON_ITS_WAY = Duration.ofMinutes(2);

  /** At a start it is looked back so far for orders that have none. */
  private static final Duration LOOKED_BACK = Duration.ofDays(30);

  /** What could not be read is tried again so much later. */
  private static final Duration AGAIN = Duration.ofMinutes(10);

  private static final int AT_ONCE = 20;

  private static final Logger log = LoggerFactory.getLogger(EvidenceDesk.class);

  /** Of an order, and from when on it is whole. */
  private record Waiting(Evidence evidence, Instant from) {}

  private final Map<String, Waiting> waiting = new HashMap<>();
  private final Chore chore;
  private final Function<Evidence, String> samples;
  private final InstantSource clock;

  /**
   * For a gateway that starts now.
   *
   * @param samples what is recorded of an evidence, as it is answered
   */
  public EvidenceDesk(
      OperationsDesk desk, Function<Evidence, String> samples, InstantSource clock) {
    this.chore = desk.chore("what was recorded around faults");
    this.samples = samples;
    this.clock = clock;
  }

  /** Takes up the orders whose samples are not kept. */
  public synchronized void begin(OperationsQueries store) {
    store.samples().wanting(clock.instant().minus(LOOKED_BACK)).forEach(this::put);
  }

  /** Hears what was committed. */
  public void hear(Happening happening) {
    if (happening instanceof Happening.OrderStep(WorkOrder order) && order.version() == 1) {
      put(order);
    }
  }

  private synchronized void put(WorkOrder order) {
    order
        .evidence()
        .ifPresent(
            evidence ->
                waiting.put(order.id(), new Waiting(evidence, evidence.to().plus(ON_ITS_WAY))));
  }

  private synchronized List<Map.Entry<String, Waiting>> due(Instant now) {
    return waiting.entrySet().stream()
        .filter(one -> !one.getValue().from().isAfter(now))
        .sorted(
            Comparator.comparing((Map.Entry<String, Waiting> one) -> one.getValue().from())
                .thenComparing(Map.Entry::getKey))
        .limit(AT_ONCE)
        .map(one -> Map.entry(one.getKey(), one.getValue()))
        .toList();
  }

  private synchronized void kept(String order) {
    waiting.remove(order);
  }

  private synchronized void again(String order, Instant at) {
    waiting.computeIfPresent(order, (_, before) -> new Waiting(before.evidence(), at));
  }

  /** Keeps what is whole by now. Called by the clock. */
  public void workOff() {
    Instant now = clock.instant();
    Map<String, Kept> read = new HashMap<>();
    for (Map.Entry<String, Waiting> one : due(now)) {
      read(one.getKey(), one.getValue().evidence(), now)
          .ifPresent(samples -> read.put(one.getKey(), samples));
    }
    if (!read.isEmpty()) {
      chore.run(
          tx -> {
            read.forEach((order, samples) -> tx.samples().keep(order, samples));
            return read.keySet();
          },
          orders -> orders.forEach(this::kept));
    }
  }

  /** Read beside the desk, which has other things to do. */
  private Optional<Kept> read(String order, Evidence evidence, Instant now) {
    try {
      return Optional.of(new Kept(now, samples.apply(evidence)));
    } catch (RuntimeException e) {
      again(order, now.plus(AGAIN));
      log.warn(
          "what was recorded around the fault of order {} cannot be read, and is tried again in {}"
              + " minutes: {}",
          order,
          AGAIN.toMinutes(),
          e.toString());
      return Optional.empty();
    }
  }
}
