package org.zhiban.drivers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.zhiban.model.site.KeyFiles;
import org.zhiban.model.site.Secret;

/** Certificates and keys as files say them in PEM (RFC 7468). */
public final class PemFiles {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----([^-]*)-----END \\1-----");

  private static final String PBES2 = "PBES2";

  private PemFiles() {}

  /** A private key and the certificates that belong to it, the own one first. */
  public record Own(PrivateKey key, List<X509Certificate> chain) {
    public Own {
      chain = List.copyOf(chain);
    }
  }

  /** All certificates of a file; at least one. */
  public static List<X509Certificate> certificates(String file) throws PemException {
    try (InputStream pem = Files.newInputStream(Path.of(file))) {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    } catch (CertificateException e) {
      throw new PemException(
          file,
          "the certificates in " + file + " cannot be read (" + e.getMessage() + ")",
          "it must be a PEM file, with -----BEGIN CERTIFICATE-----");
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    throw new PemException(
        file,
        "the file " + file + " holds no certificate",
        "it must be a PEM file, with -----BEGIN CERTIFICATE-----");
  }

  /** A certificate and its key, which were made for each other. */
  public static Own own(KeyFiles files) throws PemException {
    List<X509Certificate> chain = certificates(files.certificate());
    PublicKey half = chain.getFirst().getPublicKey();
    PrivateKey key = key(files, half.getAlgorithm());
    if (!belong(files.key(), key, half)) {
      throw new PemException(
          files.key(),
          "the key in "
              + files.key()
              + " does not belong to the certificate in "
              + files.certificate(),
          "name the two that were made together; the own certificate stands first in its file");
    }
    return new Own(key, chain);
  }

  private static PrivateKey key(KeyFiles files, String algorithm) throws PemException {
    String file = files.key();
    String text;
    try {
      text = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    Matcher block = BLOCK.matcher(text);
    if (!block.find()) {
      throw new PemException(
          file,
          "the file " + file + " holds no private key",
          "it must be a PEM file, with -----BEGIN PRIVATE KEY-----");
    }
    String rewrite = "rewrite it: openssl pkcs8 -topk8 -nocrypt -in " + file + " -out NEW";
    switch (block.group(1)) {
      case "PRIVATE KEY" -> {
        try {
          return key(file, algorithm, new PKCS8EncodedKeySpec(decoded(block.group(2))));
        } catch (IllegalArgumentException _) {
          throw otherKind(file, algorithm);
        }
      }
      case "ENCRYPTED PRIVATE KEY" -> {
        Secret password =
            files
                .password()
                .orElseThrow(
                    () ->
                        new PemException(
                            file,
                            "the key in " + file + " is locked by a password",
                            rewrite,
                            true));
        return key(file, algorithm, unlocked(file, block.group(2), password));
      }
      case String old ->
          throw new PemException(
              file, "the key in " + file + " is of the old form " + old + ", not PKCS#8", rewrite);
    }
  }

  private static byte[] decoded(String body) {
    return Base64.getMimeDecoder().decode(body);
  }

  private static PrivateKey key(String file, String algorithm, PKCS8EncodedKeySpec spec)
      throws PemException {
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(spec);
    } catch (GeneralSecurityException _) {
      throw otherKind(file, algorithm);
    }
  }

  private static PemException otherKind(String file, String algorithm) {
    return new PemException(
        file,
        "the key in " + file + " is no key of kind " + algorithm + ", as its certificate is",
        "name the two that were made together");
  }

  /** What a password locks (PKCS #8, encrypted as of RFC 8018). */
  private static PKCS8EncodedKeySpec unlocked(String file, String body, Secret password)
      throws PemException {
    char[] word = password.reveal().toCharArray();
    try {
      EncryptedPrivateKeyInfo locked = new EncryptedPrivateKeyInfo(decoded(body));
      AlgorithmParameters parameters = locked.getAlgParameters();
      // Java knows PBES2 by the parts it is made of alone, which only the parameters name.
      String scheme =
          locked.getAlgName().equals(PBES2) ? String.valueOf(parameters) : locked.getAlgName();
      Cipher cipher = Cipher.getInstance(scheme);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(scheme).generateSecret(new PBEKeySpec(word)),
          parameters);
      return locked.getKeySpec(cipher);
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw new PemException(
          file,
          "the key in " + file + " cannot be unlocked (" + e.getMessage() + ")",
          "give the password it was locked by");
    }
  }

  private static boolean belong(String file, PrivateKey key, PublicKey half) throws PemException {
    String kind =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case String other -> other;
        };
    byte[] said = "one key pair".getBytes(StandardCharsets.US_ASCII);
    try {
      Signature signing = Signature.getInstance(kind);
      signing.initSign(key);
      signing.update(said);
      byte[] signed = signing.sign();
      signing.initVerify(half);
      signing.update(said);
      return signing.verify(signed);
    } catch (GeneralSecurityException e) {
      throw new PemException(
          file,
          "a key of kind " + key.getAlgorithm() + " cannot sign here (" + e.getMessage() + ")",
          "use an RSA key of 2048 bits or more, or an EC key");
    }
  }

  private static PemException unreadable(String file, IOException e) {
    return new PemException(
        file,
        "the file " + file + " cannot be read (" + e + ")",
        "put it there and let the gateway's user read it");
  }
}
