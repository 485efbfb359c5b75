package org.zhiban.gateway.operations;

import java.util.List;
import java.util.OptionalLong;

/**
 * Whether the audit is what was written. A chain cannot show that its end was cut off: who keeps
 * the last number and hash of an earlier proof finds them again in a later one.
 *
 * @param entries that are there
 * @param last hash of the last of them; of an empty audit, {@link AuditChain#START}
 * @param broken number of the first entry that is missing or is not what was written
 */
public record AuditProof(long entries, String last, OptionalLong broken) {
  private static final int AT_ONCE = 1_000;

  /** Reads the whole audit, oldest first. */
  public static AuditProof of(OperationsQueries queries) {
    long entries = 0;
    String last = AuditChain.START;
    while (true) {
      List<AuditEntry> more = queries.auditAfter(entries, AT_ONCE);
      OptionalLong broken = AuditChain.firstBroken(more, entries + 1, last);
      if (more.isEmpty() || broken.isPresent()) {
        return new AuditProof(entries, last, broken);
      }
      entries = more.getLast().number();
      last = more.getLast().hash();
    }
  }
}
