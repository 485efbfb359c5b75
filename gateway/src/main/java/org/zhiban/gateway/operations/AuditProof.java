package org.zhiban.gateway.operations;

import java.util.List;
import java.util.OptionalLong;

/**
 * Whether the audit is what was written. A chain alone cannot show that its end was cut off: number
 * and hash of the last entry are kept beside it, in the transaction that adds it. Who keeps the
 * last hash of an earlier proof finds it again in a later one.
 *
 * @param entries that are there
 * @param last hash of the last of them; of an empty audit, {@link AuditChain#START}
 * @param broken number of the first entry that is missing or is not what was written
 */
public record AuditProof(long entries, String last, OptionalLong broken) {
  private static final int AT_ONCE = 1_000;

  /** Cursors: the number of the last entry, and the first 64 bits of its hash. */
  private static final String KEPT_NUMBER = "audit/number";

  private static final String KEPT_HASH = "audit/hash";

  /** Keeps beside the audit which entry is its last. */
  public static void keep(OperationsTransaction tx, AuditEntry last) {
    tx.cursor(KEPT_NUMBER, last.number());
    tx.cursor(KEPT_HASH, beginning(last.hash()));
  }

  /**
   * Reads the whole audit, oldest first. Of one whose end is kept by no version before this one, an
   * end that was cut off does not show.
   */
  public static AuditProof of(OperationsQueries queries) {
    // Read first: what a gateway adds meanwhile is behind it.
    long kept = queries.cursor(KEPT_NUMBER).orElse(0L);
    OptionalLong hash =
        queries.cursor(KEPT_HASH).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    long entries = 0;
    String last = AuditChain.START;
    while (true) {
      List<AuditEntry> more = queries.auditAfter(entries, AT_ONCE);
      OptionalLong broken = AuditChain.firstBroken(more, entries + 1, last);
      if (broken.isPresent()) {
        return new AuditProof(entries, last, broken);
      }
      if (more.isEmpty()) {
        return new AuditProof(
            entries, last, entries < kept ? OptionalLong.of(entries + 1) : OptionalLong.empty());
      }
      for (AuditEntry entry : more) {
        if (entry.number() == kept
            && hash.isPresent()
            && hash.getAsLong() != beginning(entry.hash())) {
          return new AuditProof(entries, last, OptionalLong.of(kept));
        }
      }
      entries = more.getLast().number();
      last = more.getLast().hash();
    }
  }

  /** Whether an entry has this hash. */
  public static boolean holds(OperationsQueries queries, String hash) {
    long read = 0;
    while (true) {
      List<AuditEntry> more = queries.auditAfter(read, AT_ONCE);
      if (more.isEmpty()) {
        return hash.equals(AuditChain.START);
      }
      if (more.stream().anyMatch(entry -> entry.hash().equals(hash))) {
        return true;
      }
      read = more.getLast().number();
    }
  }

  private static long beginning(String hash) {
    return Long.parseUnsignedLong(hash.substring(0, 16), 16);
  }
}
