package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files for TLS with a broker. */
class AuthorityFileTest {
  @TempDir private Path folder;

  private static String answerTo(String file) {
    return new Edit(
            "site.yaml",
            "broker: tcp://127.0.0.1:1883",
            "ca_file: " + file + "\n    broker: ssl://127.0.0.1:8883",
            "")
        .answer();
  }

  @Test
  void oneThatIsMissingIsNamedWhereItStands() {
    assertThat(answerTo("missing/ca.pem"))
        .isEqualTo(
            "site.yaml:37:14: there is no file 'missing/ca.pem'; put it there, or name another; a"
                + " path is relative to the site");
  }

  @Test
  void oneThatHoldsNoCertificateIsNamedWithItsConnection() throws IOException {
    Path file = Files.writeString(folder.resolve("ca.pem"), "no certificate\n");

    assertThat(answerTo(file.toString()))
        .startsWith("site.yaml:35:3: connection security-bus: the certificates in " + file)
        .endsWith("; it must be a PEM file, with -----BEGIN CERTIFICATE-----");
  }

  private static String answerToKeys(String keys) {
    return new Edit(
            "site.yaml",
            "broker: tcp://127.0.0.1:1883",
            keys + "\n    broker: ssl://127.0.0.1:8883",
            "")
        .answer();
  }

  @Test
  void aCertificateWithoutItsKeyIsNamedWhereItStands() throws IOException {
    Path file = Files.writeString(folder.resolve("own.pem"), "no certificate\n");

    assertThat(answerToKeys("cert_file: " + file))
        .isEqualTo("site.yaml:37:5: 'cert_file' without 'key_file'; add 'key_file'");
  }

  @Test
  void ownFilesThatCannotBeUsedAreNamedWhereTheyStand() throws IOException {
    Path file = Files.writeString(folder.resolve("own.pem"), "no certificate\n");

    assertThat(answerToKeys("cert_file: " + file + "\n    key_file: " + file))
        .startsWith("site.yaml:37:16: the certificates in " + file);
  }

  @Test
  void filesForTlsWithoutTlsAreRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("own.pem"), "no certificate\n");

    assertThat(
            new Edit(
                    "site.yaml",
                    "broker: tcp://127.0.0.1:1883",
                    "broker: tcp://127.0.0.1:1883\n    ca_file: " + file,
                    "")
                .answer())
        .isEqualTo(
            "site.yaml:38:5: 'ca_file' belongs to an encrypted connection; write the broker with"
                + " ssl:// or wss://, or take 'ca_file' out");
  }

  @Test
  void itsPathIsRelativeToTheSiteAndNotToWhereTheGatewayRuns() throws IOException {
    Files.writeString(folder.resolve("ca.pem"), "no certificate\n");

    assertThat(SiteFiles.in(folder).path("ca.pem")).isEqualTo(folder.resolve("ca.pem"));
  }
}
