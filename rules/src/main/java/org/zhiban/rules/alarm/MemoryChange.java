package org.zhiban.rules.alarm;

import java.util.Collection;
import java.util.List;

/**
 * By what the memory of the rules differs from what was told before.
 *
 * @param whole everything that is not among the written is forgotten
 * @param written new, or in another state
 * @param gone are forgotten
 */
public record MemoryChange(boolean whole, List<RuleMemory> written, List<RuleMemory.Name> gone) {
  public MemoryChange {
    written = List.copyOf(written);
    gone = List.copyOf(gone);
  }

  /** All that there is to remember. */
  public static MemoryChange whole(Collection<RuleMemory> memory) {
    return new MemoryChange(true, List.copyOf(memory), List.of());
  }

  /** Nothing is different. */
  public boolean none() {
    return !whole && written.isEmpty() && gone.isEmpty();
  }
}
