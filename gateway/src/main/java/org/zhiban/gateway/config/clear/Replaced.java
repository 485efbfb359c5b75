package org.zhiban.gateway.config.clear;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.zhiban.gateway.config.shape.SecretPart;
import org.zhiban.gateway.config.yaml.Extent;
import org.zhiban.gateway.config.yaml.Node;

/**
 * A value as it is to be, with variables where secrets stood.
 *
 * @param text the value
 */
record Replaced(Node.Scalar scalar, String text, List<TakenOut> takenOut) {
  private static final Pattern BREAK = Pattern.compile("\\r\\n|\\r|\\n");

  Replaced {
    takenOut = List.copyOf(takenOut);
  }

  static Replaced of(WrittenOut written, Variables variables) {
    Node.Scalar scalar = written.scalar();
    StringBuilder text = new StringBuilder();
    List<TakenOut> takenOut = new ArrayList<>();
    int behind = 0;
    for (SecretPart part : written.parts()) {
      String variable = variables.name(written.key());
      text.append(scalar.text(), behind, part.start())
          .append("${env:")
          .append(variable)
          .append('}');
      behind = part.end();
      takenOut.add(
          new TakenOut(
              scalar.position().file(),
              scalar.position().line(),
              written.key(),
              variable,
              written.readable()));
    }
    text.append(scalar.text().substring(behind));
    return new Replaced(scalar, text.toString(), takenOut);
  }

  /** Where it stands in its file; the line break that ends a block is not of it. */
  Extent extent() {
    Extent whole = scalar.extent();
    int end = whole.end();
    if (scalar.style() == ScalarStyle.LITERAL || scalar.style() == ScalarStyle.FOLDED) {
      while (end > whole.start() && Character.isWhitespace(whole.source().at(end - 1))) {
        end--;
      }
    }
    return new Extent(whole.source(), whole.start(), end);
  }

  /** As it is to be written there: in double quotes, with as many line breaks as there were. */
  String written() {
    Extent extent = extent();
    StringBuilder written = new StringBuilder("\"");
    text.codePoints().forEach(point -> written.append(escaped(point)));
    written.append('"');
    String before = extent.source().slice(extent.start(), extent.end());
    Matcher lineBreak = BREAK.matcher(before);
    int lastLine = -1;
    while (lineBreak.find()) {
      written.append(lineBreak.group());
      lastLine = lineBreak.end();
    }
    if (lastLine >= 0) {
      String last = before.substring(lastLine);
      written.append(last, 0, last.length() - last.stripLeading().length());
    }
    return written.toString();
  }

  private static String escaped(int point) {
    return switch (point) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      default ->
          Character.isISOControl(point) || point == 0x2028 || point == 0x2029 || point == 0xFEFF
              ? String.format(Locale.ROOT, "\\u%04X", point)
              : Character.toString(point);
    };
  }
}
