package org.zhiban.gateway.operations;

import java.time.Instant;

/**
 * Who did what, when, from where.
 *
 * @param number from 1, without gaps
 * @param hash SHA-256 over the entry and the hash before, in hexadecimal
 */
public record AuditEntry(long number, Draft entry, String hash) {
  /**
   * The entry before it is chained. The character 0, which not every database keeps, is replaced,
   * so that the entry that is read is the one that was hashed.
   */
  public record Draft(
      Instant time, String actor, String action, String subject, String detail, String origin) {
    public Draft {
      actor = kept(actor);
      action = kept(action);
      subject = kept(subject);
      detail = kept(detail);
      origin = kept(origin);
    }

    private static String kept(String text) {
      return text.replace('\0', '\uFFFD');
    }
  }
}
