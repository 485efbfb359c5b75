package org.zhiban.drivers.opcua;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.opcua.ServerException.Cause;

/**
 * Whether a server is who it says it is (OPC UA Part 4, 6.1.3). It is trusted where its very
 * certificate is, or that of an authority which signed it. A person who trusts one certificate saw
 * whose it is: there the host may differ, because many devices are made out for a name that nobody
 * resolves. An authority's signature is good for the host alone that the certificate names.
 */
final class ServerTrust {
  private static final int SHORTEST_KEY = 2048;

  private final String endpoint;
  private final Credentials credentials;
  private final Instant now;

  ServerTrust(String endpoint, Credentials credentials, Instant now) {
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.now = now;
  }

  /**
   * Returns where the server is to be believed.
   *
   * @param chain its certificate, then those of the authorities over it, where it sent them
   * @param uri the application's, as the endpoint names it
   */
  void check(List<X509Certificate> chain, String uri, String host) throws ServerException {
    try {
      judge(chain, uri, host);
    } catch (IOException e) {
      if (e instanceof ServerException known) {
        throw known;
      }
      throw new ServerException(endpoint, Cause.OWN_KEYS, String.valueOf(e.getMessage()));
    } catch (GeneralSecurityException e) {
      throw new ServerException(endpoint, Cause.UNTRUSTED, e.toString());
    }
  }

  private void judge(List<X509Certificate> chain, String uri, String host)
      throws IOException, GeneralSecurityException {
    X509Certificate certificate = chain.getFirst();
    String whose = "certificate of " + certificate.getSubjectX500Principal().getName();
    List<X509Certificate> trusted = credentials.trusted();
    boolean itself = trusted.contains(certificate);
    boolean known = itself || signed(chain, trusted);
    String remedy = known ? "" : "; " + credentials.reject(certificate).remedy();

    Instant from = certificate.getNotBefore().toInstant();
    Instant to = certificate.getNotAfter().toInstant();
    if (now.isAfter(to)) {
      throw refused(Cause.EXPIRED, whose + " until " + to);
    }
    if (now.isBefore(from)) {
      throw refused(Cause.NOT_YET_VALID, whose + " from " + from + ", here it is " + now);
    }
    if (certificate.getPublicKey() instanceof RSAPublicKey key
        && key.getModulus().bitLength() < SHORTEST_KEY) {
      throw refused(Cause.SHORT_KEY, key.getModulus().bitLength() + " bits");
    }
    String named = CertificateUtil.getSanUri(certificate).orElse("none");
    if (!named.equals(uri)) {
      throw refused(Cause.WRONG_URI, "the certificate names " + named + ", the server says " + uri);
    }
    List<String> hosts = hosts(certificate);
    String other = "made out for " + String.join(", ", hosts) + ", not for " + host;
    boolean here = hosts.stream().anyMatch(host::equalsIgnoreCase);
    if (!known) {
      throw refused(Cause.UNTRUSTED, whose + (here ? "" : ", " + other) + remedy);
    }
    if (!here && !itself) {
      throw refused(Cause.WRONG_HOST, other);
    }
  }

  private ServerException refused(Cause cause, String detail) {
    return new ServerException(endpoint, cause, detail);
  }

  private static List<String> hosts(X509Certificate certificate) {
    List<String> hosts = new ArrayList<>(CertificateUtil.getSanDnsNames(certificate));
    hosts.addAll(CertificateUtil.getSanIpAddresses(certificate));
    return hosts.isEmpty() ? List.of("no host") : hosts;
  }

  /** Whether a trusted authority signed it, by way of the certificates that the server sent. */
  private boolean signed(List<X509Certificate> chain, List<X509Certificate> trusted)
      throws GeneralSecurityException {
    Set<TrustAnchor> authorities =
        trusted.stream()
            .filter(one -> one.getBasicConstraints() >= 0)
            .map(one -> new TrustAnchor(one, null))
            .collect(Collectors.toSet());
    if (authorities.isEmpty()) {
      return false;
    }
    X509CertSelector wanted = new X509CertSelector();
    wanted.setCertificate(chain.getFirst());
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(authorities, wanted);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
    parameters.setRevocationEnabled(false);
    // An end that is past is said as such, and not as a missing trust.
    Instant end = chain.getFirst().getNotAfter().toInstant();
    Instant start = chain.getFirst().getNotBefore().toInstant();
    parameters.setDate(Date.from(now.isAfter(end) ? end : now.isBefore(start) ? start : now));
    try {
      CertPathBuilder.getInstance("PKIX").build(parameters);
      return true;
    } catch (CertPathBuilderException _) {
      return false;
    }
  }
}
