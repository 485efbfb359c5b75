package org.zhiban.drivers.opcua;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.TrustList;
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
   * Returns where the server is to be believed; with what is to be done about a list of revoked
   * certificates that was looked at.
   *
   * @param chain its certificate, then those of the authorities over it, where it sent them
   * @param uri the application's, as the endpoint names it
   */
  Optional<String> check(List<X509Certificate> chain, String uri, String host)
      throws ServerException {
    try {
      return judge(chain, uri, host);
    } catch (IOException e) {
      if (e instanceof ServerException known) {
        throw known;
      }
      throw new ServerException(endpoint, Cause.OWN_KEYS, String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> judge(List<X509Certificate> chain, String uri, String host)
      throws IOException {
    X509Certificate certificate = chain.getFirst();
    String whose = "certificate of " + certificate.getSubjectX500Principal().getName();
    TrustList list = credentials.trustList();
    boolean itself = list.trusted().contains(certificate);
    Optional<CertificatePath> signed = CertificatePath.trusted(chain, list, now);
    boolean known = itself || signed.isPresent();
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
    Optional<CertificatePath> path = signed.or(() -> CertificatePath.known(chain, list, now));
    Optional<String> revoked = path.flatMap(one -> one.revoked(list.revoked()));
    if (revoked.isPresent()) {
      throw refused(Cause.REVOKED, revoked.get());
    }
    return path.flatMap(one -> one.outdated(list.revoked(), now));
  }

  private ServerException refused(Cause cause, String detail) {
    return new ServerException(endpoint, cause, detail);
  }

  private static List<String> hosts(X509Certificate certificate) {
    List<String> hosts = KnownCertificate.hosts(certificate);
    return hosts.isEmpty() ? List.of("no host") : hosts;
  }
}
