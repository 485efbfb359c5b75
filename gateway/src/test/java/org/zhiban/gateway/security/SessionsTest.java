package org.zhiban.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.security.Sessions.SignIn;
import org.zhiban.model.staff.Role;

final class SessionsTest {
  @TempDir Path folder;

  private final Map<String, Set<Role>> staff =
      new java.util.HashMap<>(Map.of("li", Set.of(Role.TECHNICIAN)));
  private Instant now = Instant.parse("2026-11-21T03:00:00Z");
  private OperationsStore store;
  private OperationsDesk desk;
  private Sessions sessions;

  @SuppressWarnings("NullAway.Init") // before each test
  SessionsTest() {}

  @BeforeEach
  void open() {
    store = SqliteOperationsStore.open(folder);
    desk = new OperationsDesk(store);
    desk.start();
    sessions = sessions();
    sessions.setPassword("admin", Set.of(Role.ADMIN), "right-password", "test", "here");
    sessions.setPassword("li", Set.of(Role.TECHNICIAN), "password-of-li", "test", "here");
  }

  private Sessions sessions() {
    return new Sessions(store, desk, () -> now, user -> Optional.ofNullable(staff.get(user)));
  }

  @AfterEach
  void close() {
    desk.close();
    store.close();
  }

  private SignIn.Granted granted(String user, String password) {
    SignIn outcome = sessions.signIn(user, password, "here");
    assertThat(outcome).isInstanceOf(SignIn.Granted.class);
    return (SignIn.Granted) outcome;
  }

  @Test
  void aTokenHoldsThroughARestartAndUntilItsEnd() {
    String token = granted("admin", "right-password").token();
    assertThat(sessions().find(token))
        .hasValueSatisfying(s -> assertThat(s.roles()).containsExactly(Role.ADMIN));
    now = now.plus(Sessions.LENGTH);
    assertThat(sessions.find(token)).isEmpty();
  }

  @Test
  void signingOutEndsTheSessionForGood() {
    SignIn.Granted session = granted("admin", "right-password");
    sessions.signOut(session.session());
    assertThat(sessions.find(session.token())).isEmpty();
    assertThat(sessions().find(session.token())).isEmpty();
  }

  @Test
  void aNewPasswordEndsEverySessionOfTheUser() {
    String token = granted("li", "password-of-li").token();
    sessions.setPassword("li", Set.of(Role.TECHNICIAN), "another-password", "admin", "here");
    assertThat(sessions.find(token)).isEmpty();
    assertThat(sessions.signIn("li", "password-of-li", "here"))
        .isInstanceOf(SignIn.WrongPassword.class);
    granted("li", "another-password");
  }

  @Test
  void fiveWrongPasswordsMakeTheAccountWaitEvenForTheRightOne() {
    for (int i = 0; i < Sessions.FREE_FAILURES; i++) {
      assertThat(sessions.signIn("admin", "wrong", "here"))
          .isInstanceOf(SignIn.WrongPassword.class);
    }
    assertThat(sessions.signIn("admin", "right-password", "here"))
        .isInstanceOf(SignIn.Locked.class);
    now = now.plus(Duration.ofSeconds(31));
    granted("admin", "right-password");
  }

  @Test
  void nobodyWaitsADaySinceTheClockWasSetBackByOne() {
    for (int i = 0; i < Sessions.FREE_FAILURES; i++) {
      assertThat(sessions.signIn("admin", "wrong", "here"))
          .isInstanceOf(SignIn.WrongPassword.class);
    }
    now = now.minus(Duration.ofDays(1));
    granted("admin", "right-password");
  }

  @Test
  void aClockThatIsSetForwardByADayEndsSessionsAndNothingElse() {
    String token = granted("li", "password-of-li").token();
    now = now.plus(Duration.ofDays(1));
    assertThat(sessions.find(token)).isEmpty();
    String again = granted("li", "password-of-li").token();
    now = now.minus(Duration.ofDays(1));
    assertThat(sessions.find(again)).isPresent();
  }

  @Test
  void whoTheSiteNoLongerKnowsDoesNotSignIn() {
    String token = granted("li", "password-of-li").token();
    staff.remove("li");
    assertThat(sessions.signIn("li", "password-of-li", "here"))
        .isInstanceOf(SignIn.WrongPassword.class);
    assertThat(sessions().find(token)).isEmpty();
  }

  @Test
  void theAdministratorIsMadeOnceAndItsPasswordIsShownOnce(@TempDir Path fresh) {
    try (OperationsStore other = SqliteOperationsStore.open(fresh)) {
      OperationsDesk itsDesk = new OperationsDesk(other);
      itsDesk.start();
      Sessions its = new Sessions(other, itsDesk, () -> now, _ -> Optional.empty());
      Optional<String> first = Accounts.ensureAdministrator(its, other, Optional.empty());
      assertThat(first).isPresent();
      assertThat(Accounts.ensureAdministrator(its, other, Optional.empty())).isEmpty();
      assertThat(its.signIn("admin", first.get(), "here")).isInstanceOf(SignIn.Granted.class);
      Accounts.ensureAdministrator(its, other, Optional.of("given-from-outside"));
      assertThat(its.signIn("admin", "given-from-outside", "here"))
          .isInstanceOf(SignIn.Granted.class);
      itsDesk.close();
    }
  }
}
