package org.zhiban.rules.alarm.kind;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Condition.Sequence;
import org.zhiban.model.site.Expression;
import org.zhiban.rules.expression.CompiledExpression;

/**
 * A happening without another before it, or after it. It is momentary: the alarm ends at once and
 * stays until it is acknowledged.
 */
final class SequenceKind implements RuleKind<Sequence> {
  @Override
  public Optional<Blueprint> compile(Sequence condition, RuleContext context) {
    boolean followed = condition.unlessFollowedBy().isPresent();
    if (followed == condition.unlessPrecededBy().isPresent()) {
      context.problem(
          "a sequence has `unless_preceded_by` or `unless_followed_by`", "give one of both");
      return Optional.empty();
    }
    Expression explained =
        condition.unlessFollowedBy().or(condition::unlessPrecededBy).orElseThrow();
    CompiledExpression event = context.eventExpression(condition.event()).orElse(null);
    CompiledExpression other = context.eventExpression(explained).orElse(null);
    RuleContext.Maybe excuse = context.maybe(condition.unless());
    if (event == null || other == null || !excuse.sound()) {
      return Optional.empty();
    }
    Set<Integer> events = new HashSet<>(CountKind.set(event.event()));
    events.addAll(CountKind.set(other.event()));
    Set<Integer> points = new HashSet<>(excuse.points());
    for (CompiledExpression part : new CompiledExpression[] {event, other}) {
      for (int point : part.points()) {
        points.add(point);
      }
    }
    EventNotes notes = new EventNotes(context.privateFields(event.event()));
    return Optional.of(
        new Blueprint(
            points,
            events,
            true,
            context.oneTrack(),
            LocalizedText.same(context.rule().id() + ": " + condition.event().text()),
            around -> new SequenceSignal(condition, event, other, excuse, notes, around)));
  }
}
