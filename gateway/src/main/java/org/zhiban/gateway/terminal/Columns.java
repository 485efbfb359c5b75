package org.zhiban.gateway.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows of text whose columns stand under one another, however wide their characters are. */
public final class Columns {
  private final List<List<String>> rows = new ArrayList<>();

  public void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** The rows, with two spaces between columns. */
  public List<String> lines(String indent) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        line.append(cell);
        if (column < row.size() - 1) {
          line.repeat(' ', widest(column) - width(cell) + 2);
        }
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private int widest(int column) {
    return rows.stream()
        .filter(row -> row.size() > column)
        .mapToInt(row -> width(row.get(column)))
        .max()
        .orElse(0);
  }

  /**
   * Cells of a terminal that a text takes: two for a wide character (Unicode Annex 11), else one.
   */
  static int width(String text) {
    return text.codePoints().map(point -> wide(point) ? 2 : combining(point) ? 0 : 1).sum();
  }

  private static boolean combining(int point) {
    return Character.getType(point) == Character.NON_SPACING_MARK
        || Character.getType(point) == Character.ENCLOSING_MARK;
  }

  private static boolean wide(int point) {
    return (point >= 0x1100 && point <= 0x115F)
        || (point >= 0x2E80 && point <= 0x303E)
        || (point >= 0x3041 && point <= 0xA4CF)
        || (point >= 0xAC00 && point <= 0xD7A3)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0xFE30 && point <= 0xFE6F)
        || (point >= 0xFF00 && point <= 0xFF60)
        || (point >= 0xFFE0 && point <= 0xFFE6)
        || (point >= 0x1F300 && point <= 0x1FAFF)
        || (point >= 0x20000 && point <= 0x3FFFD);
  }
}
