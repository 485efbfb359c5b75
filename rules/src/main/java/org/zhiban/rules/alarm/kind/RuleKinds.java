package org.zhiban.rules.alarm.kind;

import java.util.Optional;
import org.zhiban.model.site.Condition;

/** Every kind of rule, and what compiles it. */
public final class RuleKinds {
  /** Compiles a rule; empty where the context was told of a problem. */
  public static Optional<Blueprint> compile(RuleContext context) {
    return switch (context.rule().condition()) {
      case Condition.When when -> new WhenKind().compile(when, context);
      case Condition.Threshold threshold -> new ThresholdKind().compile(threshold, context);
      case Condition.Discrepancy discrepancy -> new DiscrepancyKind().compile(discrepancy, context);
      case Condition.Rate rate -> new RateKind().compile(rate, context);
      case Condition.NoData noData -> new NoDataKind().compile(noData, context);
      case Condition.ConnectionDown down -> new ConnectionDownKind().compile(down, context);
      case Condition.ClockOff clock -> new ClockOffKind().compile(clock, context);
      case Condition.GatewayTrouble own -> new GatewayTroubleKind().compile(own, context);
      case Condition.Stuck stuck -> new StuckKind().compile(stuck, context);
      case Condition.Deviation deviation -> new DeviationKind().compile(deviation, context);
      case Condition.Count count -> new CountKind().compile(count, context);
      case Condition.Sequence sequence -> new SequenceKind().compile(sequence, context);
      case Condition.Combination all -> new CombinationKind().compile(all, context);
      case Condition.RunHours hours -> new RunHoursKind().compile(hours, context);
      case Condition.Starts starts -> new StartsKind().compile(starts, context);
      case Condition.Change change -> new ChangeKind().compile(change, context);
      case Condition.Balance balance -> new BalanceKind().compile(balance, context);
      case Condition.Baseline baseline -> new BaselineKind().compile(baseline, context);
      case Condition.Schedule schedule -> new ScheduleKind().compile(schedule, context);
      case Condition.Device device -> new DeviceKind().compile(device, context);
    };
  }

  private RuleKinds() {}
}
