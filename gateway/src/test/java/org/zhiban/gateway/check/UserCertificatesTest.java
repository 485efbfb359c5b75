package org.zhiban.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.opcua.CertificateFolder;
import org.zhiban.gateway.config.ExampleSite;

/** Users of OPC UA servers who sign in by a certificate. */
class UserCertificatesTest {
  private static final String ENDPOINT = "endpoint: opc.tcp://127.0.0.1:4840";

  @TempDir Path folder;
  @TempDir Path keys;

  private String said(String connection) {
    return CheckedFolder.of(ExampleSite.whole().with("site.yaml", ENDPOINT, connection), folder)
        .err()
        .lines()
        .map(line -> line.replace(folder + "/", "").replace(keys + "/", ""))
        .filter(line -> line.matches("site.yaml:(29|3[0-9]):.*"))
        .reduce("", (all, line) -> all + line);
  }

  /** A key and its certificate, good for five years. */
  private String made(String name, Instant when) throws Exception {
    CertificateFolder.in(keys.resolve(name), InstantSource.fixed(when)).own();
    return keys.resolve(name).resolve("own") + "/";
  }

  private static String files(String certificate, String key) {
    return ENDPOINT
        + "\n    user_cert_file: "
        + certificate
        + "certificate.der\n    user_key_file: "
        + key
        + "key.pem";
  }

  private static String safe(String files) {
    return files.replace(ENDPOINT, "endpoint: opc.tcp://plc:4840");
  }

  @Test
  void oneThatIsGoodIsTakenWithoutAWord() throws Exception {
    String made = made("new", Instant.now());
    CheckedFolder checked =
        CheckedFolder.of(
            ExampleSite.whole()
                .with("site.yaml", "security: none", "security: basic256sha256_sign")
                .with("site.yaml", ENDPOINT, safe(files(made, made))),
            folder);
    assertThat(checked.exit()).isZero();
    assertThat(checked.err()).doesNotContain("user");
  }

  @Test
  void oneThatHasExpiredIsWarnedOf() throws Exception {
    String made = made("old", Instant.parse("2018-05-01T00:00:00Z"));
    assertThat(said(files(made, made)))
        .contains(
            "connection lift-controller: the user's certificate in old/own/certificate.der has"
                + " expired on 2023-04-30; put a new one there, and have the server trust it");
  }

  @Test
  void aNameAndACertificateAreTwoWaysToSignIn() throws Exception {
    String made = made("new", Instant.now());
    assertThat(said(files(made, made) + "\n    user: reader"))
        .contains("site.yaml:32:5: error: a user signs in by name or by certificate, not by both;")
        .contains("take 'user' and 'password' out, or 'user_cert_file' and 'user_key_file'");
  }

  @Test
  void aFileWithoutItsOtherIsNamedWhereItStands() throws Exception {
    String made = made("new", Instant.now());
    assertThat(said(ENDPOINT + "\n    user_cert_file: " + made + "certificate.der"))
        .contains("site.yaml:32:5: error: 'user_cert_file' without 'user_key_file'");
    assertThat(said(ENDPOINT + "\n    user_key_password: ${env:MQTT_PASSWORD}"))
        .contains("site.yaml:32:5: error: 'user_key_password' without 'user_key_file'");
  }

  @Test
  void aKeyOfAnotherCertificateIsNamedWhereItStands() throws Exception {
    assertThat(said(files(made("one", Instant.now()), made("two", Instant.now()))))
        .contains("site.yaml:33:20: error: the key in two/own/key.pem does not belong to the")
        .contains("certificate in one/own/certificate.der; name the two that were made together");
  }

  @Test
  void oneOverAConnectionWithoutSecurityIsWarnedOf() throws Exception {
    String made = made("new", Instant.now());
    assertThat(said(files(made, made)))
        .contains("site.yaml:32:21: warning: whoever listens can take over the user's session;")
        .contains("choose a 'security' other than none");
  }
}
