package org.zhiban.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
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
    return new Sessions(
        store, desk, SiteKey.of(folder), () -> now, user -> Optional.ofNullable(staff.get(user)));
  }

  @AfterEach
  void close() {
    desk.close();
    store.close();
  }

  private SignIn.Granted granted(String user, String password) {
    SignIn outcome = sessions.signIn(user, password, "here", Optional.empty());
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
    sessions.signOut(session.session().tokenHash());
    assertThat(sessions.find(session.token())).isEmpty();
    assertThat(sessions().find(session.token())).isEmpty();
  }

  @Test
  void aNewPasswordEndsEverySessionOfTheUser() {
    String token = granted("li", "password-of-li").token();
    sessions.setPassword("li", Set.of(Role.TECHNICIAN), "another-password", "admin", "here");
    assertThat(sessions.find(token)).isEmpty();
    assertThat(sessions.signIn("li", "password-of-li", "here", Optional.empty()))
        .isInstanceOf(SignIn.WrongPassword.class);
    granted("li", "another-password");
  }

  @Test
  void fiveWrongPasswordsMakeTheAccountWaitEvenForTheRightOne() {
    for (int i = 0; i < Sessions.FREE_FAILURES; i++) {
      assertThat(sessions.signIn("admin", "wrong", "here", Optional.empty()))
          .isInstanceOf(SignIn.WrongPassword.class);
    }
    assertThat(sessions.signIn("admin", "right-password", "here", Optional.empty()))
        .isInstanceOf(SignIn.Locked.class);
    now = now.plus(Duration.ofSeconds(31));
    granted("admin", "right-password");
  }

  private void wrongPasswords(String user, String origin, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(sessions.signIn(user, "wrong", origin, Optional.empty()))
          .isInstanceOf(SignIn.WrongPassword.class);
    }
  }

  @Test
  void whoTriesAnothersNameDoesNotLockTheOtherOut() {
    Optional<String> device = Optional.of(granted("li", "password-of-li").device());
    wrongPasswords("li", "attacker", Sessions.FREE_FAILURES);
    assertThat(sessions.signIn("li", "password-of-li", "attacker", Optional.empty()))
        .isInstanceOf(SignIn.Locked.class);
    assertThat(sessions.signIn("li", "password-of-li", "attacker", device))
        .isInstanceOf(SignIn.Granted.class);
    assertThat(sessions.signIn("li", "password-of-li", "attacker", Optional.empty()))
        .as("the strangers wait on")
        .isInstanceOf(SignIn.Locked.class);
  }

  @Test
  void aKnownDeviceHasTriesOfItsOwnAndOfItsUserAlone() {
    Optional<String> device = Optional.of(granted("li", "password-of-li").device());
    for (int i = 0; i < Sessions.FREE_FAILURES; i++) {
      assertThat(sessions.signIn("li", "wrong", "here", device))
          .isInstanceOf(SignIn.WrongPassword.class);
    }
    assertThat(sessions.signIn("li", "password-of-li", "here", device))
        .isInstanceOf(SignIn.Locked.class);
    granted("li", "password-of-li");
    wrongPasswords("admin", "elsewhere", Sessions.FREE_FAILURES);
    assertThat(sessions.signIn("admin", "right-password", "here", device))
        .as("a device of li is none of the administrator")
        .isInstanceOf(SignIn.Locked.class);
  }

  @Test
  void anAddressThatTriesManyNamesWaitsAndOthersDoNot() {
    for (int i = 0; i < Sessions.FREE_OF_ADDRESS; i++) {
      wrongPasswords("user-" + i, "attacker", 1);
    }
    assertThat(sessions.signIn("li", "password-of-li", "attacker", Optional.empty()))
        .isInstanceOf(SignIn.Locked.class);
    granted("li", "password-of-li");
    now = now.plus(Duration.ofMinutes(61));
    assertThat(sessions.signIn("li", "password-of-li", "attacker", Optional.empty()))
        .isInstanceOf(SignIn.Granted.class);
  }

  @Test
  void aNameThatNobodyHasWaitsLikeOneThatSomebodyHas() {
    wrongPasswords("nobody", "here", Sessions.FREE_FAILURES);
    assertThat(sessions.signIn("nobody", "wrong", "here", Optional.empty()))
        .isInstanceOf(SignIn.Locked.class);
  }

  @Test
  void thoseWhoTryAtOnceHaveNoMoreTriesThanOneAfterAnother() throws InterruptedException {
    AtomicInteger tried = new AtomicInteger();
    List<Thread> callers =
        IntStream.range(0, 12)
            .mapToObj(
                _ ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              if (sessions.signIn("admin", "wrong", "here", Optional.empty())
                                  instanceof SignIn.WrongPassword) {
                                tried.incrementAndGet();
                              }
                            }))
            .toList();
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(tried).hasValue(Sessions.FREE_FAILURES);
  }

  @Test
  void aSessionEndsWhereItIsNotUsedAndAtTheLatestAfterTwelveHours() {
    String idle = granted("li", "password-of-li").token();
    now = now.plus(Sessions.IDLE);
    assertThat(sessions.find(idle)).isEmpty();
    String used = granted("li", "password-of-li").token();
    for (int hour = 0; hour < 11; hour++) {
      now = now.plus(Duration.ofHours(1));
      assertThat(sessions.find(used)).as("after %d hours", hour + 1).isPresent();
    }
    desk.ask(_ -> Boolean.TRUE).join();
    assertThat(sessions().find(used)).as("after a restart").isPresent();
    now = now.plus(Duration.ofHours(1));
    assertThat(sessions.find(used)).isEmpty();
    assertThat(sessions().find(used)).isEmpty();
  }

  @Test
  void aWatcherIsTurnedAwayAsSoonAsTheSessionIsEnded() {
    SignIn.Granted out = granted("li", "password-of-li");
    SignIn.Granted changed = granted("li", "password-of-li");
    assertThat(sessions.stands(out.session().tokenHash())).isTrue();
    sessions.signOut(out.session().tokenHash());
    assertThat(sessions.stands(out.session().tokenHash())).isFalse();
    assertThat(sessions.stands(changed.session().tokenHash())).isTrue();
    sessions.setPassword("li", Set.of(Role.TECHNICIAN), "another-password", "admin", "here");
    assertThat(sessions.stands(changed.session().tokenHash())).isFalse();
  }

  @Test
  void whoHoldsASessionCannotTryForThePasswordWithoutEnd() {
    for (int i = 0; i < Sessions.FREE_FAILURES; i++) {
      assertThat(sessions.confirm("li", "wrong")).isFalse();
    }
    assertThat(sessions.confirm("li", "password-of-li")).isFalse();
    now = now.plusSeconds(31);
    assertThat(sessions.confirm("li", "password-of-li")).isTrue();
  }

  @Test
  void nobodyWaitsADaySinceTheClockWasSetBackByOne() {
    for (int i = 0; i < Sessions.FREE_FAILURES; i++) {
      assertThat(sessions.signIn("admin", "wrong", "here", Optional.empty()))
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
    assertThat(sessions.signIn("li", "password-of-li", "here", Optional.empty()))
        .isInstanceOf(SignIn.WrongPassword.class);
    assertThat(sessions().find(token)).isEmpty();
  }

  @Test
  void theAdministratorIsMadeOnceAndItsPasswordIsShownOnce(@TempDir Path fresh) {
    try (OperationsStore other = SqliteOperationsStore.open(fresh)) {
      OperationsDesk itsDesk = new OperationsDesk(other);
      itsDesk.start();
      Sessions its =
          new Sessions(other, itsDesk, SiteKey.of(fresh), () -> now, _ -> Optional.empty());
      Optional<String> first = Accounts.ensureAdministrator(its, other, Optional.empty());
      assertThat(first).isPresent();
      assertThat(Accounts.ensureAdministrator(its, other, Optional.empty())).isEmpty();
      assertThat(its.signIn("admin", first.get(), "here", Optional.empty()))
          .isInstanceOf(SignIn.Granted.class);
      Accounts.ensureAdministrator(its, other, Optional.of("given-from-outside"));
      assertThat(its.signIn("admin", "given-from-outside", "here", Optional.empty()))
          .isInstanceOf(SignIn.Granted.class);
      itsDesk.close();
    }
  }
}
