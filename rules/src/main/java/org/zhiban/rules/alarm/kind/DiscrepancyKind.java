package org.zhiban.rules.alarm.kind;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Condition.Discrepancy;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.PointState;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.rules.expression.Steady;
import org.zhiban.rules.expression.Truth;

/** The feedback does not follow the command within the time. */
final class DiscrepancyKind implements RuleKind<Discrepancy> {
  @Override
  public Optional<Blueprint> compile(Discrepancy condition, RuleContext context) {
    PointSpec command = context.spec(condition.command());
    PointSpec feedback = context.spec(condition.feedback());
    if (!comparable(command, feedback)) {
      context.problem(
          condition.command() + " and " + condition.feedback() + " are not of one kind",
          "compare two binary points, two numbers, or two points with the same states");
      return Optional.empty();
    }
    int wanted = context.number(condition.command());
    int got = context.number(condition.feedback());
    LocalizedText name = context.nameOf(condition.feedback());
    long delay = condition.within().plus(context.rule().onDelay()).toMillis();
    return Optional.of(
        new Blueprint(
            Set.of(wanted, got),
            Set.of(),
            true,
            List.of(new Track(delay, context.rule().priority())),
            new LocalizedText(name.zh() + " 未跟随命令", name.en() + " does not follow the command"),
            around -> new DiscrepancySignal(wanted, got, around.table())));
  }

  private static boolean comparable(PointSpec command, PointSpec feedback) {
    if (command.kind().numeric()) {
      return feedback.kind().numeric();
    }
    return command.kind() == feedback.kind()
        && (command.kind() == PointKind.BINARY
            || (command.kind() == PointKind.MULTISTATE && names(command).equals(names(feedback))));
  }

  private static List<String> names(PointSpec point) {
    return point.states().stream().map(PointState::name).toList();
  }

  private static final class DiscrepancySignal extends Signal {
    private final int command;
    private final int feedback;
    private final PointTable table;

    DiscrepancySignal(int command, int feedback, PointTable table) {
      this.command = command;
      this.feedback = feedback;
      this.table = table;
    }

    @Override
    public void steady(int point, Steady values) {
      values.only(table.value(point));
    }

    @Override
    public Truth input(int track) {
      return table.quality(command) == Quality.BAD || table.quality(feedback) == Quality.BAD
          ? Truth.UNKNOWN
          : Truth.of(table.value(command) != table.value(feedback));
    }
  }
}
