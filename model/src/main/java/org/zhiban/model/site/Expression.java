package org.zhiban.model.site;

import java.util.List;

/**
 * The text of a CEL expression and where it stands. Resolved and typed by {@code rules}.
 *
 * @param position of its first character
 * @param runs stretches of the text that stand in one piece in a file, in rising order, the first
 *     from offset 0; more than one where the text is folded over lines, has quoting marks in it, or
 *     a variable was filled in
 */
public record Expression(String text, SourcePosition position, List<Run> runs) {
  public Expression {
    runs = List.copyOf(runs);
    if (runs.isEmpty() || runs.getFirst().offset() != 0) {
      throw new IllegalArgumentException("the first run begins at offset 0");
    }
  }

  /** An expression that stands in one piece on one line. */
  public Expression(String text, SourcePosition position) {
    this(text, position, List.of(new Run(0, position)));
  }

  /**
   * Where a character of the text stands; columns count code points.
   *
   * @param offset into {@link #text()}, from 0, in UTF-16 units; past the end: just behind the last
   */
  public SourcePosition at(int offset) {
    int index = Math.max(0, Math.min(offset, text.length()));
    Run run = runs.getFirst();
    for (Run next : runs) {
      if (next.offset() > index) {
        break;
      }
      run = next;
    }
    SourcePosition start = run.position();
    int columns = text.codePointCount(run.offset(), index);
    return new SourcePosition(start.file(), start.line(), start.column() + columns);
  }

  /** From this offset on the characters stand one beside another, from {@code position}. */
  public record Run(int offset, SourcePosition position) {}
}
