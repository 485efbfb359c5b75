package org.zhiban.drivers;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whom the gateway believes (OPC UA Part 12, 7.8.2).
 *
 * @param trusted servers, and authorities over servers
 * @param issuers authorities that complete a chain and make nobody trusted
 * @param revoked the lists of what authorities took back
 */
public record TrustList(
    List<X509Certificate> trusted, List<X509Certificate> issuers, List<X509CRL> revoked) {
  /** Nobody is trusted. */
  public static final TrustList EMPTY = new TrustList(List.of(), List.of(), List.of());

  public TrustList {
    trusted = List.copyOf(trusted);
    issuers = List.copyOf(issuers);
    revoked = List.copyOf(revoked);
  }

  /** Those that may sign for others. */
  public static Stream<X509Certificate> authorities(List<X509Certificate> certificates) {
    return certificates.stream().filter(one -> one.getBasicConstraints() >= 0);
  }
}
