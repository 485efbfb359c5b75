package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two changes in one leave what both in turn leave. */
class MemoryChangeTest {
  private static final RuleMemory.Name A = new RuleMemory.Name("pump", "low", "");
  private static final RuleMemory.Name B = new RuleMemory.Name("pump", "high", "");

  private static RuleMemory of(RuleMemory.Name name, String state) {
    return new RuleMemory(name.equipment(), name.rule(), name.key(), state);
  }

  private static MemoryChange written(RuleMemory... memories) {
    return new MemoryChange(false, List.of(memories), List.of());
  }

  private static MemoryChange gone(RuleMemory.Name... names) {
    return new MemoryChange(false, List.of(), List.of(names));
  }

  private static Map<RuleMemory.Name, String> after(MemoryChange... changes) {
    Map<RuleMemory.Name, String> stored = new HashMap<>(Map.of(A, "before", B, "before"));
    for (MemoryChange change : changes) {
      if (change.whole()) {
        stored.clear();
      }
      change.written().forEach(memory -> stored.put(memory.name(), memory.state()));
      change.gone().forEach(stored::remove);
    }
    return stored;
  }

  @Test
  void two_changes_in_one_leave_what_both_in_turn_leave() {
    List<MemoryChange> changes =
        List.of(
            written(),
            written(of(A, "1")),
            written(of(A, "2"), of(B, "2")),
            gone(A),
            gone(A, B),
            MemoryChange.whole(List.of(of(B, "3"))),
            MemoryChange.whole(List.of()));
    for (MemoryChange one : changes) {
      for (MemoryChange two : changes) {
        assertThat(after(one.then(two))).as("%s, %s", one, two).isEqualTo(after(one, two));
        for (MemoryChange three : changes) {
          assertThat(after(one.then(two).then(three))).isEqualTo(after(one, two, three));
        }
      }
    }
  }

  @Test
  void what_is_written_is_not_gone() {
    assertThat(gone(A).then(written(of(A, "1"))).gone()).isEmpty();
    assertThat(written(of(A, "1")).then(gone(A)).written()).isEmpty();
  }
}
