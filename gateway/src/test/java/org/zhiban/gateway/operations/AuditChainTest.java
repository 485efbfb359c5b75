package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditChainTest {
  private static AuditEntry.Draft draft(String actor, String action) {
    return new AuditEntry.Draft(Given.T0, actor, action, "a1", "已核实", "127.0.0.1");
  }

  private static List<AuditEntry> chain() {
    List<AuditEntry> chain = new ArrayList<>();
    String before = AuditChain.START;
    for (int number = 1; number <= 4; number++) {
      chain.add(AuditChain.next(number, draft("he-lin", "step-" + number), before));
      before = chain.getLast().hash();
    }
    return chain;
  }

  @Test
  void an_untouched_chain_is_whole() {
    assertThat(AuditChain.firstBroken(chain(), 1, AuditChain.START)).isEmpty();
    assertThat(AuditChain.firstBroken(chain().subList(2, 4), 3, chain().get(1).hash())).isEmpty();
  }

  @Test
  void a_changed_entry_is_found() {
    List<AuditEntry> chain = chain();
    chain.set(1, new AuditEntry(2, draft("nobody", "step-2"), chain.get(1).hash()));
    assertThat(AuditChain.firstBroken(chain, 1, AuditChain.START)).hasValue(2);
  }

  @Test
  void an_entry_changed_together_with_its_hash_breaks_the_next() {
    List<AuditEntry> chain = chain();
    chain.set(1, AuditChain.next(2, draft("nobody", "step-2"), chain.get(0).hash()));
    assertThat(AuditChain.firstBroken(chain, 1, AuditChain.START)).hasValue(3);
  }

  @Test
  void a_missing_entry_is_found() {
    List<AuditEntry> chain = chain();
    chain.remove(2);
    assertThat(AuditChain.firstBroken(chain, 1, AuditChain.START)).hasValue(3);
  }

  @Test
  void words_that_move_from_one_field_to_the_next_change_the_hash() {
    assertThat(AuditChain.next(1, draft("ab", "c"), AuditChain.START).hash())
        .isNotEqualTo(AuditChain.next(1, draft("a", "bc"), AuditChain.START).hash());
  }
}
