package org.zhiban.drivers.opcua;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateBuilder;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.drivers.ApplicationKey;

/**
 * The gateway's key and self-signed certificate on disk (OPC UA Part 6, 6.2.2): RSA of 2048 bits,
 * good for five years. Where the certificate alone was deleted, a new one is made for the same key.
 */
final class OwnCertificate {
  private static final Logger LOG = LoggerFactory.getLogger(OwnCertificate.class);
  private static final Duration LIFETIME = Duration.ofDays(5 * 365);

  /** A server whose clock is a little behind takes a new certificate all the same. */
  private static final Duration EARLIER = Duration.ofDays(1);

  private static final int BITS = 2048;
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private final Path folder;
  private final Path keyFile;
  private final Path certificateFile;
  private final InstantSource clock;

  OwnCertificate(Path folder, InstantSource clock) {
    this.folder = folder;
    this.keyFile = folder.resolve("key.pem");
    this.certificateFile = folder.resolve("certificate.der");
    this.clock = clock;
  }

  ApplicationKey readOrMake() throws IOException {
    PrivateFiles.folder(folder);
    if (Files.exists(certificateFile) && !Files.exists(keyFile)) {
      throw new IOException(
          keyFile + " is missing; put it back, or delete " + certificateFile + " too");
    }
    KeyPair keys = Files.exists(keyFile) ? readKeys() : makeKeys();
    X509Certificate certificate =
        Files.exists(certificateFile) ? readCertificate() : makeCertificate(keys);
    if (!certificate.getPublicKey().equals(keys.getPublic())) {
      throw new IOException(
          certificateFile + " does not belong to " + keyFile + "; delete it for a new one");
    }
    String uri =
        CertificateUtil.getSanUri(certificate)
            .orElseThrow(
                () ->
                    new IOException(
                        certificateFile + " names no application; delete it for a new one"));
    return new ApplicationKey(keys, certificate, uri, certificateFile.toString());
  }

  /** The certificate, where there is one already. */
  Optional<X509Certificate> made() throws IOException {
    return Files.exists(certificateFile) ? Optional.of(readCertificate()) : Optional.empty();
  }

  /** A new certificate for the same key, in the place of the old one. */
  ApplicationKey renew() throws IOException {
    makeCertificate(readOrMake().keys());
    return readOrMake();
  }

  private KeyPair readKeys() throws IOException {
    String pem = Files.readString(keyFile, StandardCharsets.US_ASCII);
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.replace(BEGIN, "").replace(END, ""));
      KeyFactory factory = KeyFactory.getInstance("RSA");
      var key = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(der));
      return new KeyPair(
          factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())),
          key);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(
          keyFile + " is no RSA key (PKCS #8, PEM); put back the one it was, or delete " + folder,
          e);
    }
  }

  private KeyPair makeKeys() throws IOException {
    try {
      KeyPair keys = SelfSignedCertificateGenerator.generateRsaKeyPair(BITS);
      String body = Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded());
      String pem = BEGIN + "\n" + body.replace("\r", "") + "\n" + END + "\n";
      PrivateFiles.write(keyFile, pem.getBytes(StandardCharsets.US_ASCII));
      return keys;
    } catch (GeneralSecurityException e) {
      throw new IOException("this Java makes no RSA key", e);
    }
  }

  private X509Certificate readCertificate() throws IOException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(certificateFile)));
    } catch (GeneralSecurityException e) {
      throw new IOException(certificateFile + " is no certificate; delete it for a new one", e);
    }
  }

  private X509Certificate makeCertificate(KeyPair keys) throws IOException {
    Instant now = clock.instant();
    String host = host();
    try {
      X509Certificate certificate =
          new SelfSignedCertificateGenerator()
              .generateSelfSigned(
                  keys,
                  Date.from(now.minus(EARLIER)),
                  Date.from(now.plus(LIFETIME)),
                  "Zhiban at " + host,
                  "Zhiban",
                  null,
                  null,
                  null,
                  null,
                  "urn:" + host + ":zhiban:gateway",
                  List.of(host),
                  List.of(),
                  SelfSignedCertificateBuilder.SA_SHA256_RSA);
      PrivateFiles.write(certificateFile, certificate.getEncoded());
      LOG.info("made {}; give it to the servers that ask who calls", certificateFile);
      return certificate;
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("cannot make " + certificateFile, e);
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "localhost";
    }
  }
}
