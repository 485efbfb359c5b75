package org.zhiban.rules.alarm;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /** Both in one: what the later one says of a memory holds. */
  public MemoryChange then(MemoryChange later) {
    if (later.whole) {
      return later;
    }
    Map<RuleMemory.Name, RuleMemory> left = new LinkedHashMap<>();
    written.forEach(memory -> left.put(memory.name(), memory));
    later.gone.forEach(left::remove);
    later.written.forEach(memory -> left.put(memory.name(), memory));
    Set<RuleMemory.Name> forgotten = new LinkedHashSet<>();
    if (!whole) {
      forgotten.addAll(gone);
      forgotten.addAll(later.gone);
      forgotten.removeAll(left.keySet());
    }
    return new MemoryChange(whole, List.copyOf(left.values()), List.copyOf(forgotten));
  }
}
