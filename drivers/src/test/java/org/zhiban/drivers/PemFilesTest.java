package org.zhiban.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.model.site.KeyFiles;
import org.zhiban.model.site.Secret;

class PemFilesTest {
  @TempDir Path folder;
  private final TestCertificate rsa = TestCertificate.of("one").selfSigned();

  private KeyFiles files() {
    return new KeyFiles(
        rsa.writeCertificate(folder.resolve("own.pem")).toString(),
        rsa.writeKey(folder.resolve("own.key")).toString());
  }

  private static void refused(KeyFiles files, String what, String remedy) {
    assertThatExceptionOfType(PemException.class)
        .isThrownBy(() -> PemFiles.own(files))
        .satisfies(
            e -> {
              assertThat(e.what()).contains(what);
              assertThat(e.remedy()).contains(remedy);
            });
  }

  @Test
  void aKeyOfRsaAndOneOnACurveAreReadWithTheirCertificates() throws IOException {
    assertThat(PemFiles.own(files()).chain()).containsExactly(rsa.certificate());

    TestCertificate ec = TestCertificate.of("two").ec().selfSigned();
    KeyFiles onCurve =
        new KeyFiles(
            ec.writeCertificate(folder.resolve("ec.pem")).toString(),
            ec.writeKey(folder.resolve("ec.key")).toString());
    assertThat(PemFiles.own(onCurve).key().getAlgorithm()).isEqualTo("EC");
  }

  @Test
  void theKeyOfAnotherCertificateIsRefused() {
    KeyFiles files = files();
    TestCertificate.of("other").selfSigned().writeKey(folder.resolve("own.key"));
    refused(files, "own.key does not belong to the certificate in", "made together");
  }

  @Test
  void theKeyOfAnotherKindIsRefused() {
    KeyFiles files = files();
    TestCertificate.of("other").ec().selfSigned().writeKey(folder.resolve("own.key"));
    refused(files, "own.key is no key of kind RSA", "made together");
  }

  @Test
  void aKeyOfTheOldFormIsToldHowToBeRewritten() {
    KeyFiles files = files();
    rsa.writeOldKey(folder.resolve("own.key"));
    refused(files, "old form RSA PRIVATE KEY", "openssl pkcs8 -topk8 -nocrypt -in " + files.key());
  }

  @Test
  void aKeyBehindAPasswordIsToldHowToBeUnlocked() throws IOException {
    KeyFiles files = files();
    Files.writeString(
        folder.resolve("own.key"),
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----\n");
    refused(files, "locked by a password", "openssl pkcs8");
  }

  @Test
  void aFileWithoutWhatItShouldHoldIsNamed() throws IOException {
    KeyFiles files = files();
    Files.writeString(folder.resolve("own.key"), "nothing\n");
    refused(files, "own.key holds no private key", "-----BEGIN PRIVATE KEY-----");
    Files.writeString(folder.resolve("own.pem"), "");
    refused(files, "own.pem holds no certificate", "-----BEGIN CERTIFICATE-----");
    Files.delete(folder.resolve("own.pem"));
    refused(files, "own.pem cannot be read", "let the gateway's user read it");
  }

  @Test
  void aLockedKeyOpensWithItsPasswordAlone() throws IOException {
    String certificate = rsa.writeCertificate(folder.resolve("own.pem")).toString();
    String key = rsa.writeLockedKey(folder.resolve("own.key"), "open").toString();

    KeyFiles right = new KeyFiles(certificate, key, Optional.of(new Secret("open")));
    assertThat(PemFiles.own(right).key()).isEqualTo(rsa.key());

    KeyFiles wrong = new KeyFiles(certificate, key, Optional.of(new Secret("shut")));
    refused(wrong, "own.key cannot be unlocked (", "give the password it was locked by");
    assertThatExceptionOfType(PemException.class)
        .isThrownBy(() -> PemFiles.own(new KeyFiles(certificate, key)))
        .matches(PemException::locked);
  }
}
