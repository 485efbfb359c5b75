package org.zhiban.gateway.operations.sql;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.rules.alarm.MemoryChange;
import org.zhiban.rules.alarm.RuleMemory;

/** What rules remember between samples, and the named numbers that survive restarts. */
record MemoryTable(Handle handle) {
  private static final RowMapper<RuleMemory> MAPPER =
      Row.mapper(
          row ->
              new RuleMemory(
                  row.text("equipment"),
                  row.text("rule"),
                  row.text("rule_key"),
                  row.text("state")));

  List<RuleMemory> rules() {
    return handle
        .createQuery("SELECT * FROM rule_memory ORDER BY equipment, rule, rule_key")
        .map(MAPPER)
        .list();
  }

  void take(MemoryChange change) {
    if (change.whole()) {
      replace(change.written());
    } else {
      change.written().forEach(this::save);
      change.gone().forEach(this::delete);
    }
  }

  /** Replaces everything by writing what is different: most memories stay as they were. */
  private void replace(Collection<RuleMemory> memories) {
    Map<RuleMemory.Name, String> stored = new HashMap<>();
    rules().forEach(memory -> stored.put(memory.name(), memory.state()));
    for (RuleMemory memory : memories) {
      if (!memory.state().equals(stored.remove(memory.name()))) {
        save(memory);
      }
    }
    stored.keySet().forEach(this::delete);
  }

  private void save(RuleMemory memory) {
    handle.execute(
        """
        INSERT INTO rule_memory (equipment, rule, rule_key, state) VALUES (?, ?, ?, ?)
        ON CONFLICT (equipment, rule, rule_key) DO UPDATE SET state = excluded.state
        """,
        memory.equipment(),
        memory.rule(),
        memory.key(),
        memory.state());
  }

  private void delete(RuleMemory.Name memory) {
    handle.execute(
        "DELETE FROM rule_memory WHERE equipment = ? AND rule = ? AND rule_key = ?",
        memory.equipment(),
        memory.rule(),
        memory.key());
  }

  Optional<Long> marker(String name) {
    return handle
        .createQuery("SELECT position FROM marker WHERE name = :name")
        .bind("name", name)
        .mapTo(Long.class)
        .findOne();
  }

  void marker(String name, long position) {
    handle.execute(
        """
        INSERT INTO marker (name, position) VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET position = excluded.position
        """,
        name,
        position);
  }
}
