package org.zhiban.drivers.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.TestCertificate;
import org.zhiban.drivers.opcua.ServerException.Cause;

class ServerTrustTest {
  private static final String ENDPOINT = "opc.tcp://plc:4840";
  private static final String URI = "urn:plc";
  private static final TestCertificate AUTHORITY = TestCertificate.authority("Plant CA");

  @TempDir Path folder;
  private final Instant now = Instant.now();
  private Path trusted = Path.of("");

  @BeforeEach
  void makeFolder() throws Exception {
    trusted = Files.createDirectories(folder.resolve("trusted"));
  }

  private static TestCertificate.Draft sound() {
    return TestCertificate.of("PLC").uri(URI).host("plc");
  }

  private Optional<String> check(TestCertificate shown, Instant at) throws ServerException {
    CertificateFolder credentials = CertificateFolder.in(folder, InstantSource.fixed(at));
    return new ServerTrust(ENDPOINT, credentials, at)
        .check(List.of(shown.certificate()), URI, "plc");
  }

  private Path issuers() throws IOException {
    return Files.createDirectories(folder.resolve("issuers"));
  }

  private ServerException refused(TestCertificate shown, Instant at) {
    return assertThrows(ServerException.class, () -> check(shown, at));
  }

  private void trust(TestCertificate certificate) {
    certificate.writeCertificate(trusted.resolve("one.pem"));
  }

  @Test
  void aTrustedCertificateIsBelievedWithinItsTimeAlone() {
    TestCertificate shown = sound().selfSigned();
    trust(shown);

    assertThatCode(() -> check(shown, now)).doesNotThrowAnyException();
    assertThat(refused(shown, now.plus(Duration.ofDays(400))).reason()).isEqualTo(Cause.EXPIRED);
    assertThat(refused(shown, now.minus(Duration.ofDays(2))).reason())
        .isEqualTo(Cause.NOT_YET_VALID);
  }

  @Test
  void whatAnAuthoritySignedIsBelievedAtTheHostItNames() {
    trust(AUTHORITY);

    assertThatCode(() -> check(sound().signedBy(AUTHORITY), now)).doesNotThrowAnyException();
    ServerException elsewhere =
        refused(TestCertificate.of("PLC").uri(URI).host("pump").signedBy(AUTHORITY), now);
    assertThat(elsewhere.reason()).isEqualTo(Cause.WRONG_HOST);
    assertThat(elsewhere.words()).contains("made out for pump, not for plc");
  }

  @Test
  void anotherAuthorityOfTheSameNameIsNotBelieved() {
    trust(AUTHORITY);

    TestCertificate forged = sound().signedBy(TestCertificate.authority("Plant CA"));
    assertThat(refused(forged, now).reason()).isEqualTo(Cause.UNTRUSTED);
  }

  @Test
  void anEndOfASignedCertificateIsSaidAsSuch() {
    trust(AUTHORITY);

    TestCertificate old =
        sound()
            .good(now.minus(Duration.ofHours(20)), now.minus(Duration.ofHours(1)))
            .signedBy(AUTHORITY);
    assertThat(refused(old, now).reason()).isEqualTo(Cause.EXPIRED);
  }

  @Test
  void aTrustedServerIsNotAnAuthority() {
    TestCertificate server = sound().selfSigned();
    trust(server);

    assertThat(refused(sound().signedBy(server), now).reason()).isEqualTo(Cause.UNTRUSTED);
  }

  @Test
  void aTrustedCertificateOfAnotherNameIsBelievedAndAnUnknownOneSaysIt() {
    TestCertificate other = TestCertificate.of("PLC").uri(URI).host("factory-name").selfSigned();

    assertThat(refused(other, now).words()).contains("made out for factory-name, not for plc");
    trust(other);
    assertThatCode(() -> check(other, now)).doesNotThrowAnyException();
  }

  @Test
  void anotherApplicationAndAShortKeyAreRefusedThoughTrusted() {
    TestCertificate other = TestCertificate.of("PLC").uri("urn:other").host("plc").selfSigned();
    trust(other);
    assertThat(refused(other, now).reason()).isEqualTo(Cause.WRONG_URI);

    TestCertificate shorter = sound().bits(1024).selfSigned();
    trust(shorter);
    assertThat(refused(shorter, now).reason()).isEqualTo(Cause.SHORT_KEY);
  }

  @Test
  void ofTwoServersOfAnAuthorityTheOneThatItTookBackIsRefused() throws Exception {
    TestCertificate good = sound().signedBy(AUTHORITY);
    TestCertificate lost = sound().signedBy(AUTHORITY);
    trust(AUTHORITY);
    AUTHORITY.writeRevoked(trusted.resolve("plant.crl"), now.plus(Duration.ofDays(7)), lost);

    assertThat(check(good, now)).isEmpty();
    ServerException revoked = refused(lost, now);
    assertThat(revoked.reason()).isEqualTo(Cause.REVOKED);
    assertThat(revoked.words())
        .contains("its authority took its certificate back; have the server get a new one")
        .contains("certificate of CN=PLC, taken back by CN=Plant CA on ");
  }

  @Test
  void whatWasTakenBackIsRefusedThoughItIsTrustedItself() throws Exception {
    TestCertificate lost = sound().signedBy(AUTHORITY);
    trust(lost);
    assertThat(check(lost, now)).isEmpty();

    AUTHORITY.writeCertificate(issuers().resolve("plant.pem"));
    AUTHORITY.writeRevoked(issuers().resolve("plant.pem.crl"), now.plus(Duration.ofDays(7)), lost);
    assertThat(refused(lost, now).reason()).isEqualTo(Cause.REVOKED);
  }

  @Test
  void aListOfAnotherAuthorityOfTheSameNameTakesNothingBack() throws Exception {
    TestCertificate server = sound().signedBy(AUTHORITY);
    trust(AUTHORITY);
    TestCertificate.authority("Plant CA")
        .writeRevoked(trusted.resolve("forged.crl"), now.plus(Duration.ofDays(7)), server);

    assertThat(check(server, now)).isEmpty();
  }

  /** A list that grew old takes back what it took back; and a person is told to renew it. */
  @Test
  void aListThatIsOutOfDateStillCountsAndIsSaid() throws Exception {
    TestCertificate good = sound().signedBy(AUTHORITY);
    TestCertificate lost = sound().signedBy(AUTHORITY);
    trust(AUTHORITY);
    AUTHORITY.writeRevoked(trusted.resolve("plant.crl"), now.minus(Duration.ofHours(1)), lost);

    assertThat(refused(lost, now).reason()).isEqualTo(Cause.REVOKED);
    assertThat(check(good, now).orElseThrow())
        .contains("the list of revoked certificates of CN=Plant CA ended on ")
        .contains("; put the new one into its folder");
  }

  @Test
  void aKnownIssuerCompletesTheChainToATrustedAuthorityAndIsNotOne() throws Exception {
    TestCertificate middle = TestCertificate.authority("Line CA", AUTHORITY);
    TestCertificate server = sound().signedBy(middle);
    middle.writeCertificate(issuers().resolve("line.pem"));
    assertThat(refused(server, now).reason()).isEqualTo(Cause.UNTRUSTED);

    trust(AUTHORITY);
    assertThat(check(server, now)).isEmpty();

    AUTHORITY.writeRevoked(trusted.resolve("plant.crl"), now.plus(Duration.ofDays(7)), middle);
    assertThat(refused(server, now).words())
        .contains("certificate of CN=Line CA, taken back by CN=Plant CA on ");
  }

  @Test
  void aHundredRejectedAreKeptAndNoMore() throws Exception {
    Path rejected = Files.createDirectories(folder.resolve("rejected"));
    for (int number = 0; number < 120; number++) {
      Files.writeString(rejected.resolve("old-" + number + ".der"), "");
    }

    refused(sound().selfSigned(), now);

    try (var files = Files.list(rejected)) {
      assertThat(files.toList())
          .hasSize(100)
          .anyMatch(file -> file.getFileName().toString().startsWith("PLC-"));
    }
  }
}
