package org.zhiban.rules.alarm.kind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Expression;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.rules.expression.CompileProblem;
import org.zhiban.rules.expression.CompiledExpression;
import org.zhiban.rules.expression.ExpressionCheck;
import org.zhiban.rules.expression.ExpressionCompiler;
import org.zhiban.rules.expression.Scope;
import org.zhiban.rules.expression.Truth;

/** A rule being compiled: its surroundings in the site, and what is wrong with it. */
public final class RuleContext {
  private final RuleSpec rule;
  private final Scope scope;
  private final List<CompileProblem> problems = new ArrayList<>();

  public RuleContext(RuleSpec rule, Scope scope) {
    this.rule = rule;
    this.scope = scope;
  }

  public RuleSpec rule() {
    return rule;
  }

  public Scope scope() {
    return scope;
  }

  public List<CompileProblem> problems() {
    return List.copyOf(problems);
  }

  /** The one track that most kinds have. */
  List<Track> oneTrack() {
    return List.of(new Track(rule.onDelay().toMillis(), rule.priority()));
  }

  int number(PointRef point) {
    return scope.index().number(point);
  }

  PointSpec spec(PointRef point) {
    return scope.site().point(point);
  }

  /** Says that the rule as a whole is wrong. */
  public void problem(String what, String remedy) {
    problems.add(new CompileProblem(rule.position(), what, remedy));
  }

  /** The fields of an event point that the site keeps private; none where it names no event. */
  Set<String> privateFields(OptionalInt event) {
    return event.isPresent()
        ? Set.copyOf(spec(scope.index().ref(event.getAsInt())).privateFields())
        : Set.of();
  }

  /** Whether the point is a number; otherwise that is a problem. */
  boolean mustBeNumber(PointRef point) {
    if (spec(point).kind().numeric()) {
      return true;
    }
    problem(
        point + " is not a number, which " + rule.condition().kind() + " judges",
        "name an analog or counter point");
    return false;
  }

  /** Compiles an expression over values. */
  public Optional<CompiledExpression> expression(Expression expression) {
    return take(ExpressionCompiler.compile(expression, scope));
  }

  /** Compiles an expression over events, or over values whose rising edge is meant. */
  Optional<CompiledExpression> eventExpression(Expression expression) {
    return take(ExpressionCompiler.compile(expression, scope.withEvents()));
  }

  /** An optional expression: sound and absent, sound and there, or broken and told. */
  Maybe maybe(Optional<Expression> expression) {
    if (expression.isEmpty()) {
      return new Maybe(true, null);
    }
    CompiledExpression compiled = expression(expression.get()).orElse(null);
    return new Maybe(compiled != null, compiled);
  }

  /** An expression that a rule may leave out. */
  record Maybe(boolean sound, @Nullable CompiledExpression expression) {
    /** The points that it hangs on. */
    Set<Integer> points() {
      return expression == null
          ? Set.of()
          : Arrays.stream(expression.points()).boxed().collect(Collectors.toSet());
    }

    /** What it is; true where it was left out. */
    Truth test(PointTable table) {
      return expression == null ? Truth.TRUE : expression.test(table);
    }
  }

  private Optional<CompiledExpression> take(ExpressionCheck check) {
    return switch (check) {
      case ExpressionCheck.Sound sound -> Optional.of(sound.expression());
      case ExpressionCheck.Broken broken -> {
        problems.addAll(broken.problems());
        yield Optional.empty();
      }
    };
  }

  /** The point's name, with its equipment's in front where it is another's. */
  LocalizedText nameOf(PointRef point) {
    LocalizedText name = spec(point).name();
    if (rule.equipment().filter(point.equipment()::equals).isPresent()) {
      return name;
    }
    LocalizedText owner =
        Optional.ofNullable(scope.site().equipment().get(point.equipment()))
            .map(Equipment::name)
            .orElseGet(() -> LocalizedText.same(point.equipment()));
    return new LocalizedText(owner.zh() + name.zh(), owner.en() + " " + name.en());
  }

  /** How an expression names the point. */
  String inWords(PointRef point) {
    return rule.equipment().filter(point.equipment()::equals).isPresent()
        ? point.point()
        : "site[\"" + point.equipment() + "\"]." + point.point();
  }

  /** How a message names the value of the point. */
  String placeholder(PointRef point) {
    return rule.equipment().filter(point.equipment()::equals).isPresent()
        ? "{" + point.point() + "}"
        : "{" + point + "}";
  }

  /** The point's unit with a space in front, or nothing. */
  String unitOf(PointRef point) {
    return spec(point).unit().map(unit -> " " + unit).orElse("");
  }
}
