package org.zhiban.drivers.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.drivers.TestCertificate;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.site.OpcUaConnection.Mode;
import org.zhiban.model.site.OpcUaConnection.Security;
import org.zhiban.model.site.Secret;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.QualityReason;

/** Encrypted and signed sessions with a server that nobody here wrote. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class SecurityTest {
  private static final Security SECURE = Security.BASIC256SHA256_SIGN_AND_ENCRYPT;

  @TempDir Path server;
  @TempDir Path data;
  private final RecordingSink sink = new RecordingSink();

  private static OpcUaConnection to(SecuredPeer peer, Security security) {
    return to(peer, security, Optional.empty(), false);
  }

  private static OpcUaConnection to(
      SecuredPeer peer, Security security, Optional<String> password, boolean trustAll) {
    return new OpcUaConnection(
        "lift",
        "opc.tcp://127.0.0.1:" + peer.port() + "/",
        security,
        Mode.SUBSCRIBE,
        Duration.ofMillis(100),
        Duration.ofSeconds(3),
        password.map(_ -> "reader"),
        password.map(Secret::new),
        trustAll,
        Points.NOWHERE);
  }

  private RunningDriver driving(OpcUaConnection connection) {
    return driving(connection, InstantSource.system());
  }

  private RunningDriver driving(OpcUaConnection connection, InstantSource clock) {
    var points = List.of(OpcUa.point(0, PointKind.ANALOG, "ns=1;s=Speed"));
    return RunningDriver.start(
        Drivers.create(
            new DrivenLink(connection, points),
            sink,
            clock,
            CertificateFolder.in(data, clock),
            DevicePorts.NONE));
  }

  private void awaitValue(double value) {
    sink.await(0, "the speed", sample -> sample.good() && sample.value() == value);
  }

  private String refusal(RunningDriver running, String words) {
    sink.awaitThat(
        "\"" + words + "\" is said",
        () -> running.driver().status().lastError().filter(e -> e.contains(words)).isPresent());
    assertThat(running.driver().status().state()).isEqualTo(LinkStatus.State.DOWN);
    assertThat(sink.samples()).noneMatch(RecordingSink.Sample::good);
    return running.driver().status().lastError().orElseThrow();
  }

  private void trust(TestCertificate certificate) throws IOException {
    certificate.writeCertificate(
        Files.createDirectories(data.resolve("trusted")).resolve("one.pem"));
  }

  private List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(data.resolve(folder))) {
      return files.toList();
    }
  }

  @Test
  void everyPolicyAndModeReads() throws Exception {
    TestCertificate certificate = SecuredPeer.sound().selfSigned();
    trust(certificate);
    try (SecuredPeer peer = new SecuredPeer(server, certificate).started(1.5)) {
      for (Security security : EnumSet.complementOf(EnumSet.of(Security.NONE))) {
        int place = sink.size();
        try (RunningDriver _ = driving(to(peer, security))) {
          sink.await(
              place, "the speed by " + security, sample -> sample.good() && sample.value() == 1.5);
        }
      }
    }
  }

  @Test
  void anUnknownServerIsKeptForAPersonAndServesAfterItsFileWasMoved() throws Exception {
    try (SecuredPeer peer = new SecuredPeer(server, SecuredPeer.sound().selfSigned()).started(1.5);
        RunningDriver running = driving(to(peer, SECURE))) {
      String words = refusal(running, "its certificate is not trusted");

      Path file = files("rejected").getFirst();
      assertThat(files("rejected")).hasSize(1);
      assertThat(file.getFileName().toString()).startsWith("PLC-1-").endsWith(".der");
      assertThat(words)
          .contains("certificate of CN=PLC 1")
          .contains("; to trust it, move " + file + " to " + data.resolve("trusted") + "/");

      Files.move(file, data.resolve("trusted").resolve(file.getFileName()));
      awaitValue(1.5);
      assertThat(running.driver().status().state()).isEqualTo(LinkStatus.State.UP);
    }
  }

  @Test
  void anExpiredCertificateIsRefusedThoughItIsTrusted() throws Exception {
    Instant now = Instant.now();
    TestCertificate certificate =
        SecuredPeer.sound()
            .good(now.minus(Duration.ofDays(30)), now.minus(Duration.ofDays(2)))
            .selfSigned();
    trust(certificate);
    try (SecuredPeer peer = new SecuredPeer(server, certificate).started(1.5);
        RunningDriver running = driving(to(peer, SECURE))) {
      assertThat(refusal(running, "has expired"))
          .contains("have the server make a new one")
          .contains("until " + certificate.certificate().getNotAfter().toInstant());
    }
  }

  /** One of the two clocks is wrong: no trust helps, and the words say where to look. */
  @Test
  void aCertificateOfTomorrowIsRefusedAndBothTimesAreSaid() throws Exception {
    Instant now = Instant.now();
    TestCertificate certificate =
        SecuredPeer.sound()
            .good(now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(30)))
            .selfSigned();
    trust(certificate);
    InstantSource slow = InstantSource.offset(InstantSource.system(), Duration.ofDays(-1));
    try (SecuredPeer peer = new SecuredPeer(server, certificate).started(1.5);
        RunningDriver running = driving(to(peer, SECURE), slow)) {
      assertThat(refusal(running, "is not valid yet"))
          .contains("look at the clocks of both")
          .contains("from " + certificate.certificate().getNotBefore().toInstant());
    }
  }

  @Test
  void aPolicyThatTheServerLacksIsNotReplacedByAnother() throws Exception {
    TestCertificate certificate = SecuredPeer.sound().selfSigned();
    trust(certificate);
    try (SecuredPeer peer =
            new SecuredPeer(server, certificate)
                .with("policies", List.of("None", "Basic256Sha256"))
                .with("modes", List.of("None", "Sign"))
                .started(1.5);
        RunningDriver running = driving(to(peer, SECURE))) {
      assertThat(refusal(running, "it offers no endpoint with this security"))
          .contains("asked: basic256sha256_sign_and_encrypt; it offers none, basic256sha256_sign");
    }
  }

  @Test
  void aNameThatTheServerGivesItselfNeedNotResolve() throws Exception {
    TestCertificate certificate = SecuredPeer.sound().selfSigned();
    trust(certificate);
    try (SecuredPeer peer =
            new SecuredPeer(server, certificate).with("host", "plc-1.invalid").started(1.5);
        RunningDriver _ = driving(to(peer, SECURE))) {
      awaitValue(1.5);
    }
  }

  @Test
  void aUserSignsInAndAWrongPasswordIsSaid() throws Exception {
    Security security = Security.AES256_SHA256_RSAPSS_SIGN_AND_ENCRYPT;
    TestCertificate certificate = SecuredPeer.sound().selfSigned();
    trust(certificate);
    try (SecuredPeer peer =
        new SecuredPeer(server, certificate)
            .with("user", "reader")
            .with("password", "right")
            .started(1.5)) {
      try (RunningDriver running = driving(to(peer, security, Optional.of("wrong"), false))) {
        assertThat(refusal(running, "user or password is wrong, or this user may not"))
            .containsPattern("Bad_(UserAccessDenied|IdentityTokenRejected)");
        assertThat(sink.samples())
            .allSatisfy(one -> assertThat(one.reason()).isEqualTo(QualityReason.CONNECTION_DOWN));
      }
      try (RunningDriver running = driving(to(peer, security))) {
        refusal(running, "it takes nobody without user and password");
      }
      try (RunningDriver _ = driving(to(peer, security, Optional.of("right"), false))) {
        awaitValue(1.5);
      }
    }
  }

  @Test
  void trustAllTakesAnyCertificateAndKeepsNone() throws Exception {
    Instant now = Instant.now();
    TestCertificate expired =
        SecuredPeer.sound()
            .good(now.minus(Duration.ofDays(30)), now.minus(Duration.ofDays(2)))
            .selfSigned();
    try (SecuredPeer peer = new SecuredPeer(server, expired).started(1.5);
        RunningDriver _ = driving(to(peer, SECURE, Optional.empty(), true))) {
      awaitValue(1.5);
      assertThat(data.resolve("rejected")).doesNotExist();
    }
  }

  @Test
  void aCertificateThatATrustedAuthoritySignedIsBelieved() throws Exception {
    TestCertificate authority = TestCertificate.authority("Plant CA");
    trust(authority);
    try (SecuredPeer peer =
            new SecuredPeer(server, SecuredPeer.sound().signedBy(authority)).started(1.5);
        RunningDriver _ = driving(to(peer, SECURE))) {
      awaitValue(1.5);
    }
  }
}
