package org.zhiban.gateway.operations;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param next what to ask {@code after} for the following part; empty at the end
 */
public record Page<T>(List<T> items, Optional<String> next) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * Which part is wanted.
   *
   * @param limit 1 to 1,000
   * @param after the {@code next} of the part before
   */
  public record Request(int limit, Optional<String> after) {
    public static final int MAX = 1_000;

    public Request {
      if (limit < 1 || limit > MAX) {
        throw new IllegalArgumentException("limit is 1 to " + MAX + ": " + limit);
      }
    }

    /** The first hundred. */
    public static final Request FIRST = new Request(100, Optional.empty());
  }
}
