package org.zhiban.rules.alarm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Expression;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.rules.alarm.kind.Blueprint;
import org.zhiban.rules.alarm.kind.RuleContext;
import org.zhiban.rules.alarm.kind.RuleKinds;
import org.zhiban.rules.expression.CompileProblem;
import org.zhiban.rules.expression.CompiledExpression;
import org.zhiban.rules.expression.ExpressionCheck;
import org.zhiban.rules.expression.ExpressionCompiler;
import org.zhiban.rules.expression.Nearest;
import org.zhiban.rules.expression.Reading;
import org.zhiban.rules.expression.Scope;

/**
 * Resolves and types every active rule of a site. Expressions are CEL (Common Expression Language):
 * analog and counter points are numbers, and so is every literal beside one; binary points are
 * Boolean; a multistate point is its state's name; a text point a string.
 */
public final class RuleCompiler {
  /** Compiles all active rules, or finds every problem at once. */
  public static Compilation compile(Site site, PointIndex index) {
    List<CompiledRule> rules = new ArrayList<>();
    List<CompileProblem> problems = new ArrayList<>();
    for (RuleSpec spec : site.activeRules()) {
      RuleContext context = new RuleContext(spec, new Scope(site, index, spec.equipment(), false));
      rule(context).ifPresent(rules::add);
      problems.addAll(context.problems());
    }
    problems.addAll(Inhibition.circles(rules));
    return problems.isEmpty()
        ? new Compilation.Compiled(new CompiledRules(site, index, rules))
        : new Compilation.Broken(problems);
  }

  /** Compiles one Boolean expression as an equipment sees it, for example an interlock. */
  public static ExpressionCheck checkExpression(
      Site site, PointIndex index, String equipment, Expression expression) {
    return ExpressionCompiler.compile(
        expression, new Scope(site, index, Optional.of(equipment), false));
  }

  private static Optional<CompiledRule> rule(RuleContext context) {
    RuleSpec spec = context.rule();
    Scope scope = context.scope();
    Optional<Blueprint> compiled = RuleKinds.compile(context);
    Optional<CompiledExpression> escalation =
        spec.escalation().flatMap(RuleSpec.Escalation::when).flatMap(context::expression);
    List<Reading> key = key(context);
    Optional<Equipment> owner = spec.equipment().map(scope.site().equipment()::get);
    owner
        .map(equipment -> equipment.rules().get(spec.id()))
        .filter(own -> !own.equals(spec))
        .ifPresent(
            own ->
                context.problem(
                    "rule '" + spec.id() + "' is a rule of " + spec.equipment().orElse("") + " too",
                    "an equipment's rules have different ids: give this one another"));
    if (compiled.isEmpty()) {
      return Optional.empty();
    }
    Blueprint blueprint = compiled.get();
    MessageText message = message(context, blueprint);
    return Optional.of(
        new CompiledRule(
            spec,
            spec.equipment().orElse(""),
            spec.lifeSafety() || owner.map(Equipment::lifeSafety).orElse(false),
            blueprint,
            message,
            values(context, blueprint, key, message),
            key,
            escalation,
            Inhibition.names(spec, scope.site())));
  }

  private static List<Reading> key(RuleContext context) {
    List<Reading> key = new ArrayList<>();
    for (String name : context.rule().key()) {
      Reading.find(name, context.scope())
          .ifPresentOrElse(
              key::add,
              () ->
                  context.problem(
                      "key '" + name + "' is no point and no field of an event",
                      Nearest.remedy(name, pointNames(context), "points")));
    }
    return key;
  }

  private static MessageText message(RuleContext context, Blueprint blueprint) {
    LocalizedText given = context.rule().message();
    boolean blank = given.zh().isBlank() && given.en().isBlank();
    MessageText message = new MessageText(blank ? blueprint.says() : given, context.scope());
    if (!blank) {
      for (String name : message.unknown()) {
        context.problem(
            "the message names '{" + name + "}', which is no point",
            Nearest.remedy(name, pointNames(context), "points"));
      }
    }
    return message;
  }

  private static List<Reading> values(
      RuleContext context, Blueprint blueprint, List<Reading> key, MessageText message) {
    Scope scope = context.scope();
    Map<String, Reading> values = new LinkedHashMap<>();
    for (int point : blueprint.shows()) {
      Reading reading = Reading.of(point, scope);
      values.put(reading.name(), reading);
    }
    for (int event : blueprint.events()) {
      Reading.fieldsOf(event, scope).forEach(reading -> values.put(reading.name(), reading));
    }
    key.forEach(reading -> values.put(reading.name(), reading));
    message.readings().forEach(reading -> values.put(reading.name(), reading));
    return List.copyOf(values.values());
  }

  private static List<String> pointNames(RuleContext context) {
    return context
        .rule()
        .equipment()
        .map(context.scope().site().equipment()::get)
        .map(owner -> List.copyOf(owner.points().keySet()))
        .orElse(List.of());
  }

  private RuleCompiler() {}
}
