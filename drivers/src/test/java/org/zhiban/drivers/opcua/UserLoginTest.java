package org.zhiban.drivers.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.drivers.TestCertificate;
import org.zhiban.model.site.KeyFiles;
import org.zhiban.model.site.OpcUaConnection.Security;
import org.zhiban.model.site.Secret;
import org.zhiban.model.telemetry.QualityReason;

/** Users, by password and by certificate, at a server that takes nobody without. */
@Timeout(120)
class UserLoginTest {
  private static final TestCertificate SERVER = SecuredPeer.sound().selfSigned();
  private static final TestCertificate READER = TestCertificate.of("Reader").selfSigned();
  private static final TestCertificate STRANGER = TestCertificate.of("Stranger").selfSigned();

  @TempDir static Path serverFolder;
  private static SecuredPeer peer;
  private static SecuredLink.OwnKey own;

  @TempDir Path data;
  @TempDir Path users;

  @BeforeAll
  static void start() throws Exception {
    own = new SecuredLink.OwnKey(serverFolder);
    peer =
        new SecuredPeer(serverFolder, SERVER)
            .with("user", "reader")
            .with("password", "right")
            .with("users", READER.writeCertificate(serverFolder.resolve("reader.pem")).toString())
            .started(1.5);
  }

  @AfterAll
  static void stop() {
    peer.close();
  }

  private SecuredLink link() throws Exception {
    return new SecuredLink(data, own).trusting(SERVER);
  }

  private KeyFiles files(TestCertificate user) {
    return new KeyFiles(
        user.writeCertificate(users.resolve("user.pem")).toString(),
        user.writeKey(users.resolve("user.key")).toString());
  }

  @Test
  void aUserSignsInByPasswordAndAWrongOneIsSaid() throws Exception {
    Security security = Security.AES256_SHA256_RSAPSS_SIGN_AND_ENCRYPT;
    SecuredLink wrong = link().by(security).password("wrong");
    try (RunningDriver running = wrong.to(peer.port())) {
      assertThat(wrong.refusal(running, "user or password is wrong, or this user may not"))
          .containsPattern("Bad_(UserAccessDenied|IdentityTokenRejected)");
      assertThat(wrong.sink.samples())
          .allSatisfy(one -> assertThat(one.reason()).isEqualTo(QualityReason.CONNECTION_DOWN));
    }
    SecuredLink nobody = link().by(security);
    try (RunningDriver running = nobody.to(peer.port())) {
      nobody.refusal(running, "it takes nobody without user and password or a user's certificate");
    }
    SecuredLink right = link().by(security).password("right");
    try (RunningDriver _ = right.to(peer.port())) {
      right.awaitValue(1.5);
    }
  }

  @Test
  void aUserSignsInByCertificateUnderEveryPolicy() throws Exception {
    SecuredLink link = link().user(files(READER));
    for (Security security :
        List.of(
            Security.BASIC256SHA256_SIGN,
            Security.AES128_SHA256_RSAOAEP_SIGN_AND_ENCRYPT,
            Security.AES256_SHA256_RSAPSS_SIGN_AND_ENCRYPT)) {
      int place = link.sink.size();
      try (RunningDriver _ = link.by(security).to(peer.port())) {
        link.awaitValue(place, 1.5);
      }
    }
  }

  @Test
  void aKeyThatIsLockedSignsInWithItsPassword() throws Exception {
    KeyFiles locked =
        new KeyFiles(
            READER.writeCertificate(users.resolve("user.pem")).toString(),
            READER.writeLockedKey(users.resolve("user.key"), "open").toString(),
            Optional.of(new Secret("open")));
    SecuredLink link = link().user(locked);
    try (RunningDriver _ = link.to(peer.port())) {
      link.awaitValue(1.5);
    }
  }

  @Test
  void aUserWhomTheServerDoesNotTakeIsSaidWithTheFileThatItIsToTrust() throws Exception {
    KeyFiles files = files(STRANGER);
    SecuredLink link = link().user(files);
    try (RunningDriver running = link.to(peer.port())) {
      assertThat(link.refusal(running, "it does not take this user's certificate"))
          .contains("have it trust the user (" + files.certificate() + "; it said: ")
          .contains("Bad_IdentityTokenRejected");
    }
  }

  /** Its files are read at every attempt: the link comes up when they are mended. */
  @Test
  void filesThatCannotBeUsedAreSaidAndServeOnceTheyAreMended() throws Exception {
    KeyFiles files = files(READER);
    STRANGER.writeKey(Path.of(files.key()));
    SecuredLink link = link().user(files);
    try (RunningDriver running = link.to(peer.port())) {
      assertThat(link.refusal(running, "the user's certificate or key cannot be used"))
          .contains("user.key does not belong to the certificate in");

      READER.writeKey(Path.of(files.key()));
      link.awaitValue(1.5);
    }
  }

  @Test
  void anExpiredUserIsSaidBeforeTheServerIsAsked() throws Exception {
    Instant now = Instant.now();
    TestCertificate old =
        TestCertificate.of("Reader")
            .good(now.minus(Duration.ofDays(30)), now.minus(Duration.ofDays(2)))
            .selfSigned();
    SecuredLink link = link().user(files(old));
    try (RunningDriver running = link.to(peer.port())) {
      assertThat(link.refusal(running, "the user's certificate or key cannot be used"))
          .contains("user.pem has expired on ");
    }
  }

  @Test
  void aServerOfAnotherMakeTakesTheUsersSignatureToo() throws Exception {
    try (MiloUsers milo = new MiloUsers(SERVER, READER)) {
      SecuredLink link = link().user(files(READER));
      try (RunningDriver _ = link.to(milo.port(), "i=2267")) {
        link.awaitValue(255);
      }
      SecuredLink stranger = link().user(files(STRANGER));
      try (RunningDriver running = stranger.to(milo.port(), "i=2267")) {
        stranger.refusal(running, "it does not take this user's certificate");
      }
    }
  }
}
