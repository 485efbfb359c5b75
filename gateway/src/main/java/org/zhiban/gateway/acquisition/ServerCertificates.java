package org.zhiban.gateway.acquisition;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.zhiban.drivers.ApplicationKey;
import org.zhiban.drivers.Driver;
import org.zhiban.drivers.opcua.CertificateFolder;
import org.zhiban.drivers.opcua.KnownCertificate;

/** The certificates of OPC UA links, and what a person decides about them: it acts at once. */
public final class ServerCertificates {
  private final CertificateFolder folder;
  private final Consumer<Consumer<Driver>> links;

  /**
   * Certificates of a folder.
   *
   * @param links has something done with each link's driver
   */
  public ServerCertificates(CertificateFolder folder, Consumer<Consumer<Driver>> links) {
    this.folder = folder;
    this.links = links;
  }

  /** Every certificate that the gateway has seen and kept. */
  public List<KnownCertificate> known() throws IOException {
    return folder.known();
  }

  /** The one of this SHA-256 thumbprint. */
  public Optional<KnownCertificate> find(String sha256) throws IOException {
    return known().stream().filter(one -> one.sha256().equals(sha256)).findFirst();
  }

  /** By which servers know the gateway; made where there is none yet. */
  public ApplicationKey own() throws IOException {
    return folder.own();
  }

  /** Believes a certificate; a link that waited for it is tried at once. */
  public void trust(X509Certificate certificate) throws IOException {
    folder.trust(certificate);
    links.accept(Driver::credentialsChanged);
  }

  /** Believes a certificate no longer; a link that stands by it ends. */
  public void distrust(X509Certificate certificate) throws IOException {
    folder.distrust(certificate);
    links.accept(Driver::credentialsChanged);
  }

  /** Makes a new own certificate for the same key; links show it at their next session. */
  public ApplicationKey renew() throws IOException {
    return folder.renew();
  }
}
