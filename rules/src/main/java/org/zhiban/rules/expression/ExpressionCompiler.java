package org.zhiban.rules.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.zhiban.model.site.Expression;
import org.zhiban.model.site.PointSpec;

/** From the text of an expression to something that can be asked, or to every problem in it. */
public final class ExpressionCompiler {
  private static final String END_OF_TEXT = "<EOF>";

  /** Compiles a Boolean expression as its scope sees it. */
  public static ExpressionCheck compile(Expression expression, Scope scope) {
    return compile(expression, scope, true);
  }

  /** The same, judged by CEL's own evaluator throughout: the reference. */
  static ExpressionCheck compileByReference(Expression expression, Scope scope) {
    return compile(expression, scope, false);
  }

  private static ExpressionCheck compile(Expression expression, Scope scope, boolean plainly) {
    CelValidationResult parsing = Cel.parse(expression.text());
    if (parsing.hasError()) {
      return unreadable(expression, parsing);
    }
    CelAbstractSyntaxTree parsed = ast(parsing);
    CelSource source = parsed.getSource();
    Problems problems = new Problems(expression, source.getPositionsMap());
    Resolver resolver = new Resolver(scope, problems);

    PointSpec bare = scope.events() ? resolver.bareEvent(parsed.getExpr()) : null;
    if (bare != null) {
      int event = scope.number(resolver.bareEventOwner(parsed.getExpr()), bare);
      return new ExpressionCheck.Sound(CompiledExpression.arrivalOf(event));
    }

    CelExpr resolved = resolver.resolve(parsed.getExpr());
    List<Slot> slots = resolver.slots();
    TypeRules types = new TypeRules(slots, problems);
    types.check(resolved);
    OptionalInt event = event(slots, problems);
    if (!problems.none()) {
      return new ExpressionCheck.Broken(problems.all());
    }

    CelValidationResult checking =
        Cel.check(CelAbstractSyntaxTree.newParsedAst(resolved, source), slots);
    if (checking.hasError()) {
      return misfit(checking, problems);
    }
    Logic plain = plainly ? new Planner(slots, types).logic(resolved) : null;
    Logic logic = plain == null ? new CelLogic(ast(checking), slots) : plain;
    return new ExpressionCheck.Sound(new CompiledExpression(logic, points(slots), event));
  }

  private static int[] points(List<Slot> slots) {
    return slots.stream()
        .filter(Slot.OfPoint.class::isInstance)
        .mapToInt(slot -> ((Slot.OfPoint) slot).number())
        .toArray();
  }

  /** The event point whose fields are named; one expression judges events of one point. */
  private static OptionalInt event(List<Slot> slots, Problems problems) {
    int[] events =
        slots.stream()
            .filter(Slot.OfField.class::isInstance)
            .mapToInt(slot -> ((Slot.OfField) slot).event())
            .distinct()
            .toArray();
    if (events.length > 1) {
      problems.addAt(
          0,
          "fields of more than one event in one expression",
          "an event is judged when it arrives, alone: use one event point");
    }
    return events.length == 0 ? OptionalInt.empty() : OptionalInt.of(events[0]);
  }

  private static ExpressionCheck unreadable(Expression expression, CelValidationResult parsing) {
    Problems problems = new Problems(expression, Map.of());
    for (CelIssue issue : parsing.getErrors()) {
      int offset =
          parsing
              .getSource()
              .getLocationOffset(
                  issue.getSourceLocation().getLine(), issue.getSourceLocation().getColumn())
              .orElse(0);
      problems.addAt(
          offset,
          syntax(issue.getMessage()),
          "write it in CEL, for example: running && flow < 0.5");
    }
    return new ExpressionCheck.Broken(problems.all());
  }

  /** The parser's words without its list of everything that could have stood there. */
  private static String syntax(String message) {
    int list = message.indexOf(" expecting ");
    String said = list < 0 ? message : message.substring(0, list);
    if (said.contains(END_OF_TEXT)) {
      return "the expression ends too early";
    }
    return "not an expression: " + said;
  }

  private static ExpressionCheck misfit(CelValidationResult checking, Problems problems) {
    for (CelIssue issue : checking.getErrors()) {
      String message = issue.getMessage();
      int candidates = message.indexOf(" (candidates");
      String said = candidates < 0 ? message : message.substring(0, candidates);
      int offset =
          checking
              .getSource()
              .getLocationOffset(
                  issue.getSourceLocation().getLine(), issue.getSourceLocation().getColumn())
              .orElse(0);
      problems.addAt(
          offset,
          said.replace(" (in container '')", ""),
          "numbers are double; points are numbers, true or false, or texts");
    }
    return new ExpressionCheck.Broken(problems.all());
  }

  private static CelAbstractSyntaxTree ast(CelValidationResult sound) {
    try {
      return sound.getAst();
    } catch (CelValidationException e) {
      throw new IllegalStateException("without an error there is a tree", e);
    }
  }

  private ExpressionCompiler() {}
}
