package org.zhiban.gateway.config.grammar;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.site.Expression;

/** The values that a rule's message names in braces. */
final class Messages {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

  private Messages() {}

  static void check(Values values, Reading reading) {
    if (!values.given(Rules.MESSAGE)) {
      return;
    }
    switch (values.node(Rules.MESSAGE)) {
      case Node.Scalar text -> check(text, reading);
      case Node.Mapping both ->
          both.entries()
              .forEach(
                  entry -> {
                    if (entry.value() instanceof Node.Scalar text) {
                      check(text, reading);
                    }
                  });
      case Node.Sequence _ -> {}
    }
  }

  private static void check(Node.Scalar scalar, Reading reading) {
    if (scalar.text().indexOf('{') < 0) {
      return;
    }
    Expression text =
        new Expression(scalar.text(), scalar.runs().getFirst().position(), scalar.runs());
    Matcher placeholder = PLACEHOLDER.matcher(scalar.text());
    while (placeholder.find()) {
      String name = placeholder.group(1);
      var position = text.at(placeholder.start(1));
      reading.later(() -> ValueNames.check(name, position, reading));
    }
  }
}
