package org.zhiban.gateway.operations;

import java.time.Instant;

/**
 * Who did what, when, from where.
 *
 * @param number from 1, without gaps
 * @param hash SHA-256 over the entry and the hash before, in hexadecimal
 */
public record AuditEntry(long number, Draft entry, String hash) {
  /** The entry before it is chained. */
  public record Draft(
      Instant time, String actor, String action, String subject, String detail, String origin) {}
}
