package org.zhiban.gateway.operations;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/**
 * The hash chain of the audit: SHA-256 over the hash before (64 zeros before the first), the
 * entry's number, its time in milliseconds and each field with its length in front, so that no two
 * entries share an encoding.
 */
public final class AuditChain {
  /** Stands before the first entry. */
  public static final String START = "0".repeat(64);

  /** Chains an entry to the one before it. */
  public static AuditEntry next(long number, AuditEntry.Draft entry, String previous) {
    return new AuditEntry(number, entry, hash(number, entry, previous));
  }

  /**
   * The number of the first entry that is missing or is not what was written, where there is one.
   *
   * @param entries oldest first
   * @param number expected of the first of them
   * @param previous the hash before them
   */
  public static OptionalLong firstBroken(List<AuditEntry> entries, long number, String previous) {
    String before = previous;
    long expected = number;
    for (AuditEntry entry : entries) {
      if (entry.number() != expected
          || !entry.hash().equals(hash(expected, entry.entry(), before))) {
        return OptionalLong.of(expected);
      }
      before = entry.hash();
      expected++;
    }
    return OptionalLong.empty();
  }

  private static String hash(long number, AuditEntry.Draft entry, String previous) {
    MessageDigest digest = sha256();
    digest.update(HexFormat.of().parseHex(previous));
    digest.update(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(number)
            .putLong(entry.time().toEpochMilli())
            .flip());
    for (String field :
        List.of(entry.actor(), entry.action(), entry.subject(), entry.detail(), entry.origin())) {
      byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private AuditChain() {}
}
