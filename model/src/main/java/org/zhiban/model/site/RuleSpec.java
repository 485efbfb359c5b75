package org.zhiban.model.site;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;

/**
 * A rule of one equipment, or of the site.
 *
 * @param id unique within its equipment; of a site rule, within the site
 * @param equipment whose alarm it is; empty only for a site rule that names none
 * @param priority of the alarm; of a threshold, the one of limits that name none
 * @param latch the alarm stays until it is reset by a person
 * @param key points or event fields whose combination makes an alarm of its own
 * @param message with {@code {point}} and {@code {id/point}} for values; blank where the rule gives
 *     none: the engine then says what the condition says
 * @param inhibits rules of the same equipment, or {@link #BELOW} it, that this one suppresses while
 *     it is active; never life safety
 * @param text the rule as it stands in its file, kept with every order as evidence
 */
public record RuleSpec(
    String id,
    Optional<String> equipment,
    Condition condition,
    Duration onDelay,
    Duration offDelay,
    Priority priority,
    boolean latch,
    boolean lifeSafety,
    List<String> key,
    LocalizedText message,
    Optional<OrderSpec> order,
    List<String> inhibits,
    Optional<Escalation> escalation,
    boolean unlessPermit,
    boolean unlessOpenOrder,
    Optional<Duration> reAlarm,
    boolean enabled,
    String text,
    SourcePosition position) {
  /** Before the id of a rule: that of all equipment below, whose parent it is, directly or not. */
  public static final String BELOW = "below/";

  /** In place of an id: every rule. */
  public static final String EVERY_RULE = "*";

  public RuleSpec {
    key = List.copyOf(key);
    inhibits = List.copyOf(inhibits);
  }

  /** Its name where several rules stand together: {@code equipment/rule}, or the id alone. */
  public String name() {
    return equipment.map(owner -> owner + "/" + id).orElse(id);
  }

  /** What the alarm says, without values; blank where the rule gives no message. */
  public LocalizedText title() {
    return message.withoutValues();
  }

  /** Raises the priority when something else becomes true, or after a time in alarm. */
  public record Escalation(Optional<Expression> when, Optional<Duration> after, Priority to) {}
}
