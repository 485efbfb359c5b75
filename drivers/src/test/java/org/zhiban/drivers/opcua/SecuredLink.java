package org.zhiban.drivers.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.drivers.TestCertificate;
import org.zhiban.model.site.KeyFiles;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.site.OpcUaConnection.Mode;
import org.zhiban.model.site.OpcUaConnection.Security;
import org.zhiban.model.site.Secret;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.PointKind;

/** A link with one point and a folder of certificates of its own. */
final class SecuredLink {
  final RecordingSink sink = new RecordingSink();
  private final Path folder;
  private InstantSource clock = InstantSource.system();
  private Security security = Security.BASIC256SHA256_SIGN_AND_ENCRYPT;
  private Optional<String> password = Optional.empty();
  private Optional<KeyFiles> user = Optional.empty();
  private boolean trustAll;
  private @Nullable CertificateFolder credentials;

  SecuredLink(Path folder, OwnKey own) throws IOException {
    this.folder = folder;
    own.copyTo(folder);
  }

  /**
   * The gateway's key, made once for all tests of a class: to make one, and to meet one, is slow.
   */
  static final class OwnKey {
    private final Path made;

    /** A key that the server in this folder, which is not running yet, trusts already. */
    OwnKey(Path server) throws IOException {
      made = server.resolve("gateway");
      CertificateFolder.in(made, InstantSource.system()).own();
      Files.copy(
          made.resolve("own/certificate.der"),
          Files.createDirectories(server.resolve("pki/trusted/certs")).resolve("gateway.der"));
    }

    private void copyTo(Path folder) throws IOException {
      Path own = Files.createDirectories(folder.resolve("own"));
      for (String file : List.of("key.pem", "certificate.der")) {
        Files.copy(
            made.resolve("own").resolve(file),
            own.resolve(file),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  SecuredLink by(Security other) {
    security = other;
    return this;
  }

  SecuredLink at(InstantSource other) {
    clock = other;
    return this;
  }

  /** Signs in as the user {@code reader}. */
  SecuredLink password(String word) {
    password = Optional.of(word);
    return this;
  }

  SecuredLink user(KeyFiles files) {
    user = Optional.of(files);
    return this;
  }

  SecuredLink trustingAll() {
    trustAll = true;
    return this;
  }

  SecuredLink trusting(TestCertificate certificate) throws IOException {
    certificate.writeCertificate(
        Files.createDirectories(folder.resolve("trusted")).resolve("one.pem"));
    return this;
  }

  RunningDriver to(int port) {
    return to(port, "ns=1;s=Speed");
  }

  RunningDriver to(int port, String node) {
    OpcUaConnection connection =
        new OpcUaConnection(
            "lift",
            "opc.tcp://127.0.0.1:" + port + "/",
            security,
            Mode.SUBSCRIBE,
            Duration.ofMillis(100),
            Duration.ofSeconds(10),
            password.map(_ -> "reader"),
            password.map(Secret::new),
            user,
            trustAll,
            Points.NOWHERE);
    return RunningDriver.start(
        Drivers.create(
            new DrivenLink(connection, List.of(OpcUa.point(0, PointKind.ANALOG, node))),
            sink,
            clock,
            credentials(),
            DevicePorts.NONE));
  }

  void awaitValue(double value) {
    awaitValue(0, value);
  }

  void awaitValue(int place, double value) {
    sink.await(place, "the speed", sample -> sample.good() && sample.value() == value);
  }

  /** What the link says while it is down and nothing was read. */
  String refusal(RunningDriver running, String words) {
    awaitRefused(running, words);
    assertThat(sink.samples()).noneMatch(RecordingSink.Sample::good);
    return running.driver().status().lastError().orElseThrow();
  }

  /** It is down, and says why; the words alone may be of an earlier refusal. */
  void awaitRefused(RunningDriver running, String words) {
    sink.awaitThat(
        "down, and \"" + words + "\" is said",
        () -> {
          LinkStatus status = running.driver().status();
          return status.state() == LinkStatus.State.DOWN
              && status.lastError().filter(e -> e.contains(words)).isPresent();
        });
  }

  /** The folder, as the driver and a person share it. */
  CertificateFolder credentials() {
    if (credentials == null) {
      credentials = CertificateFolder.in(folder, clock);
    }
    return credentials;
  }

  Path trusted() {
    return folder.resolve("trusted");
  }

  List<Path> rejected() throws IOException {
    Path rejected = folder.resolve("rejected");
    if (!Files.exists(rejected)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(rejected)) {
      return files.toList();
    }
  }
}
