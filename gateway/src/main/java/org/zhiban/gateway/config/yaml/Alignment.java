package org.zhiban.gateway.config.yaml;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.zhiban.model.site.Expression.Run;
import org.zhiban.model.site.SourcePosition;

/**
 * Lays the text of a scalar beside its source, character by character, since quoting, escapes and
 * folding make the two differ (YAML 1.2.2, chapters 7.3 and 8.1).
 */
final class Alignment {
  private final SourceText source;
  private final ScalarStyle style;
  private final int end;
  private final List<Run> runs = new ArrayList<>();
  private int cursor;
  private int last = -2;

  private Alignment(Node.Scalar scalar) {
    source = scalar.extent().source();
    style = scalar.style();
    end = scalar.extent().end();
    cursor = start(scalar.extent().start());
  }

  static List<Run> of(Node.Scalar scalar) {
    Alignment alignment = new Alignment(scalar);
    String text = scalar.text();
    for (int offset = 0; offset < text.length(); ) {
      int point = text.codePointAt(offset);
      alignment.place(point, offset);
      offset += Character.charCount(point);
    }
    return alignment.runs.isEmpty()
        ? List.of(new Run(0, source(scalar, alignment.cursor)))
        : alignment.runs;
  }

  private static SourcePosition source(Node.Scalar scalar, int index) {
    return scalar.extent().source().position(index);
  }

  private int start(int index) {
    return switch (style) {
      case PLAIN, JSON_SCALAR_STYLE -> index;
      case SINGLE_QUOTED, DOUBLE_QUOTED -> index + 1;
      case LITERAL, FOLDED -> behindHeader(index);
    };
  }

  private int behindHeader(int index) {
    int line = source.line(index);
    int behind = index;
    while (behind < end && source.line(behind) == line) {
      behind++;
    }
    return behind;
  }

  private void place(int point, int offset) {
    if (!blank(point)) {
      skipFolding();
    }
    int length = style == ScalarStyle.DOUBLE_QUOTED ? escape() : 1;
    int here = source.at(cursor);
    if (style == ScalarStyle.SINGLE_QUOTED && here == '\'') {
      length = 2;
    }
    int at = Math.min(cursor, end);
    if (length > 1 || here == point) {
      cursor = Math.min(cursor + length, end);
    }
    boolean adjoining = at == last + 1 && source.line(at) == source.line(last);
    if (!adjoining || runs.isEmpty()) {
      runs.add(new Run(offset, source.position(at)));
    }
    last = length == 1 ? at : -2;
  }

  private static boolean blank(int point) {
    return point == ' ' || point == '\t' || point == '\n';
  }

  private void skipFolding() {
    while (cursor < end && (blank(source.at(cursor)) || source.at(cursor) == '\r')) {
      cursor++;
    }
  }

  /** Length of the escape at the cursor, 1 for none; an escaped line break is passed over. */
  private int escape() {
    while (source.at(cursor) == '\\' && breaks(source.at(cursor + 1)) && cursor < end) {
      cursor++;
      skipFolding();
    }
    if (source.at(cursor) != '\\') {
      return 1;
    }
    return switch (source.at(cursor + 1)) {
      case 'x' -> 4;
      case 'u' -> 6;
      case 'U' -> 10;
      default -> 2;
    };
  }

  private static boolean breaks(int point) {
    return point == '\n' || point == '\r';
  }
}
