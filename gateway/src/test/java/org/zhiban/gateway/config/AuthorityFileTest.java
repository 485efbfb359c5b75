package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file with the authority of a broker's certificate. */
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
        .endsWith("; ca_file names a PEM file");
  }

  @Test
  void itsPathIsRelativeToTheSiteAndNotToWhereTheGatewayRuns() throws IOException {
    Files.writeString(folder.resolve("ca.pem"), "no certificate\n");

    assertThat(SiteFiles.in(folder).path("ca.pem")).isEqualTo(folder.resolve("ca.pem"));
  }
}
