package org.zhiban.drivers.opcua;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhiban.drivers.TrustList;

/**
 * A server's certificate, then the authorities over it, each signed by the next (RFC 5280, 6.1).
 * The validators of the library ask the system for the time, and have one word for every refusal;
 * this asks neither.
 */
record CertificatePath(List<X509Certificate> links) {
  CertificatePath {
    links = List.copyOf(links);
  }

  /** By way of what the server sent and the known issuers, to an authority that is trusted. */
  static Optional<CertificatePath> trusted(
      List<X509Certificate> chain, TrustList list, Instant now) {
    return build(chain, list, TrustList.authorities(list.trusted()), now);
  }

  /** To any authority that is known: it makes nobody trusted, but may have taken something back. */
  static Optional<CertificatePath> known(List<X509Certificate> chain, TrustList list, Instant now) {
    return build(chain, list, TrustList.authorities(list.issuers()), now);
  }

  private static Optional<CertificatePath> build(
      List<X509Certificate> chain, TrustList list, Stream<X509Certificate> ends, Instant now) {
    Set<TrustAnchor> authorities =
        ends.map(one -> new TrustAnchor(one, null)).collect(Collectors.toSet());
    if (authorities.isEmpty()) {
      return Optional.empty();
    }
    X509CertSelector wanted = new X509CertSelector();
    wanted.setCertificate(chain.getFirst());
    List<X509Certificate> between = new ArrayList<>(chain);
    between.addAll(list.issuers());
    try {
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(authorities, wanted);
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(between)));
      parameters.setRevocationEnabled(false);
      // An end that is past is said as such, and not as a missing trust.
      Instant end = chain.getFirst().getNotAfter().toInstant();
      Instant start = chain.getFirst().getNotBefore().toInstant();
      parameters.setDate(Date.from(now.isAfter(end) ? end : now.isBefore(start) ? start : now));
      var built = (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
      List<X509Certificate> links = new ArrayList<>();
      built.getCertPath().getCertificates().forEach(one -> links.add((X509Certificate) one));
      links.add(built.getTrustAnchor().getTrustedCert());
      return Optional.of(new CertificatePath(links));
    } catch (GeneralSecurityException _) {
      return Optional.empty();
    }
  }

  /** What was taken back, by whom and when; a list that is out of date still counts. */
  Optional<String> revoked(List<X509CRL> lists) {
    for (int i = 0; i + 1 < links.size(); i++) {
      X509Certificate link = links.get(i);
      for (X509CRL list : of(links.get(i + 1), lists)) {
        X509CRLEntry entry = list.getRevokedCertificate(link);
        if (entry != null) {
          return Optional.of(
              "certificate of "
                  + link.getSubjectX500Principal().getName()
                  + ", taken back by "
                  + list.getIssuerX500Principal().getName()
                  + " on "
                  + day(entry.getRevocationDate()));
        }
      }
    }
    return Optional.empty();
  }

  /** Which list should have been followed by a newer one by now. */
  Optional<String> outdated(List<X509CRL> lists, Instant now) {
    return links.stream()
        .skip(1)
        .flatMap(
            authority -> {
              List<X509CRL> its = of(authority, lists);
              boolean current = its.stream().anyMatch(list -> !ended(list, now));
              return current ? Stream.empty() : its.stream();
            })
        .findFirst()
        .map(
            list ->
                "the list of revoked certificates of "
                    + list.getIssuerX500Principal().getName()
                    + " ended on "
                    + day(list.getNextUpdate())
                    + "; put the new one into its folder");
  }

  private static boolean ended(X509CRL list, Instant now) {
    return list.getNextUpdate() != null && now.isAfter(list.getNextUpdate().toInstant());
  }

  private static List<X509CRL> of(X509Certificate authority, List<X509CRL> lists) {
    return lists.stream()
        .filter(list -> list.getIssuerX500Principal().equals(authority.getSubjectX500Principal()))
        .filter(list -> signed(list, authority))
        .toList();
  }

  private static boolean signed(X509CRL list, X509Certificate authority) {
    try {
      list.verify(authority.getPublicKey());
      return true;
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static String day(Date date) {
    return date.toInstant().atZone(ZoneOffset.UTC).toLocalDate().toString();
  }
}
