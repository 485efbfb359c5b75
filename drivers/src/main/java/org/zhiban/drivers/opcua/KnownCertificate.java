package org.zhiban.drivers.opcua;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.zhiban.drivers.RefusedServer;

/**
 * A certificate that the gateway has seen.
 *
 * @param refusals the connections that refuse it now
 */
public record KnownCertificate(
    X509Certificate certificate, Standing standing, List<RefusedServer> refusals) {
  public KnownCertificate {
    refusals = List.copyOf(refusals);
  }

  /** What it is to the gateway. */
  public enum Standing {
    /** By which servers know the gateway. */
    OWN,
    /** A server's or an authority's, which is believed. */
    TRUSTED,
    /** An authority's that completes chains and makes nobody trusted. */
    ISSUER,
    /** Nobody has trusted it. */
    REJECTED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** As UA tools show it, lower-case hexadecimal. */
  public String sha1() {
    return Thumbprint.sha1(certificate);
  }

  /** Lower-case hexadecimal; by this it is named. */
  public String sha256() {
    return Thumbprint.sha256(certificate);
  }

  /** The application that it was made for. */
  public Optional<String> applicationUri() {
    return CertificateUtil.getSanUri(certificate);
  }

  /** The names and addresses that it was made out for. */
  public List<String> hosts() {
    return hosts(certificate);
  }

  static List<String> hosts(X509Certificate certificate) {
    List<String> hosts = new ArrayList<>(CertificateUtil.getSanDnsNames(certificate));
    hosts.addAll(CertificateUtil.getSanIpAddresses(certificate));
    return hosts;
  }

  /** Whether it may sign for others. */
  public boolean authority() {
    return certificate.getBasicConstraints() >= 0;
  }
}
