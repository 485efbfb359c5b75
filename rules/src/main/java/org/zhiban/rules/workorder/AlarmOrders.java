package org.zhiban.rules.workorder;

import java.time.Duration;
import java.time.Instant;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;

/** Decides what an alarm means for work orders: one fault, one order. */
@SuppressWarnings("DoNotCallSuggester")
public final class AlarmOrders {
  /** How long after its closing an order is opened again by the same fault. */
  public static final Duration REOPENED_WITHIN = Duration.ofDays(7);

  private final Site site;

  public AlarmOrders(Site site) {
    this.site = site;
  }

  /** What makes two faults the same; the store holds at most one open order of each. */
  public static String fault(Alarm alarm, RuleSpec rule) {
    throw new UnsupportedOperationException();
  }

  /** What a step of an alarm means. */
  public OrderDecision decide(AlarmChange change, RuleSpec rule, FaultRecord known, Instant now) {
    throw new UnsupportedOperationException(site.id());
  }

  /** What becomes of an alarm whose hold-off is over. */
  public OrderDecision due(Alarm alarm, RuleSpec rule, FaultRecord known, Instant now) {
    throw new UnsupportedOperationException(site.id());
  }
}
