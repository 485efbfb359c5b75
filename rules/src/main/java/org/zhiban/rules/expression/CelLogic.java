package org.zhiban.rules.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointTable;

/**
 * An expression judged by CEL's own evaluator. A bad value is a variable without a value, which CEL
 * takes for unknown; an error of evaluation (a text that is no number) is unknown too.
 */
final class CelLogic implements Logic {
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(Cel.OPTIONS).build();

  private final CelRuntime.Program program;
  private final List<Slot> slots;

  CelLogic(CelAbstractSyntaxTree checked, List<Slot> slots) {
    this.slots = List.copyOf(slots);
    try {
      program = RUNTIME.createProgram(checked);
    } catch (CelEvaluationException e) {
      throw new IllegalStateException("a checked expression is always planned", e);
    }
  }

  @Override
  public Truth test(PointTable table, @Nullable PointEvent event) {
    try {
      Object result =
          program.eval(
              (String name) ->
                  Optional.ofNullable(slots.get(Resolver.slotIndex(name)).value(table, event)));
      return result instanceof Boolean bool ? Truth.of(bool) : Truth.UNKNOWN;
    } catch (CelEvaluationException _) {
      return Truth.UNKNOWN;
    }
  }
}
