package org.zhiban.drivers.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.zhiban.drivers.LinkRefusal;
import org.zhiban.drivers.LinkRefusedException;
import org.zhiban.model.site.MqttConnection;

/** Whose signature a broker's certificate must bear. */
final class Authority {
  private Authority() {}

  /**
   * Sockets for a broker with TLS: those that trust only the certificates of {@code ca_file}, or
   * those that trust what Java trusts. Empty for a broker without TLS.
   */
  static Optional<SocketFactory> sockets(MqttConnection connection) {
    if (!connection.broker().startsWith("ssl:") && !connection.broker().startsWith("wss:")) {
      return Optional.empty();
    }
    if (connection.caFile().isEmpty()) {
      return Optional.of(SSLSocketFactory.getDefault());
    }
    String file = connection.caFile().get();
    try (InputStream pem = Files.newInputStream(Path.of(file))) {
      return Optional.of(trusting(pem));
    } catch (IOException | GeneralSecurityException e) {
      throw new LinkRefusedException(
          List.of(
              new LinkRefusal.UnreadableAuthority(
                  connection.position(), connection.id(), file, e.toString())));
    }
  }

  private static SocketFactory trusting(InputStream pem)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    for (Certificate certificate :
        CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
      trusted.setCertificateEntry("ca-" + trusted.size(), certificate);
    }
    if (trusted.size() == 0) {
      throw new CertificateException("no certificate in it");
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context.getSocketFactory();
  }
}
