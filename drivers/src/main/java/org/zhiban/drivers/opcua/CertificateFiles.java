package org.zhiban.drivers.opcua;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a folder of certificates and lists of revoked ones holds, DER or PEM, file by file. */
record CertificateFiles(List<Certified> certificates, List<X509CRL> revoked) {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateFiles.class);
  private static final String PEM_LIST = "-----BEGIN X509 CRL-----";

  CertificateFiles {
    certificates = List.copyOf(certificates);
    revoked = List.copyOf(revoked);
  }

  /** The certificates of one file. */
  record Certified(Path file, List<X509Certificate> certificates) {
    Certified {
      certificates = List.copyOf(certificates);
    }
  }

  /** A folder that need not exist; a file that is neither is said and passed over. */
  static CertificateFiles in(Path folder) throws IOException {
    var certificates = new java.util.ArrayList<Certified>();
    var revoked = new java.util.ArrayList<X509CRL>();
    for (Path file : PrivateFiles.list(folder)) {
      byte[] bytes = Files.readAllBytes(file);
      try {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        if (list(file, bytes)) {
          factory.generateCRLs(new ByteArrayInputStream(bytes)).stream()
              .map(X509CRL.class::cast)
              .forEach(revoked::add);
        } else {
          certificates.add(
              new Certified(
                  file,
                  factory.generateCertificates(new ByteArrayInputStream(bytes)).stream()
                      .map(X509Certificate.class::cast)
                      .toList()));
        }
      } catch (GeneralSecurityException e) {
        LOG.warn("{} is no certificate and no list of them: {}", file, e.getMessage());
      }
    }
    return new CertificateFiles(certificates, revoked);
  }

  private static boolean list(Path file, byte[] bytes) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".crl")
        || new String(bytes, StandardCharsets.ISO_8859_1).contains(PEM_LIST);
  }

  List<X509Certificate> all() {
    return certificates.stream().flatMap(one -> one.certificates().stream()).toList();
  }
}
