package org.zhiban.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Condition.Limit;
import org.zhiban.model.site.Condition.LimitKind;
import org.zhiban.model.site.Expression;
import org.zhiban.model.site.OrderSpec;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.SourcePosition;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;

/** A rule for tests: {@code Rule.of("dry_run").when("running && flow < 1").onDelay(30)}. */
public final class Rule {
  /** Where the expressions of the rules stand: line 7, column 11. */
  public static final SourcePosition EXPRESSION = new SourcePosition("templates/t.yaml", 7, 11);

  private final String id;
  private Optional<String> equipment = Optional.empty();
  private Condition condition = new Condition.When(expression("true"));
  private Duration onDelay = Duration.ZERO;
  private Duration offDelay = Duration.ZERO;
  private Priority priority = Priority.P2;
  private boolean latch;
  private boolean lifeSafety;
  private List<String> key = List.of();
  private LocalizedText message = LocalizedText.same("");
  private List<String> inhibits = List.of();
  private Optional<RuleSpec.Escalation> escalation = Optional.empty();
  private Optional<Duration> reAlarm = Optional.empty();
  private boolean unlessPermit;
  private Optional<OrderSpec> order = Optional.empty();
  private boolean unlessOpenOrder;

  private Rule(String id) {
    this.id = id;
  }

  public static Rule of(String id) {
    return new Rule(id);
  }

  public static Expression expression(String text) {
    return new Expression(text, EXPRESSION);
  }

  public Rule on(String owner) {
    equipment = Optional.of(owner);
    return this;
  }

  public Rule when(String expression) {
    return is(new Condition.When(expression(expression)));
  }

  public Rule is(Condition kind) {
    condition = kind;
    return this;
  }

  /** A threshold; limits are {@code low 0.3}, {@code low_low 0.15 20s P1}. */
  public Rule threshold(double deadband, String points, String... limits) {
    List<PointRef> refs = new ArrayList<>();
    for (String point : points.split(",", -1)) {
      int slash = point.indexOf('/');
      refs.add(new PointRef(point.substring(0, slash), point.substring(slash + 1)));
    }
    List<Limit> parsed = new ArrayList<>();
    for (String limit : limits) {
      String[] words = limit.split(" ", -1);
      Optional<Duration> delay = Optional.empty();
      Optional<Priority> own = Optional.empty();
      for (int word = 2; word < words.length; word++) {
        if (words[word].endsWith("s")) {
          delay =
              Optional.of(
                  Duration.ofSeconds(
                      Long.parseLong(words[word].substring(0, words[word].length() - 1))));
        } else {
          own = Optional.of(Priority.valueOf(words[word]));
        }
      }
      parsed.add(
          new Limit(
              LimitKind.valueOf(words[0].toUpperCase(java.util.Locale.ROOT)),
              Double.parseDouble(words[1]),
              delay,
              own));
    }
    return is(new Condition.Threshold(refs, deadband, parsed));
  }

  public Rule onDelay(long seconds) {
    onDelay = Duration.ofSeconds(seconds);
    return this;
  }

  public Rule offDelay(long seconds) {
    offDelay = Duration.ofSeconds(seconds);
    return this;
  }

  public Rule priority(Priority level) {
    priority = level;
    return this;
  }

  public Rule latch() {
    latch = true;
    return this;
  }

  public Rule lifeSafety() {
    lifeSafety = true;
    return this;
  }

  public Rule key(String... names) {
    key = List.of(names);
    return this;
  }

  public Rule message(String zh, String en) {
    message = new LocalizedText(zh, en);
    return this;
  }

  public Rule inhibits(String... rules) {
    inhibits = List.of(rules);
    return this;
  }

  public Rule escalateWhen(String expression, Priority to) {
    escalation =
        Optional.of(
            new RuleSpec.Escalation(Optional.of(expression(expression)), Optional.empty(), to));
    return this;
  }

  public Rule escalateAfter(long seconds, Priority to) {
    escalation =
        Optional.of(
            new RuleSpec.Escalation(
                Optional.empty(), Optional.of(Duration.ofSeconds(seconds)), to));
    return this;
  }

  public Rule reAlarm(long seconds) {
    reAlarm = Optional.of(Duration.ofSeconds(seconds));
    return this;
  }

  public Rule unlessPermit() {
    unlessPermit = true;
    return this;
  }

  public Rule unlessOpenOrder() {
    unlessOpenOrder = true;
    return this;
  }

  /** Each of its alarms makes an order of its own. */
  public Rule eachForItself() {
    order =
        Optional.of(
            new OrderSpec(
                "elevator",
                Urgency.URGENT,
                Severity.SERIOUS,
                Optional.of(Duration.ZERO),
                Optional.empty(),
                OrderSpec.Merge.NEVER,
                Map.of(),
                new OrderSpec.Verify.Manual()));
    return this;
  }

  /** Amounts that a rate needs not have. */
  public static OptionalDouble none() {
    return OptionalDouble.empty();
  }

  RuleSpec spec(Optional<String> owner) {
    return new RuleSpec(
        id,
        equipment.or(() -> owner),
        condition,
        onDelay,
        offDelay,
        priority,
        latch,
        lifeSafety,
        key,
        message,
        order,
        inhibits,
        escalation,
        unlessPermit,
        unlessOpenOrder,
        reAlarm,
        true,
        id + ": ...",
        new SourcePosition("templates/t.yaml", 5, 3));
  }

  String id() {
    return id;
  }
}
