package org.zhiban.gateway.operations.sql;

import java.time.Instant;

/** Where a page ended: a moment and what tells rows of the same moment apart. */
record Place(Instant at, String id) {
  @Override
  public String toString() {
    return at.toEpochMilli() + "~" + id;
  }

  /**
   * The inverse of {@link #toString()}.
   *
   * @throws IllegalArgumentException where the text is not a place
   */
  static Place of(String text) {
    int mark = text.indexOf('~');
    try {
      return new Place(
          Instant.ofEpochMilli(Long.parseLong(text, 0, Math.max(mark, 0), 10)),
          text.substring(mark + 1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not the \"next\" of a page: " + text, e);
    }
  }
}
