package org.zhiban.model.site;

import java.time.LocalDate;
import java.util.Set;

/**
 * Days that differ from the week's habit: closed ones, and weekends that are worked to make up for
 * them.
 */
public record Holidays(Set<LocalDate> closed, Set<LocalDate> working) {
  public Holidays {
    closed = Set.copyOf(closed);
    working = Set.copyOf(working);
  }
}
