package org.zhiban.drivers.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.drivers.TestCertificate;
import org.zhiban.model.site.OpcUaConnection.Security;
import org.zhiban.model.telemetry.LinkStatus;

/**
 * Encrypted and signed sessions with a server that nobody here wrote. It is one server for all: it
 * says a host name of its own that nobody resolves, and its certificate is an authority's. Time is
 * the gateway's.
 */
@Timeout(120)
class SecurityTest {
  private static final TestCertificate AUTHORITY = TestCertificate.authority("Plant CA");
  private static final TestCertificate SERVER = SecuredPeer.sound().signedBy(AUTHORITY);

  @TempDir static Path serverFolder;
  private static SecuredPeer peer;
  private static SecuredLink.OwnKey own;

  @TempDir Path data;

  @BeforeAll
  static void start() throws Exception {
    own = new SecuredLink.OwnKey(serverFolder);
    peer = new SecuredPeer(serverFolder, SERVER).with("host", "plc-1.invalid").started(1.5);
  }

  @AfterAll
  static void stop() {
    peer.close();
  }

  private SecuredLink link() throws Exception {
    return new SecuredLink(data, own);
  }

  @Test
  void everyPolicyAndModeReadsThoughTheServersOwnNameDoesNotResolve() throws Exception {
    SecuredLink link = link().trusting(SERVER);
    for (Security security : EnumSet.complementOf(EnumSet.of(Security.NONE))) {
      int place = link.sink.size();
      try (RunningDriver _ = link.by(security).to(peer.port())) {
        link.awaitValue(place, 1.5);
      }
    }
  }

  @Test
  void anUnknownServerIsKeptForAPersonAndServesAfterItsFileWasMoved() throws Exception {
    SecuredLink link = link();
    try (RunningDriver running = link.to(peer.port())) {
      String words = link.refusal(running, "its certificate is not trusted");

      Path file = link.rejected().getFirst();
      assertThat(link.rejected()).hasSize(1);
      assertThat(file.getFileName().toString()).startsWith("PLC-1-").endsWith(".der");
      assertThat(words)
          .contains("certificate of CN=PLC 1")
          .contains("; to trust it, move " + file + " to " + link.trusted() + "/");

      Files.move(file, link.trusted().resolve(file.getFileName()));
      link.awaitValue(1.5);
      assertThat(running.driver().status().state()).isEqualTo(LinkStatus.State.UP);
    }
  }

  @Test
  void anExpiredCertificateIsRefusedThoughItIsTrusted() throws Exception {
    InstantSource later = InstantSource.offset(InstantSource.system(), Duration.ofDays(400));
    SecuredLink link = link().trusting(SERVER).at(later);
    try (RunningDriver running = link.to(peer.port())) {
      assertThat(link.refusal(running, "has expired"))
          .contains("have the server make a new one")
          .contains("until " + SERVER.certificate().getNotAfter().toInstant());
    }
  }

  /** One of the two clocks is wrong: no trust helps, and the words say where to look. */
  @Test
  void aCertificateOfTomorrowIsRefusedAndBothTimesAreSaid() throws Exception {
    InstantSource slow = InstantSource.offset(InstantSource.system(), Duration.ofDays(-2));
    SecuredLink link = link().trusting(SERVER).at(slow);
    try (RunningDriver running = link.to(peer.port())) {
      assertThat(link.refusal(running, "is not valid yet"))
          .contains("look at the clocks of both")
          .contains("from " + SERVER.certificate().getNotBefore().toInstant());
    }
  }

  @Test
  void aPolicyThatTheServerLacksIsNotReplacedByAnother() throws Exception {
    SecuredLink link = link().trusting(SERVER).by(Security.BASIC256SHA256_SIGN);
    try (MiloUsers other = new MiloUsers(SERVER, SERVER);
        RunningDriver running = link.to(other.port())) {
      assertThat(link.refusal(running, "it offers no endpoint with this security"))
          .contains("asked: basic256sha256_sign; it offers basic256sha256_sign_and_encrypt");
    }
  }

  @Test
  void trustAllTakesAnyCertificateAndKeepsNone() throws Exception {
    SecuredLink link = link().trustingAll();
    try (RunningDriver _ = link.to(peer.port())) {
      link.awaitValue(1.5);
      assertThat(link.rejected()).isEmpty();
    }
  }

  @Test
  void aCertificateThatATrustedAuthoritySignedIsBelieved() throws Exception {
    SecuredLink link = link().trusting(AUTHORITY);
    try (RunningDriver _ = link.to(peer.port())) {
      link.awaitValue(1.5);
    }
  }

  @Test
  void aServerWhoseCertificateItsAuthorityTookBackIsRefused() throws Exception {
    SecuredLink link = link().trusting(AUTHORITY);
    AUTHORITY.writeRevoked(
        link.trusted().resolve("plant.crl"), Instant.now().plus(Duration.ofDays(7)), SERVER);
    try (RunningDriver running = link.to(peer.port())) {
      assertThat(link.refusal(running, "its authority took its certificate back"))
          .contains("taken back by CN=Plant CA");
    }
  }

  @Test
  void aServerServesWhenAPersonTrustsItAndNoLongerThanThat() throws Exception {
    SecuredLink link = link();
    CertificateFolder folder = link.credentials();
    try (RunningDriver running = link.to(peer.port())) {
      link.refusal(running, "its certificate is not trusted");
      KnownCertificate refused =
          folder.known().stream()
              .filter(one -> !one.refusals().isEmpty())
              .findFirst()
              .orElseThrow();
      assertThat(refused.certificate()).isEqualTo(SERVER.certificate());
      assertThat(refused.standing()).isEqualTo(KnownCertificate.Standing.REJECTED);
      assertThat(refused.applicationUri()).contains(SecuredPeer.URI);
      assertThat(refused.refusals())
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.connection()).isEqualTo("lift");
                assertThat(one.reason()).isEqualTo("untrusted");
                assertThat(one.words()).contains("its certificate is not trusted");
              });

      folder.trust(SERVER.certificate());
      running.driver().credentialsChanged();
      link.awaitValue(1.5);
      assertThat(link.rejected()).isEmpty();
      assertThat(folder.known())
          .anySatisfy(
              one -> {
                assertThat(one.certificate()).isEqualTo(SERVER.certificate());
                assertThat(one.standing()).isEqualTo(KnownCertificate.Standing.TRUSTED);
                assertThat(one.refusals()).isEmpty();
              });

      folder.distrust(SERVER.certificate());
      running.driver().credentialsChanged();
      link.awaitRefused(running, "its certificate is not trusted");
      assertThat(link.rejected()).hasSize(1);
    }
  }
}
