package org.zhiban.gateway.commands;

import org.zhiban.gateway.operations.OperationsTransaction;

/** What is put on record beside the audit, in its transactions. */
public interface CommandRecord {
  /** The write is about to go out; runs before it does. */
  void begun(OperationsTransaction tx);

  /** The command ended; {@code begun} says whether {@link #begun} ran. */
  void ended(OperationsTransaction tx, CommandResult result, boolean begun);
}
