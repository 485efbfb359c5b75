package org.zhiban.gateway.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.operations.Account;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.operations.StoredSession;
import org.zhiban.model.staff.Role;

/**
 * Signing in and out. Wrong passwords cost the same time whether or not the user exists; after
 * {@link #FREE_FAILURES} of them the account waits, longer each time.
 */
public final class Sessions {
  public static final Duration LENGTH = Duration.ofHours(12);
  static final int FREE_FAILURES = 5;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  private final OperationsStore store;
  private final OperationsDesk desk;
  private final InstantSource clock;
  private final Function<String, Optional<Set<Role>>> staffRoles;
  private final String nobodysHash = Passwords.hash(Passwords.invent());
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> known = new ConcurrentHashMap<>();

  /** Who is signed in. */
  public record Session(String user, Set<Role> roles, String tokenHash, Instant expiresAt) {
    public Session {
      roles = Set.copyOf(roles);
    }
  }

  /** What signing in led to. */
  public sealed interface SignIn {
    /** The token is known to the caller alone. */
    record Granted(String token, Session session) implements SignIn {}

    record WrongPassword() implements SignIn {}

    record Locked(Instant until) implements SignIn {}
  }

  /**
   * @param staffRoles the roles that the site gives a user now; empty where the site does not know
   *     the user
   */
  public Sessions(
      OperationsStore store,
      OperationsDesk desk,
      InstantSource clock,
      Function<String, Optional<Set<Role>>> staffRoles) {
    this.store = store;
    this.desk = desk;
    this.clock = clock;
    this.staffRoles = staffRoles;
  }

  public SignIn signIn(String user, String password, String origin) {
    Instant now = clock.instant();
    Optional<Account> account =
        store.query(q -> q.account(user)).filter(a -> !rolesOf(a).isEmpty());
    // What lies further ahead was set before the clock was set back.
    Optional<Instant> locked =
        account
            .flatMap(Account::lockedUntil)
            .filter(until -> now.isBefore(until) && !until.isAfter(now.plus(LONGEST_WAIT)));
    if (locked.isPresent()) {
      return new SignIn.Locked(locked.get());
    }
    boolean right =
        Passwords.matches(password, account.map(Account::passwordHash).orElse(nobodysHash));
    if (account.isEmpty() || !right) {
      write(tx -> fail(tx, user, origin, now));
      return new SignIn.WrongPassword();
    }
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    Session session = new Session(user, rolesOf(account.get()), hash(token), now.plus(LENGTH));
    write(
        tx -> {
          tx.endSessionsBefore(now);
          tx.save(
              new Account(
                  user, account.get().roles(), account.get().passwordHash(), 0, Optional.empty()));
          tx.save(new StoredSession(session.tokenHash, user, now, session.expiresAt));
          tx.audit(new AuditEntry.Draft(now, user, "sign_in", user, "", origin));
        });
    known.put(session.tokenHash, session);
    return new SignIn.Granted(token, session);
  }

  private static void fail(OperationsTransaction tx, String user, String origin, Instant now) {
    tx.account(user)
        .ifPresent(
            account -> {
              int failures = account.failures() + 1;
              tx.save(
                  new Account(
                      user,
                      account.roles(),
                      account.passwordHash(),
                      failures,
                      wait(failures).map(now::plus)));
            });
    tx.audit(new AuditEntry.Draft(now, "-", "sign_in_failed", user, "", origin));
  }

  private static Optional<Duration> wait(int failures) {
    if (failures < FREE_FAILURES) {
      return Optional.empty();
    }
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - FREE_FAILURES, 10));
    return Optional.of(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
  }

  /** The session of a token, if it is one and has not expired. */
  public Optional<Session> find(String token) {
    String tokenHash = hash(token);
    Instant now = clock.instant();
    Session cached = known.get(tokenHash);
    if (cached == null) {
      cached = load(tokenHash);
    }
    if (cached == null || !now.isBefore(cached.expiresAt)) {
      known.remove(tokenHash);
      return Optional.empty();
    }
    return Optional.of(cached);
  }

  private @Nullable Session load(String tokenHash) {
    Optional<Session> session =
        store.query(
            q ->
                q.session(tokenHash)
                    .flatMap(
                        s ->
                            q.account(s.user())
                                .map(
                                    a ->
                                        new Session(
                                            s.user(), rolesOf(a), tokenHash, s.expiresAt()))));
    session.filter(s -> !s.roles().isEmpty()).ifPresent(s -> known.put(tokenHash, s));
    return session.filter(s -> !s.roles().isEmpty()).orElse(null);
  }

  /**
   * A member of staff has the roles that the site says today; other accounts those they were made
   * with.
   */
  private Set<Role> rolesOf(Account account) {
    return account.roles().contains(Role.ADMIN)
        ? account.roles()
        : staffRoles.apply(account.user()).orElse(Set.of());
  }

  public void signOut(Session session) {
    known.remove(session.tokenHash);
    write(
        tx -> {
          tx.endSession(session.tokenHash);
        });
  }

  /** Sets a password and ends every session of the user. */
  public void setPassword(
      String user, Set<Role> roles, String password, String actor, String origin) {
    String encoded = Passwords.hash(password);
    Instant now = clock.instant();
    write(
        tx -> {
          tx.save(new Account(user, roles, encoded, 0, Optional.empty()));
          tx.endSessionsOf(user);
          tx.audit(new AuditEntry.Draft(now, actor, "set_password", user, "", origin));
        },
        () -> known.values().removeIf(session -> session.user.equals(user)));
  }

  /** Whether this is the user's password now. */
  public boolean confirm(String user, String password) {
    return Passwords.matches(
        password, store.query(q -> q.account(user)).map(Account::passwordHash).orElse(nobodysHash));
  }

  private void write(Consumer<OperationsTransaction> work) {
    write(work, () -> {});
  }

  private void write(Consumer<OperationsTransaction> work, Runnable committed) {
    try {
      desk.ask(
              tx -> {
                work.accept(tx);
                return Boolean.TRUE;
              },
              _ -> committed.run())
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
