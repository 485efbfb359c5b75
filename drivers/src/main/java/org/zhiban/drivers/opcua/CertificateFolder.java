package org.zhiban.drivers.opcua;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.drivers.ApplicationKey;
import org.zhiban.drivers.Credentials;

/**
 * Keys and certificates as files that their owner alone can read: {@code own/}, {@code trusted/}
 * and {@code rejected/}. Nothing is made before it is asked for; {@code trusted/} is read at each
 * asking, so that a file which is moved there counts at once.
 */
public final class CertificateFolder implements Credentials {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateFolder.class);

  /** Whoever shows one certificate after the other does not fill the disk. */
  private static final int KEPT = 100;

  private final Path trusted;
  private final Path rejected;
  private final OwnCertificate own;

  private CertificateFolder(Path folder, InstantSource clock) {
    trusted = folder.resolve("trusted");
    rejected = folder.resolve("rejected");
    own = new OwnCertificate(folder.resolve("own"), clock);
  }

  /** A folder that need not exist yet. */
  public static CertificateFolder in(Path folder, InstantSource clock) {
    return new CertificateFolder(folder.toAbsolutePath().normalize(), clock);
  }

  @Override
  public synchronized ApplicationKey own() throws IOException {
    PrivateFiles.folder(trusted);
    return own.readOrMake();
  }

  @Override
  public List<X509Certificate> trusted() throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Path file : PrivateFiles.list(trusted)) {
      try (InputStream in = Files.newInputStream(file)) {
        CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
            .map(X509Certificate.class::cast)
            .forEach(certificates::add);
      } catch (CertificateException e) {
        LOG.warn("{} is no certificate and trusts nobody: {}", file, e.getMessage());
      }
    }
    return certificates;
  }

  @Override
  public synchronized Rejected reject(X509Certificate certificate) throws IOException {
    Path file = rejected.resolve(name(certificate));
    PrivateFiles.folder(trusted);
    PrivateFiles.folder(rejected);
    if (!Files.exists(file)) {
      makeRoom();
      try {
        PrivateFiles.write(file, certificate.getEncoded());
      } catch (CertificateEncodingException e) {
        throw new IOException("cannot keep " + file + ": " + e.getMessage(), e);
      }
    }
    return new Rejected(file.toString(), trusted + "/");
  }

  private void makeRoom() throws IOException {
    List<Path> kept = PrivateFiles.list(rejected);
    Comparator<Path> age = Comparator.comparingLong(path -> path.toFile().lastModified());
    Stream<Path> oldest = kept.stream().sorted(age).limit(Math.max(0, kept.size() + 1 - KEPT));
    for (Path file : oldest.toList()) {
      Files.deleteIfExists(file);
    }
  }

  /** Whose it is, as far as a file name bears it, and the thumbprint that UA tools show. */
  private static String name(X509Certificate certificate) throws IOException {
    String whose =
        Stream.of(certificate.getSubjectX500Principal().getName().split(","))
            .filter(part -> part.startsWith("CN="))
            .map(part -> part.substring(3).replaceAll("[^\\p{L}\\p{N}.]+", "-"))
            .findFirst()
            .orElse("server");
    try {
      String print =
          HexFormat.of().formatHex(CertificateUtil.thumbprint(certificate).bytesOrEmpty());
      return whose.substring(0, Math.min(40, whose.length())) + "-" + print + ".der";
    } catch (UaException e) {
      throw new IOException("a certificate without a thumbprint", e);
    }
  }
}
