package org.zhiban.drivers.mqtt;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.PemException;
import org.zhiban.drivers.PemFiles;
import org.zhiban.model.site.KeyFiles;
import org.zhiban.model.site.MqttConnection;

/**
 * Sockets for a broker with TLS. The files are read anew for each session, so that a renewed
 * certificate needs no restart.
 *
 * @param authority file with the only authorities that are trusted; empty: those that Java trusts
 * @param own what the gateway shows to a broker that asks who it is
 */
record TlsSockets(Optional<String> authority, Optional<KeyFiles> own) {
  /** Empty for a broker without TLS. */
  static Optional<TlsSockets> of(MqttConnection connection) {
    return connection.encrypted()
        ? Optional.of(new TlsSockets(connection.caFile(), connection.keyFiles()))
        : Optional.empty();
  }

  /** Whether the files can be used. */
  void check() throws PemException {
    try {
      open();
    } catch (PemException e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("TLS", e);
    }
  }

  /** Sockets that trust and show what the files say now. */
  SocketFactory open() throws PemException, IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(shown(), trusted(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private TrustManager @Nullable [] trusted() throws GeneralSecurityException, IOException {
    if (authority.isEmpty()) {
      return null;
    }
    KeyStore trusted = empty();
    for (X509Certificate certificate : PemFiles.certificates(authority.get())) {
      trusted.setCertificateEntry("ca-" + trusted.size(), certificate);
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    return managers.getTrustManagers();
  }

  private KeyManager @Nullable [] shown() throws GeneralSecurityException, IOException {
    if (own.isEmpty()) {
      return null;
    }
    PemFiles.Own mine = PemFiles.own(own.get());
    char[] noPassword = new char[0];
    KeyStore keys = empty();
    keys.setKeyEntry("own", mine.key(), noPassword, mine.chain().toArray(X509Certificate[]::new));
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, noPassword);
    return managers.getKeyManagers();
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    return store;
  }
}
