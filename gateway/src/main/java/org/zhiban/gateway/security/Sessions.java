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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.zhiban.gateway.operations.Account;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.operations.StoredSession;
import org.zhiban.model.staff.Role;
import org.zhiban.rules.access.Tries;

/**
 * Signing in and out. Wrong passwords cost the same time whether or not the user exists, and make
 * wait: the account, for whoever is a stranger, after {@link #FREE_FAILURES}; an address after
 * {@link #FREE_OF_ADDRESS} of any accounts. A device on which the user once signed in has tries of
 * its own, so that nobody locks others out by trying their names. A session ends {@link #IDLE}
 * after its last use, and {@link #LENGTH} after it began.
 */
public final class Sessions {
  public static final Duration LENGTH = Duration.ofHours(12);
  public static final Duration IDLE = Duration.ofHours(2);
  static final int FREE_FAILURES = 5;
  static final int FREE_OF_ADDRESS = 20;

  /** How much of its use is not on disk at most. */
  private static final Duration RENEWED_EVERY = Duration.ofMinutes(5);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final OperationsStore store;
  private final OperationsDesk desk;
  private final InstantSource clock;
  private final Function<String, Optional<Set<Role>>> staffRoles;
  private final String nobodysHash = Passwords.hash(Passwords.invent());
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> known = new ConcurrentHashMap<>();
  private final SiteKey key;
  private final SignInTries tries = new SignInTries();

  /** One password after another, so that no two are tried before the first is counted. */
  private final Semaphore strangers = new Semaphore(1, true);

  private final Semaphore devices = new Semaphore(1, true);

  /** How many sessions were ended: what was read before is not remembered after. */
  private final AtomicLong ends = new AtomicLong();

  /**
   * Who is signed in.
   *
   * @param endsAt however much it is used
   * @param expiresAt unless it is used
   */
  public record Session(
      String user, Set<Role> roles, String tokenHash, Instant endsAt, Instant expiresAt) {
    public Session {
      roles = Set.copyOf(roles);
    }

    private Session used(Instant now) {
      return new Session(user, roles, tokenHash, endsAt, earlier(endsAt, now.plus(IDLE)));
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** What signing in led to. */
  public sealed interface SignIn {
    /**
     * The token is known to the caller alone.
     *
     * @param device by which the caller is known to be no stranger next time
     */
    record Granted(String token, Session session, String device) implements SignIn {}

    record WrongPassword() implements SignIn {}

    record Locked(Instant until) implements SignIn {}
  }

  /**
   * @param staffRoles the roles that the site gives a user now; empty where the site does not know
   *     the user
   * @param key by which a device is known again
   */
  public Sessions(
      OperationsStore store,
      OperationsDesk desk,
      SiteKey key,
      InstantSource clock,
      Function<String, Optional<Set<Role>>> staffRoles) {
    this.store = store;
    this.desk = desk;
    this.key = key;
    this.clock = clock;
    this.staffRoles = staffRoles;
  }

  /**
   * @param device what the device was given when somebody signed in on it
   */
  public SignIn signIn(String user, String password, String origin, Optional<String> device) {
    Optional<String> trusted = device.filter(it -> isOf(user, it));
    Semaphore turn = trusted.isPresent() ? devices : strangers;
    try {
      if (!turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return new SignIn.Locked(clock.instant().plus(PATIENCE));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the gateway is being stopped", e);
    }
    try {
      return signedIn(user, password, origin, trusted);
    } finally {
      turn.release();
    }
  }

  private SignIn signedIn(String user, String password, String origin, Optional<String> trusted) {
    Instant now = clock.instant();
    Optional<Account> account =
        store.query(q -> q.account(user)).filter(a -> !rolesOf(a).isEmpty());
    Optional<Instant> locked =
        trusted
            .map(it -> tries.waits(ofDevice(it), now))
            .orElseGet(
                () ->
                    account
                        .map(Sessions::triesOf)
                        .map(it -> it.waits(now))
                        .orElseGet(() -> tries.waits(ofNobody(user), now))
                        .or(() -> tries.waits(ofAddress(origin), now)));
    if (locked.isPresent()) {
      return new SignIn.Locked(locked.get());
    }
    boolean right =
        Passwords.matches(password, account.map(Account::passwordHash).orElse(nobodysHash));
    if (account.isEmpty() || !right) {
      if (trusted.isPresent()) {
        tries.failed(ofDevice(trusted.get()), now, FREE_FAILURES);
      } else {
        tries.failed(ofAddress(origin), now, FREE_OF_ADDRESS);
        if (account.isEmpty()) {
          tries.failed(ofNobody(user), now, FREE_FAILURES);
        }
      }
      write(tx -> fail(tx, user, origin, now, trusted.isPresent()));
      return new SignIn.WrongPassword();
    }
    trusted.ifPresent(it -> tries.forget(ofDevice(it)));
    return granted(account.get(), origin, now, trusted);
  }

  private SignIn granted(Account account, String origin, Instant now, Optional<String> trusted) {
    String user = account.user();
    String token = secret(32);
    Session session =
        new Session(user, rolesOf(account), hash(token), now.plus(LENGTH), now.plus(IDLE));
    write(
        tx -> {
          tx.endSessionsBefore(now);
          if (trusted.isEmpty()) {
            tx.save(
                new Account(user, account.roles(), account.passwordHash(), 0, Optional.empty()));
          }
          tx.save(new StoredSession(session.tokenHash, user, now, session.expiresAt));
          tx.audit(new AuditEntry.Draft(now, user, "sign_in", user, "", origin));
        });
    known.values().removeIf(one -> !now.isBefore(one.expiresAt));
    known.put(session.tokenHash, session);
    return new SignIn.Granted(token, session, trusted.orElseGet(() -> device(user)));
  }

  private String secret(int bytes) {
    byte[] secret = new byte[bytes];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  private String device(String user) {
    String one = secret(16);
    return one + "." + key.token(sealed(user, one));
  }

  private boolean isOf(String user, String device) {
    int dot = device.indexOf('.');
    return dot > 0
        && MessageDigest.isEqual(
            key.token(sealed(user, device.substring(0, dot))).getBytes(StandardCharsets.UTF_8),
            device.substring(dot + 1).getBytes(StandardCharsets.UTF_8));
  }

  private static String sealed(String user, String device) {
    return "device\n" + device + "\n" + user;
  }

  private static String ofDevice(String device) {
    return "device " + device;
  }

  private static String ofAddress(String origin) {
    return "address " + origin;
  }

  private static String ofNobody(String user) {
    return "name " + user;
  }

  private static Tries triesOf(Account account) {
    return new Tries(account.failures(), account.lockedUntil());
  }

  private static void fail(
      OperationsTransaction tx, String user, String origin, Instant now, boolean known) {
    if (!known) {
      tx.account(user)
          .ifPresent(
              account -> {
                Tries more = triesOf(account).failed(now, FREE_FAILURES);
                tx.save(
                    new Account(
                        user,
                        account.roles(),
                        account.passwordHash(),
                        more.failures(),
                        more.waitsUntil()));
              });
    }
    tx.audit(new AuditEntry.Draft(now, "-", "sign_in_failed", user, "", origin));
  }

  /** The session of a token, if it is one and has not expired. This is a use of it. */
  public Optional<Session> find(String token) {
    String tokenHash = hash(token);
    return Optional.ofNullable(known.get(tokenHash)).or(() -> load(tokenHash)).flatMap(this::used);
  }

  /** Whether a session that was found still stands. This is a use of it; no disk is read. */
  public boolean stands(String tokenHash) {
    return Optional.ofNullable(known.get(tokenHash)).flatMap(this::used).isPresent();
  }

  private Optional<Session> used(Session session) {
    Instant now = clock.instant();
    if (!now.isBefore(session.expiresAt)) {
      known.remove(session.tokenHash);
      return Optional.empty();
    }
    Session used = session.used(now);
    if (used.expiresAt.isAfter(session.expiresAt.plus(RENEWED_EVERY))
        && known.replace(session.tokenHash, session, used)) {
      var _ = desk.ask(tx -> renew(tx, used));
    }
    return Optional.of(used);
  }

  /** One that was ended meanwhile stays so. */
  private static Boolean renew(OperationsTransaction tx, Session used) {
    return tx.session(used.tokenHash)
        .map(
            stored -> {
              tx.save(
                  new StoredSession(
                      stored.tokenHash(), stored.user(), stored.createdAt(), used.expiresAt));
              return Boolean.TRUE;
            })
        .orElse(Boolean.FALSE);
  }

  private Optional<Session> load(String tokenHash) {
    long before = ends.get();
    Optional<Session> session =
        store
            .query(q -> q.session(tokenHash).flatMap(s -> q.account(s.user()).map(a -> of(s, a))))
            .filter(s -> !s.roles().isEmpty());
    session.filter(_ -> ends.get() == before).ifPresent(s -> known.put(tokenHash, s));
    return session;
  }

  private Session of(StoredSession stored, Account account) {
    return new Session(
        stored.user(),
        rolesOf(account),
        stored.tokenHash(),
        stored.createdAt().plus(LENGTH),
        stored.expiresAt());
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

  public void signOut(String tokenHash) {
    write(tx -> tx.endSession(tokenHash), () -> ended(one -> one.tokenHash.equals(tokenHash)));
  }

  private void ended(Predicate<Session> which) {
    ends.incrementAndGet();
    known.values().removeIf(which);
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
        () -> ended(session -> session.user.equals(user)));
  }

  /** Whether this is the user's password now; wrong ones in a row make wait, and are no then. */
  public boolean confirm(String user, String password) {
    Instant now = clock.instant();
    String who = "confirm " + user;
    if (tries.waits(who, now).isPresent()) {
      return false;
    }
    boolean right =
        Passwords.matches(
            password,
            store.query(q -> q.account(user)).map(Account::passwordHash).orElse(nobodysHash));
    if (right) {
      tries.forget(who);
    } else {
      tries.failed(who, now, FREE_FAILURES);
    }
    return right;
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
