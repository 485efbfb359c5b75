package org.zhiban.gateway.config.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.zhiban.model.site.Expression;
import org.zhiban.model.site.Expression.Run;

/**
 * Puts the values of variables where {@code ${name}} stands. Every character keeps its position:
 * that of a filled-in one is in the variable's value.
 *
 * @param values by name
 * @param used names that were filled in
 * @param missing names without a value
 */
public record Fill(Map<String, Node.Scalar> values, Set<String> used, Set<String> missing) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  /** The node with all variables filled in that have a value. */
  public Node in(Node node) {
    return switch (node) {
      case Node.Mapping mapping -> in(mapping);
      case Node.Sequence sequence ->
          new Node.Sequence(sequence.extent(), sequence.items().stream().map(this::in).toList());
      case Node.Scalar scalar -> in(scalar);
    };
  }

  /** The mapping with all variables in its values filled in. */
  public Node.Mapping in(Node.Mapping mapping) {
    return new Node.Mapping(
        mapping.extent(),
        mapping.entries().stream()
            .map(entry -> new Node.Entry(entry.key(), in(entry.value())))
            .toList(),
        mapping.merged());
  }

  private Node.Scalar in(Node.Scalar scalar) {
    if (scalar.text().indexOf('$') < 0) {
      return scalar;
    }
    Expression whole = expression(scalar);
    Matcher variable = VARIABLE.matcher(scalar.text());
    StringBuilder text = new StringBuilder();
    List<Run> runs = new ArrayList<>();
    ScalarStyle style = scalar.style();
    int behind = 0;
    while (variable.find()) {
      String name = variable.group(1);
      Node.Scalar value = values.get(name);
      if (value == null) {
        missing.add(name);
        continue;
      }
      used.add(name);
      append(whole, /* start= */ behind, /* end= */ variable.start(), text, runs);
      append(expression(value), 0, value.text().length(), text, runs);
      behind = variable.end();
      if (variable.start() == 0 && variable.end() == scalar.text().length()) {
        style = value.style();
      }
    }
    if (behind == 0) {
      return scalar;
    }
    append(whole, behind, scalar.text().length(), text, runs);
    return new Node.Scalar(scalar.extent(), text.toString(), style, runs);
  }

  private static Expression expression(Node.Scalar scalar) {
    List<Run> runs = scalar.runs();
    return new Expression(scalar.text(), runs.getFirst().position(), runs);
  }

  private static void append(
      Expression from, int start, int end, StringBuilder text, List<Run> runs) {
    if (start == end) {
      return;
    }
    runs.add(new Run(text.length(), from.at(start)));
    for (Run run : from.runs()) {
      if (run.offset() > start && run.offset() < end) {
        runs.add(new Run(text.length() + run.offset() - start, run.position()));
      }
    }
    text.append(from.text(), start, end);
  }
}
