package org.zhiban.gateway.config.shape;

import org.zhiban.model.site.Expression;

/** Texts of CEL; {@code rules} resolves and types them. */
public final class Expressions {
  private Expressions() {}

  /** An expression that knows where each of its characters stands. */
  public static Leaf<Expression> expression() {
    return Leaf.of(
        "an expression",
        "write a condition like 'flow < 1'; quote one that begins with '!'",
        scalar -> {
          String text = scalar.text().stripTrailing();
          return text.isBlank()
              ? null
              : new Expression(text, scalar.runs().getFirst().position(), scalar.runs());
        });
  }
}
