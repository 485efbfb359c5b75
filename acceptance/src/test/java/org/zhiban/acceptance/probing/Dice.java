package org.zhiban.acceptance.probing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/** Values that nobody expects, by a seed. */
final class Dice {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "null",
          "undefined",
          "true",
          "0",
          "-1",
          "1e999",
          "NaN",
          "2147483648",
          "9223372036854775808",
          "-9223372036854775809",
          "0x1F",
          "2026-02-30",
          "2026-11-23T25:61:61Z",
          "-999999999-01-01T00:00:00Z",
          "+999999999-12-31T23:59:59Z",
          "9999-12-31",
          "0000-00-00",
          "2026-11-23T08:00:00+99:99",
          "' OR '1'='1",
          "\";DROP TABLE accounts;--",
          "%s%s%n%x",
          "{{7*7}}${7*7}",
          "<script>alert(1)</script>",
          "../../../../etc/passwd",
          "..\\..\\windows",
          "a/b",
          "值班",
          "\uD83D\uDE00",
          "\uFEFF\u202E\u0000",
          "\r\nSet-Cookie: a=b",
          "a,b,,c",
          "all",
          "open",
          "*",
          "9999999d",
          "0s",
          "1h",
          "PT1H",
          "[]",
          "{}",
          "\"",
          "İıſß",
          "x".repeat(300),
          "9".repeat(4_000));
  private static final List<String> ESCAPED =
      List.of(
          "%00",
          "%2e%2e",
          "%2F",
          "%2e%2e%2f",
          "%ff",
          "%c0%ae",
          "%",
          "%zz",
          "%u0041",
          "+",
          "%20",
          "%0d%0aX-Evil:1",
          "..;",
          ";a=b",
          "%E5%80%BC",
          "%F0%9F%98%80",
          "%7B%7D",
          "%22",
          "~",
          "%25");

  private final Random random;

  Dice(long seed) {
    random = new Random(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean oneIn(int bound) {
    return random.nextInt(bound) == 0;
  }

  <T> T of(List<T> several) {
    return several.get(random.nextInt(several.size()));
  }

  String text() {
    return of(TEXTS);
  }

  /** What stands in an address, escaped in the right way or in none. */
  String inAddress() {
    return switch (below(4)) {
      case 0 -> of(ESCAPED) + (oneIn(2) ? of(ESCAPED) : "");
      case 1 -> "x".repeat(1 + below(3_000));
      default -> java.net.URLEncoder.encode(text(), java.nio.charset.StandardCharsets.UTF_8);
    };
  }

  /** A value of any type. */
  JsonNode value() {
    JsonNodeFactory make = JsonNodeFactory.instance;
    return switch (below(11)) {
      case 0 -> make.nullNode();
      case 1 -> make.booleanNode(oneIn(2));
      case 2 -> make.numberNode(below(2_000_000) - 1_000_000);
      case 3 ->
          make.numberNode(new BigDecimal(of(List.of("1e400", "-1e-400", "1e30", "0.1", "-0.0"))));
      case 4 -> make.numberNode(Long.MIN_VALUE);
      case 5 -> make.arrayNode().add(text()).addNull();
      case 6 -> make.objectNode().put(text(), text());
      case 7 -> make.textNode("x".repeat(below(20_000)));
      default -> make.textNode(text());
    };
  }
}
