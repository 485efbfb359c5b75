package org.zhiban.model.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExpressionTest {
  private static SourcePosition at(int line, int column) {
    return new SourcePosition("rules/site.yaml", line, column);
  }

  @Test
  void anOffsetOnOneLineIsAColumn() {
    Expression expression = new Expression("flow < 1", at(4, 11));

    assertThat(expression.at(0)).isEqualTo(at(4, 11));
    assertThat(expression.at(5)).isEqualTo(at(4, 16));
  }

  @Test
  void anOffsetPastTheEndIsJustBehindTheLastCharacter() {
    Expression expression = new Expression("flow", at(4, 11));

    assertThat(expression.at(99)).isEqualTo(at(4, 15));
    assertThat(expression.at(-1)).isEqualTo(at(4, 11));
  }

  @Test
  void eachRunCountsFromItsOwnPosition() {
    Expression folded =
        new Expression(
            "a && b",
            at(4, 11),
            List.of(new Expression.Run(0, at(4, 11)), new Expression.Run(5, at(5, 7))));

    assertThat(folded.at(4)).isEqualTo(at(4, 15));
    assertThat(folded.at(5)).isEqualTo(at(5, 7));
    assertThat(folded.at(6)).isEqualTo(at(5, 8));
  }

  @Test
  void aCharacterOutsideTheBasicPlaneIsOneColumn() {
    Expression expression = new Expression("x == \"𠮷\" && y", at(1, 1));

    assertThat(expression.at(expression.text().indexOf('y'))).isEqualTo(at(1, 13));
  }

  @Test
  void runsMustCoverTheWholeText() {
    assertThatThrownBy(() -> new Expression("a", at(1, 1), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
