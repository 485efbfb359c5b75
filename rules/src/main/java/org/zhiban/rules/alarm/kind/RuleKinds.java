package org.zhiban.rules.alarm.kind;

import java.util.Map;
import java.util.Optional;
import org.zhiban.model.site.Condition;

/** Every kind of rule that acts. */
public final class RuleKinds {
  private static final Map<Class<? extends Condition>, RuleKind<?>> KINDS =
      Map.ofEntries(
          kind(Condition.When.class, new WhenKind()),
          kind(Condition.Threshold.class, new ThresholdKind()),
          kind(Condition.NoData.class, new NoDataKind()),
          kind(Condition.Change.class, new ChangeKind()),
          kind(Condition.Discrepancy.class, new DiscrepancyKind()),
          kind(Condition.Deviation.class, new DeviationKind()),
          kind(Condition.Count.class, new CountKind()),
          kind(Condition.Sequence.class, new SequenceKind()),
          kind(Condition.Rate.class, new RateKind()),
          kind(Condition.Stuck.class, new StuckKind()),
          kind(Condition.Combination.class, new CombinationKind()));

  private static <C extends Condition> Map.Entry<Class<C>, RuleKind<C>> kind(
      Class<C> condition, RuleKind<C> kind) {
    return Map.entry(condition, kind);
  }

  /** Whether conditions of this kind are judged. */
  public static boolean acts(Condition condition) {
    return KINDS.containsKey(condition.getClass());
  }

  /** Compiles a rule whose kind acts; empty where the context was told of a problem. */
  public static Optional<Blueprint> compile(RuleContext context) {
    Condition condition = context.rule().condition();
    RuleKind<?> kind = KINDS.get(condition.getClass());
    if (kind == null) {
      throw new IllegalArgumentException(condition.kind() + " rules do not act");
    }
    return compile(kind, condition, context);
  }

  /** Sound, since only {@link #kind} fills the map. */
  @SuppressWarnings("unchecked")
  private static <C extends Condition> Optional<Blueprint> compile(
      RuleKind<C> kind, Condition condition, RuleContext context) {
    return kind.compile((C) condition, context);
  }

  private RuleKinds() {}
}
