package org.zhiban.drivers.opcua;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.zhiban.drivers.ApplicationKey;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.RefusedServer;
import org.zhiban.drivers.TrustList;
import org.zhiban.drivers.opcua.CertificateFiles.Certified;
import org.zhiban.drivers.opcua.KnownCertificate.Standing;

/**
 * Keys and certificates as files that their owner alone can read: {@code own/}, {@code trusted/},
 * {@code issuers/} and {@code rejected/}. Nothing is made before it is asked for; what is trusted
 * is read at each asking, so that a file which is moved there counts at once.
 */
public final class CertificateFolder implements Credentials {
  /** Whoever shows one certificate after the other does not fill the disk. */
  private static final int KEPT = 100;

  private final Path trusted;
  private final Path issuers;
  private final Path rejected;
  private final OwnCertificate own;
  private final Map<String, RefusedServer> refused = new ConcurrentHashMap<>();

  private CertificateFolder(Path folder, InstantSource clock) {
    trusted = folder.resolve("trusted");
    issuers = folder.resolve("issuers");
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
  public TrustList trustList() throws IOException {
    CertificateFiles believed = CertificateFiles.in(trusted);
    CertificateFiles known = CertificateFiles.in(issuers);
    return new TrustList(
        believed.all(),
        known.all(),
        Stream.of(believed, known).flatMap(folder -> folder.revoked().stream()).toList());
  }

  @Override
  public void refused(RefusedServer server) {
    refused.put(server.connection(), server);
  }

  @Override
  public void accepted(String connection) {
    refused.remove(connection);
  }

  /** Every certificate that lies here, or that a connection refuses now; each once. */
  public List<KnownCertificate> known() throws IOException {
    Map<X509Certificate, Standing> found = new LinkedHashMap<>();
    own.made().ifPresent(one -> found.put(one, Standing.OWN));
    CertificateFiles.in(trusted).all().forEach(one -> found.putIfAbsent(one, Standing.TRUSTED));
    CertificateFiles.in(issuers).all().forEach(one -> found.putIfAbsent(one, Standing.ISSUER));
    CertificateFiles.in(rejected).all().forEach(one -> found.putIfAbsent(one, Standing.REJECTED));
    refused.values().forEach(one -> found.putIfAbsent(one.certificate(), Standing.REJECTED));
    return found.entrySet().stream()
        .map(
            one ->
                new KnownCertificate(
                    one.getKey(),
                    one.getValue(),
                    refused.values().stream()
                        .filter(server -> server.certificate().equals(one.getKey()))
                        .sorted(Comparator.comparing(RefusedServer::connection))
                        .toList()))
        .toList();
  }

  /** Believes a certificate from now on. */
  public synchronized void trust(X509Certificate certificate) throws IOException {
    PrivateFiles.folder(trusted);
    write(trusted.resolve(name(certificate)), certificate);
    for (Certified file : CertificateFiles.in(rejected).certificates()) {
      if (file.certificates().equals(List.of(certificate))) {
        Files.deleteIfExists(file.file());
      }
    }
  }

  /**
   * Believes a certificate no longer, and keeps it as a rejected one.
   *
   * @throws IOException where it lies in a file with others, which are not to be lost with it
   */
  public synchronized void distrust(X509Certificate certificate) throws IOException {
    List<Certified> bearing =
        CertificateFiles.in(trusted).certificates().stream()
            .filter(file -> file.certificates().contains(certificate))
            .toList();
    for (Certified file : bearing) {
      if (file.certificates().size() > 1) {
        throw new IOException(
            file.file() + " holds other certificates too; take this one out of it by hand");
      }
    }
    reject(certificate);
    for (Certified file : bearing) {
      Files.deleteIfExists(file.file());
    }
  }

  /** Makes a new certificate for the gateway's key; the next session of each link shows it. */
  public synchronized ApplicationKey renew() throws IOException {
    return own.renew();
  }

  @Override
  public synchronized Rejected reject(X509Certificate certificate) throws IOException {
    Path file = rejected.resolve(name(certificate));
    PrivateFiles.folder(trusted);
    PrivateFiles.folder(rejected);
    if (!Files.exists(file)) {
      makeRoom();
      write(file, certificate);
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

  private static void write(Path file, X509Certificate certificate) throws IOException {
    try {
      PrivateFiles.write(file, certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IOException("cannot keep " + file + ": " + e.getMessage(), e);
    }
  }

  /** Whose it is, as far as a file name bears it, and the thumbprint that UA tools show. */
  private static String name(X509Certificate certificate) {
    String whose =
        Stream.of(certificate.getSubjectX500Principal().getName().split(","))
            .filter(part -> part.startsWith("CN="))
            .map(part -> part.substring(3).replaceAll("[^\\p{L}\\p{N}.]+", "-"))
            .findFirst()
            .orElse("server");
    return whose.substring(0, Math.min(40, whose.length()))
        + "-"
        + Thumbprint.sha1(certificate)
        + ".der";
  }
}
