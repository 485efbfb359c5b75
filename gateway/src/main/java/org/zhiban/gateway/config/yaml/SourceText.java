package org.zhiban.gateway.config.yaml;

import java.util.Arrays;
import org.zhiban.model.site.SourcePosition;

/**
 * The text of one file of a site folder. Indexes count code points, as YAML does; lines end at a
 * line feed, a carriage return or both.
 */
public final class SourceText {
  private final String file;
  private final String text;
  private final int[] points;
  private final int[] lineStarts;

  /**
   * A file and what is in it.
   *
   * @param file relative to the site folder
   */
  public SourceText(String file, String text) {
    this.file = file;
    this.text = text;
    points = text.codePoints().toArray();
    lineStarts = lineStarts(points);
  }

  private static int[] lineStarts(int[] points) {
    int[] starts = new int[points.length + 1];
    int lines = 1;
    for (int index = 0; index < points.length; index++) {
      boolean pair =
          points[index] == '\r' && index + 1 < points.length && points[index + 1] == '\n';
      if (points[index] == '\n' || (points[index] == '\r' && !pair)) {
        starts[lines++] = index + 1;
      }
    }
    return Arrays.copyOf(starts, lines);
  }

  public String file() {
    return file;
  }

  public String text() {
    return text;
  }

  public int length() {
    return points.length;
  }

  /** The code point at an index, or -1 outside the text. */
  public int at(int index) {
    return index >= 0 && index < points.length ? points[index] : -1;
  }

  /** Line and column of an index; an index outside the text is drawn to its nearer end. */
  public SourcePosition position(int index) {
    int inside = Math.max(0, Math.min(index, points.length));
    int line = line(inside);
    return new SourcePosition(file, line + 1, inside - lineStarts[line] + 1);
  }

  /** The line of an index, from 0. */
  int line(int index) {
    int found = Arrays.binarySearch(lineStarts, index);
    return found >= 0 ? found : -found - 2;
  }

  /** The text between two indexes. */
  public String slice(int from, int to) {
    return new String(points, from, to - from);
  }
}
