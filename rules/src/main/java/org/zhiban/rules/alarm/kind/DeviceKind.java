package org.zhiban.rules.alarm.kind;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Condition.Device;
import org.zhiban.model.site.PointState;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.rules.expression.Steady;
import org.zhiban.rules.expression.Truth;

/** The device's own alarm, passed through: a bit that is set, or a state that is named. */
final class DeviceKind implements RuleKind<Device> {
  private static final int SET = 1;

  @Override
  public Optional<Blueprint> compile(Device condition, RuleContext context) {
    int point = context.number(condition.point());
    var names = context.spec(condition.point()).states().stream().map(PointState::name).toList();
    Set<Integer> alarming =
        condition.states().isEmpty()
            ? Set.of(SET)
            : condition.states().stream().map(names::indexOf).collect(Collectors.toSet());
    LocalizedText name = context.nameOf(condition.point());
    String value = " " + context.placeholder(condition.point());
    LocalizedText says =
        condition.states().isEmpty()
            ? name
            : new LocalizedText(name.zh() + value, name.en() + value);
    return Optional.of(
        new Blueprint(
            Set.of(point),
            Set.of(),
            true,
            context.oneTrack(),
            says,
            around -> new DeviceSignal(point, alarming, around.table())));
  }

  private static final class DeviceSignal extends Signal {
    private final int point;
    private final Set<Integer> alarming;
    private final PointTable table;

    DeviceSignal(int point, Set<Integer> alarming, PointTable table) {
      this.point = point;
      this.alarming = alarming;
      this.table = table;
    }

    @Override
    public void steady(int woken, Steady values) {
      values.only(table.value(woken));
    }

    @Override
    public Truth input(int track) {
      double value = table.value(point);
      return table.quality(point) == Quality.BAD || Double.isNaN(value)
          ? Truth.UNKNOWN
          : Truth.of(alarming.contains((int) value));
    }
  }
}
