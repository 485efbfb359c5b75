package org.zhiban.gateway.rehearsal;

import java.util.List;

/**
 * What came of a period: on record, or by rules.
 *
 * @param cut whether there were more alarms than are kept
 */
record Outcome(List<Episode> episodes, List<OpenedOrder> orders, boolean cut) {
  Outcome {
    episodes = List.copyOf(episodes);
    orders = List.copyOf(orders);
  }

  static Outcome of(Episodes episodes, List<OpenedOrder> orders, Period period) {
    return new Outcome(
        episodes.within(period.from(), period.to()),
        orders.stream().filter(order -> period.holds(order.openedAt())).toList(),
        episodes.cut());
  }
}
