package org.zhiban.gateway.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhiban.gateway.config.problem.Problem;
import org.zhiban.gateway.config.problem.Problems;
import org.zhiban.model.site.Expression;
import org.zhiban.model.site.SourcePosition;

class ComposerTest {
  private static List<String> problems(String text) {
    Problems problems = new Problems();
    Composer.compose(new SourceText("a.yaml", text), problems);
    return problems.all().stream().map(Problem::toString).toList();
  }

  /** Where each character of the value of the key {@code e} stands, as {@code line:column}. */
  private static Expression expression(String text) {
    Problems problems = new Problems();
    Node root = Composer.compose(new SourceText("a.yaml", text), problems);
    assertThat(problems.all()).isEmpty();
    Node.Scalar scalar =
        (Node.Scalar) ((Node.Mapping) Objects.requireNonNull(root)).get("e").orElseThrow();
    return new Expression(scalar.text(), scalar.position(), scalar.runs());
  }

  private static SourcePosition at(String text, String word) {
    Expression expression = expression(text);
    return expression.at(expression.text().indexOf(word));
  }

  private static SourcePosition place(int line, int column) {
    return new SourcePosition("a.yaml", line, column);
  }

  @Test
  void aPlainTextStandsAsItIs() {
    assertThat(at("e: flow < wrong\n", "wrong")).isEqualTo(place(1, 11));
  }

  @Test
  void aPlainTextOverSeveralLines() {
    assertThat(at("e: flow < 1 &&\n   wrong &&\n     last\n", "wrong")).isEqualTo(place(2, 4));
    assertThat(at("e: flow < 1 &&\n   wrong &&\n     last\n", "last")).isEqualTo(place(3, 6));
  }

  @Test
  void aDoubledQuoteIsOneCharacter() {
    assertThat(at("e: 'a == ''b'' && wrong'\n", "wrong")).isEqualTo(place(1, 19));
  }

  @Test
  void anEscapeIsOneCharacter() {
    assertThat(at("e: \"a == \\\"b\\\" && wrong\"\n", "wrong")).isEqualTo(place(1, 19));
    assertThat(at("e: \"\\u6C34\\x41 && wrong\"\n", "wrong")).isEqualTo(place(1, 19));
    assertThat(at("e: \"a && \\\n   wrong\"\n", "wrong")).isEqualTo(place(2, 4));
  }

  @Test
  void aLiteralBlockKeepsItsLines() {
    assertThat(at("e: |\n  a &&\n    wrong\n", "wrong")).isEqualTo(place(3, 5));
  }

  @Test
  void aFoldedBlockJoinsItsLines() {
    String text = "e: >- # joined\n  a &&\n  wrong ||\n  last\n";

    assertThat(expression(text).text()).isEqualTo("a && wrong || last");
    assertThat(at(text, "wrong")).isEqualTo(place(3, 3));
    assertThat(at(text, "last")).isEqualTo(place(4, 3));
  }

  @Test
  void aRareCharacterIsReadWhereverItStands() {
    for (int before = 1_000; before < 1_050; before++) {
      String text = "# " + "x".repeat(before) + "𠮷\ne: 𠮷 && wrong\n";

      assertThat(at(text, "wrong")).isEqualTo(place(2, 9));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          `a: 1\n\tb: 2`#2:1: error: a tab stands where YAML wants spaces; indent with spaces
          `a: @b`#1:4: error: a text cannot begin with '@'; quote it
          `a: !b && c`#1:4: error: YAML takes a text that begins with '!' for its own
          `a: !b`#1:4: error: '!b' reads as a YAML tag; quote an expression that begins with '!': "!b"
          `a: &b c`#1:4: error: anchors (&name) and aliases (*name) are not part of the language
          `a: *b`#1:4: error: anchors (&name) and aliases (*name) are not part of the language
          `a: [1, 2`#1:9: error: the file ends before a bracket, brace or quote is closed; close it
          `a: b: c`#1:5: error: a second ':' stands on this line
          `a: 1\na: 2`#2:1: error: key 'a' stands twice, first on line 1; keep one of them
          `a: 1\n---\nb: 2`#3:1: error: a second document begins here
          `? [a]\n: b`#1:3: error: a key is one word; write 'key: value'
          """)
  void aMistakeIsSaidInWords(String text, String line) {
    assertThat(problems(text.replace("\\n", "\n").replace("\\t", "\t")))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("a.yaml:" + line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{ a: ", "- "})
  void veryDeepNestingIsRefused(String step) {
    assertThat(problems(step.repeat(100_000)))
        .hasSize(1)
        .first()
        .asString()
        .contains("nested deeper than 32 levels");
  }

  @Test
  void aControlCharacterIsNamed() {
    assertThat(problems("a: b\u0007\n"))
        .containsExactly(
            "a.yaml:1:5: error: the character U+0007 cannot stand in YAML; take it out, or write it"
                + " as an escape in double quotes");
  }
}
