package org.zhiban.rules.alarm.kind;

import org.zhiban.model.telemetry.PointTable;
import org.zhiban.rules.expression.CompiledExpression;
import org.zhiban.rules.expression.Truth;

/**
 * Finds the moments at which an expression over values becomes true. It must have been seen false
 * before: what was true when the engine began is no edge.
 */
final class Edge {
  private final CompiledExpression expression;
  private Truth lastKnown = Truth.UNKNOWN;

  Edge(CompiledExpression expression) {
    this.expression = expression;
  }

  /** Whether it has just become true. */
  boolean rises(PointTable table) {
    Truth now = expression.test(table);
    if (now == Truth.UNKNOWN) {
      return false;
    }
    boolean rises = now == Truth.TRUE && lastKnown == Truth.FALSE;
    lastKnown = now;
    return rises;
  }

  void save(Notes notes, String name) {
    if (lastKnown != Truth.UNKNOWN) {
      notes.put(name, lastKnown.code());
    }
  }

  void load(Notes notes, String name) {
    if (notes.has(name)) {
      lastKnown = Truth.ofCode(notes.number(name));
    }
  }
}
