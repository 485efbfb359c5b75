package org.zhiban.drivers.opcua;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** By what people and tools tell certificates apart, in lower-case hexadecimal. */
final class Thumbprint {
  private Thumbprint() {}

  /** The one that OPC UA's tools show (Part 6, 6.2.2). */
  static String sha1(X509Certificate certificate) {
    return of("SHA-1", certificate);
  }

  static String sha256(X509Certificate certificate) {
    return of("SHA-256", certificate);
  }

  private static String of(String algorithm, X509Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read has bytes to digest", e);
    }
  }
}
