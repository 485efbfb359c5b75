package org.zhiban.rules.alarm.kind;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Condition.Schedule;
import org.zhiban.rules.expression.CompiledExpression;
import org.zhiban.rules.expression.Steady;
import org.zhiban.rules.expression.Truth;

/** What must not be outside its hours of the day: lights on, a door open, a pump that runs. */
final class ScheduleKind implements RuleKind<Schedule> {
  @Override
  public Optional<Blueprint> compile(Schedule condition, RuleContext context) {
    CompiledExpression expression = context.expression(condition.expression()).orElse(null);
    if (expression == null) {
      return Optional.empty();
    }
    if (expression.points().length == 0) {
      context.problem("the expression names no point", "judge at least one point");
    }
    DayHours hours = new DayHours(condition.from(), condition.to(), context.scope().site().zone());
    String span = condition.from() + "–" + condition.to();
    String text = condition.expression().text();
    return Optional.of(
        new Blueprint(
            Arrays.stream(expression.points()).boxed().collect(Collectors.toSet()),
            Set.of(),
            true,
            context.oneTrack(),
            new LocalizedText(text + "：不在 " + span + " 时段内", text + ": outside " + span),
            around -> new ScheduleSignal(expression, hours, around)));
  }

  private static final class ScheduleSignal extends Signal {
    private final CompiledExpression expression;
    private final DayHours hours;
    private final Surroundings around;
    private Truth outside = Truth.UNKNOWN;

    /** The latest moment that was looked at, by the rules' time. */
    private long looked = Long.MIN_VALUE;

    ScheduleSignal(CompiledExpression expression, DayHours hours, Surroundings around) {
      this.expression = expression;
      this.hours = hours;
      this.around = around;
    }

    @Override
    public void begin(long time) {
      look(time);
    }

    @Override
    public void sample(int point, long time) {
      look(time);
    }

    @Override
    public void fire(long time) {
      look(time);
    }

    @Override
    public void clockSet(long time) {
      look(time);
    }

    private void look(long time) {
      looked = time;
      outside = Truth.of(!hours.contains(around.wall(time)));
    }

    @Override
    public void steady(int point, Steady values) {
      expression.steady(point, around.table(), values);
    }

    @Override
    public Truth input(int track) {
      return outside.and(expression.test(around.table()));
    }

    @Override
    public long deadline() {
      if (looked == Long.MIN_VALUE) {
        return NEVER;
      }
      Instant wall = around.wall(looked);
      return looked + Duration.between(wall, hours.nextChange(wall)).toMillis();
    }
  }
}
