package org.zhiban.rules.alarm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.rules.alarm.Journal.Hand;
import org.zhiban.rules.alarm.kind.Notes;
import org.zhiban.rules.alarm.kind.Surroundings;
import org.zhiban.rules.expression.Steady;

/** One rule at work in one engine. Its time never falls, whatever its sources say. */
abstract class RuleRun {
  private static final String TIME = "at";

  private int slot;
  private final CompiledRule rule;
  private final Surroundings surroundings;
  private final Journal journal;
  private final int[] judgedPoints;
  private final List<RuleRun> causes = new ArrayList<>();
  private final List<RuleRun> consequences = new ArrayList<>();
  private final WorkAtRule work;
  private long time = Long.MIN_VALUE;

  /** Something happened to it since it was last written down. */
  private boolean touched = true;

  private List<RuleMemory> written = List.of();

  RuleRun(int slot, CompiledRule rule, Surroundings surroundings, Journal journal) {
    this.slot = slot;
    this.rule = rule;
    this.work = new WorkAtRule(rule);
    this.surroundings = surroundings.remembering(this::remember);
    this.journal = journal;
    this.judgedPoints =
        rule.blueprint().ofValues()
            ? rule.blueprint().points().stream().mapToInt(Integer::intValue).toArray()
            : new int[0];
  }

  /** Its place among the rules of the engine. */
  final int slot() {
    return slot;
  }

  /** Takes another place, and is tied to no other rule any more. */
  final void place(int next) {
    slot = next;
    causes.clear();
    consequences.clear();
  }

  final CompiledRule rule() {
    return rule;
  }

  final PointTable table() {
    return surroundings.table();
  }

  final Surroundings surroundings() {
    return surroundings;
  }

  final Journal journal() {
    return journal;
  }

  /** The time at which something happens for this rule, never before what happened last. */
  final long tick(long at) {
    touched = true;
    time = Math.max(time, at);
    return time;
  }

  /** A sample of one of its points stands in the table; says whether anything moved. */
  abstract boolean sample(int point, long at);

  /** Narrows the values of a point, which is not bad, to those that it need not be told of. */
  abstract void steady(int point, Steady values);

  /** The same of what raises the priority. */
  final void steadyEscalation(int point, Steady values) {
    if (rule.escalation().isPresent()) {
      rule.escalation().get().steady(point, table(), values);
    }
  }

  /** Somebody set the clock on the wall. */
  abstract void clockSet(long at);

  /** What the gateway itself cannot do is otherwise. */
  void ownChanged(long at) {
    throw new IllegalStateException(rule.spec().id() + " is not about the gateway");
  }

  /** An event of one of its event points arrived. */
  abstract void event(PointEvent event, long at, long now);

  /** Lets every timer that is over by now take effect. */
  abstract void fire(long at);

  /** When it must be woken though nothing happens; it may turn out that nothing is due. */
  abstract long deadline();

  /** Every place of an alarm. */
  abstract void eachCell(Consumer<AlarmCell> action);

  /** A person reset an alarm of it: what it counts begins anew. */
  abstract void reset(long at);

  /** Takes up an alarm of before a restart. */
  abstract void stand(Alarm alarm);

  /** Takes up what was written down before a restart. */
  abstract void load(String key, Notes notes);

  /**
   * Looks at the world after everything was taken up. The rule's time stays where it was: what
   * happened while nobody looked, and is told late, is judged at its own time.
   */
  abstract void resume(long at);

  /** Writes down what must survive a restart. */
  abstract List<RuleMemory> save();

  /** Something that must survive a restart changed. */
  final void remember() {
    touched = true;
    journal.remember();
  }

  /** Adds what is to be written down otherwise than the last time. */
  final void saveChanges(List<RuleMemory> otherwise, List<RuleMemory.Name> gone) {
    if (!touched) {
      return;
    }
    touched = false;
    List<RuleMemory> saved = save();
    Map<RuleMemory.Name, RuleMemory> before = new HashMap<>();
    written.forEach(memory -> before.put(memory.name(), memory));
    for (RuleMemory memory : saved) {
      if (!memory.equals(before.remove(memory.name()))) {
        otherwise.add(memory);
      }
    }
    gone.addAll(before.keySet());
    written = saved;
  }

  /** The present, where it must not hold up what is told late. */
  final long notBefore(long at) {
    touched = true;
    return Math.max(time, at);
  }

  /** Takes up the rule's time among what was written down. */
  final void loadTime(Notes notes) {
    tick(notes.number(TIME));
  }

  final RuleMemory memory(String key, Notes notes) {
    notes.put(TIME, time);
    return new RuleMemory(rule.equipment(), rule.spec().id(), key, notes.toString());
  }

  final void inhibits(RuleRun consequence) {
    consequences.add(consequence);
    consequence.causes.add(this);
  }

  /**
   * The rule by whose alarm those of this one are suppressed, {@code equipment/rule}.
   *
   * @param announced whether the alarm that asks is announced: then only an alarm of the cause
   *     hides it, not one that may come
   */
  final Optional<String> inhibitor(boolean announced) {
    for (RuleRun cause : causes) {
      if (cause.active() || (!announced && cause.leads())) {
        return Optional.of(cause.rule.name());
      }
    }
    return Optional.empty();
  }

  /** Whether what it stands for waits for it, though it is not in alarm. */
  boolean leads() {
    return false;
  }

  /** What people's work means to the rule. */
  final WorkAtRule work() {
    return work;
  }

  /** That work changed: its alarms are announced, or no longer. */
  final void workChanged(long at, Hand hand) {
    long then = tick(at);
    eachCell(cell -> cell.reconsider(then, hand));
  }

  final boolean active() {
    boolean[] any = {false};
    eachCell(cell -> any[0] |= cell.active());
    return any[0];
  }

  /** An alarm of this rule became active, or is no longer. */
  final void activityChanged(long at) {
    for (RuleRun consequence : consequences) {
      long then = consequence.tick(at);
      consequence.eachCell(cell -> cell.reconsider(then));
    }
  }

  /** The worst among the values that the rule is judged on. */
  final Quality quality() {
    Quality worst = Quality.GOOD;
    for (int point : judgedPoints) {
      worst = worst.worse(table().quality(point));
    }
    return worst;
  }

  /** The run that a rule needs. */
  static RuleRun of(int slot, CompiledRule rule, Surroundings surroundings, Journal journal) {
    if (rule.key().isEmpty()) {
      return new PlainRun(slot, rule, surroundings, journal);
    }
    return rule.keyedByEvent()
        ? new EventKeyedRun(slot, rule, surroundings, journal)
        : new PointKeyedRun(slot, rule, surroundings, journal);
  }
}
