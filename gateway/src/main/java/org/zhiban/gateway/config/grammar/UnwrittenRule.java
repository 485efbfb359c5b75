package org.zhiban.gateway.config.grammar;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.OrderSpec;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.RuleSpec.Escalation;
import org.zhiban.model.site.SourcePosition;

/** What a rule says that nobody wrote, and how a site would write it. */
record UnwrittenRule(
    String id, Priority priority, LocalizedText message, String kind, SourcePosition position) {
  /** Whatever it is about is over no sooner than this. */
  private static final Duration OVER = Duration.ofMinutes(1);

  /** How an alarm that stays becomes more pressing by the time alone, and sounds again. */
  record Course(Optional<Escalation> escalation, Optional<Duration> reAlarm) {
    static final Course NONE = new Course(Optional.empty(), Optional.empty());

    /**
     * The most pressing of some rules in time, the soonest of those; what else raises a priority is
     * about one machine.
     *
     * @param from the priority from which it is to rise
     */
    static Course of(List<RuleSpec> rules, Priority from) {
      return new Course(
          rules.stream()
              .flatMap(rule -> rule.escalation().stream())
              .filter(escalation -> escalation.after().isPresent())
              .filter(escalation -> escalation.to().compareTo(from) < 0)
              .min(
                  Comparator.comparing(Escalation::to)
                      .thenComparing(escalation -> escalation.after().orElseThrow()))
              .map(soonest -> new Escalation(Optional.empty(), soonest.after(), soonest.to())),
          rules.stream().flatMap(rule -> rule.reAlarm().stream()).min(Comparator.naturalOrder()));
    }

    /** How a site would write it. */
    String text() {
      return escalation
              .map(
                  rising ->
                      "\n  escalate: { after: "
                          + rising.after().orElseThrow().toSeconds()
                          + "s, to: "
                          + rising.to().word()
                          + " }")
              .orElse("")
          + reAlarm.map(again -> "\n  re_alarm: " + again.toSeconds() + "s").orElse("");
    }
  }

  /**
   * The rule.
   *
   * @param owner none: it is of the site
   * @param delay before it is an alarm; with one, it is over after a minute
   */
  RuleSpec rule(
      @Nullable String owner,
      Condition condition,
      Duration delay,
      Optional<OrderSpec> order,
      Course course) {
    Duration over = delay.isZero() ? Duration.ZERO : OVER;
    String delays =
        delay.isZero()
            ? ""
            : "  on_delay: " + delay.toMinutes() + "m\n  off_delay: " + over.toMinutes() + "m\n";
    return new RuleSpec(
        id,
        Optional.ofNullable(owner),
        condition,
        delay,
        over,
        priority,
        false,
        false,
        List.of(),
        message,
        order,
        List.of(),
        course.escalation(),
        false,
        false,
        course.reAlarm(),
        true,
        id + ":\n  " + kind + "\n" + delays + "  priority: " + priority.word() + course.text(),
        position);
  }
}
