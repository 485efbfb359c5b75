package org.zhiban.drivers;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.jspecify.annotations.Nullable;

/** A key and a certificate that tests make as they need them: of an authority, or signed by one. */
public final class TestCertificate {
  private static final AtomicLong SERIAL = new AtomicLong(System.nanoTime());
  private static final int USES =
      KeyUsage.digitalSignature
          | KeyUsage.nonRepudiation
          | KeyUsage.keyEncipherment
          | KeyUsage.dataEncipherment;

  private final KeyPair keys;
  private final X509Certificate certificate;

  private TestCertificate(KeyPair keys, X509Certificate certificate) {
    this.keys = keys;
    this.certificate = certificate;
  }

  /** An authority that signs for a year. */
  public static TestCertificate authority(String name) {
    return new Draft(name).authority().made(null);
  }

  /** An authority that another one signed. */
  public static TestCertificate authority(String name, TestCertificate above) {
    return new Draft(name).authority().made(above);
  }

  /** A certificate to be made, good for a year from yesterday. */
  public static Draft of(String name) {
    return new Draft(name);
  }

  public X509Certificate certificate() {
    return certificate;
  }

  public Path writeCertificate(Path file) {
    return pem(file, certificate);
  }

  /**
   * The list of what this authority took back a day before it was made.
   *
   * @param until when the next one is to come
   */
  public Path writeRevoked(Path file, Instant until, TestCertificate... revoked) {
    Instant day = until.minus(Duration.ofDays(1));
    X509v2CRLBuilder list =
        new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(), Date.from(day));
    list.setNextUpdate(Date.from(until));
    for (TestCertificate one : revoked) {
      list.addCRLEntry(one.certificate.getSerialNumber(), Date.from(day), 1);
    }
    try {
      return pem(
          file, list.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
    } catch (OperatorCreationException e) {
      throw new AssertionError("cannot sign a list", e);
    }
  }

  /** The key as PKCS#8. */
  public Path writeKey(Path file) {
    return pem(file, new PemObject("PRIVATE KEY", keys.getPrivate().getEncoded()));
  }

  /** The key as PKCS#1 or SEC 1, as older tools wrote it. */
  public Path writeOldKey(Path file) {
    return pem(file, keys.getPrivate());
  }

  /** The key as PKCS#8, locked by a password. */
  public Path writeLockedKey(Path file, String password) {
    try {
      return pem(
          file,
          new JcaPKCS8Generator(
              keys.getPrivate(),
              new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                  .setProvider(new BouncyCastleProvider())
                  .setPRF(PKCS8Generator.PRF_HMACSHA256)
                  .setPassword(password.toCharArray())
                  .build()));
    } catch (IOException | OperatorCreationException e) {
      throw new AssertionError("cannot lock a key", e);
    }
  }

  public PrivateKey key() {
    return keys.getPrivate();
  }

  private static Path pem(Path file, Object what) {
    try {
      StringWriter text = new StringWriter();
      try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
        writer.writeObject(what);
      }
      return Files.writeString(file, text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the certificate is to say. */
  public static final class Draft {
    private final String name;
    private final List<GeneralName> bears = new ArrayList<>();
    private Instant from = Instant.now().minus(Duration.ofDays(1));
    private Instant to = Instant.now().plus(Duration.ofDays(365));
    private boolean authority;
    private int bits = 2048;
    private String kind = "RSA";

    private Draft(String name) {
      this.name = name;
    }

    private Draft authority() {
      authority = true;
      return this;
    }

    public Draft uri(String uri) {
      bears.add(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
      return this;
    }

    public Draft host(String host) {
      bears.add(new GeneralName(GeneralName.dNSName, host));
      return this;
    }

    public Draft address(String address) {
      bears.add(new GeneralName(GeneralName.iPAddress, address));
      return this;
    }

    public Draft good(Instant since, Instant until) {
      from = since;
      to = until;
      return this;
    }

    public Draft bits(int length) {
      bits = length;
      return this;
    }

    /** With a key on an elliptic curve. */
    public Draft ec() {
      kind = "EC";
      bits = 256;
      return this;
    }

    public TestCertificate selfSigned() {
      return made(null);
    }

    public TestCertificate signedBy(TestCertificate issuer) {
      return made(issuer);
    }

    private TestCertificate made(@Nullable TestCertificate issuer) {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        generator.initialize(bits);
        KeyPair keys = generator.generateKeyPair();
        X500Name subject = new X500Name("CN=" + name);
        X500Name signer =
            issuer == null
                ? subject
                : new X500Name(issuer.certificate.getSubjectX500Principal().getName());
        var builder =
            new JcaX509v3CertificateBuilder(
                signer,
                BigInteger.valueOf(SERIAL.incrementAndGet()),
                Date.from(from),
                Date.from(to),
                subject,
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(
            Extension.keyUsage,
            true,
            new KeyUsage(
                USES
                    | (issuer == null || authority ? KeyUsage.keyCertSign : 0)
                    | (authority ? KeyUsage.cRLSign : 0)));
        if (!authority) {
          builder.addExtension(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(
                  new KeyPurposeId[] {
                    KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                  }));
        }
        if (!bears.isEmpty()) {
          builder.addExtension(
              Extension.subjectAlternativeName,
              false,
              new GeneralNames(bears.toArray(new GeneralName[0])));
        }
        KeyPair signing = issuer == null ? keys : issuer.keys;
        var signed =
            builder.build(
                new JcaContentSignerBuilder(
                        "SHA256with"
                            + (signing.getPrivate().getAlgorithm().equals("EC") ? "ECDSA" : "RSA"))
                    .build(signing.getPrivate()));
        return new TestCertificate(keys, new JcaX509CertificateConverter().getCertificate(signed));
      } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
        throw new AssertionError("cannot make a certificate for " + name, e);
      }
    }
  }
}
