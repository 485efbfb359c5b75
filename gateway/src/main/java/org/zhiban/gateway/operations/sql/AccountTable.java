package org.zhiban.gateway.operations.sql;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.Account;
import org.zhiban.gateway.operations.StoredAnswer;
import org.zhiban.gateway.operations.StoredSession;
import org.zhiban.model.staff.Role;

/** Who may sign in, who has, and what they were answered. */
record AccountTable(Handle handle) {
  private static final TypeReference<Set<Role>> ROLES = new TypeReference<>() {};

  private static final RowMapper<Account> ACCOUNT =
      Row.mapper(
          row ->
              new Account(
                  row.text("user_name"),
                  row.json("roles", ROLES),
                  row.text("password_hash"),
                  row.number("failures"),
                  row.optionalInstant("locked_until")));

  private static final RowMapper<StoredSession> SESSION =
      Row.mapper(
          row ->
              new StoredSession(
                  row.text("token_hash"),
                  row.text("user_name"),
                  row.instant("created_at"),
                  row.instant("expires_at")));

  private static final RowMapper<StoredAnswer> ANSWER =
      Row.mapper(
          row ->
              new StoredAnswer(
                  row.text("user_name"),
                  row.text("idempotency_key"),
                  row.text("request_hash"),
                  row.number("status"),
                  row.text("headers"),
                  row.text("body"),
                  row.instant("at")));

  Optional<Account> account(String user) {
    return handle
        .createQuery("SELECT * FROM account WHERE user_name = :user")
        .bind("user", user)
        .map(ACCOUNT)
        .findOne();
  }

  void save(Account account) {
    handle.execute(
        """
        INSERT INTO account (user_name, roles, password_hash, failures, locked_until)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (user_name) DO UPDATE SET roles = excluded.roles,
          password_hash = excluded.password_hash, failures = excluded.failures,
          locked_until = excluded.locked_until
        """,
        account.user(),
        Json.write(new TreeSet<>(account.roles())),
        account.passwordHash(),
        account.failures(),
        account.lockedUntil());
  }

  Optional<StoredSession> session(String tokenHash) {
    return handle
        .createQuery("SELECT * FROM session WHERE token_hash = :hash")
        .bind("hash", tokenHash)
        .map(SESSION)
        .findOne();
  }

  void save(StoredSession session) {
    handle.execute(
        """
        INSERT INTO session (token_hash, user_name, created_at, expires_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (token_hash) DO UPDATE SET expires_at = excluded.expires_at
        """,
        session.tokenHash(),
        session.user(),
        session.createdAt(),
        session.expiresAt());
  }

  void endSession(String tokenHash) {
    handle.execute("DELETE FROM session WHERE token_hash = ?", tokenHash);
  }

  void endSessionsOf(String user) {
    handle.execute("DELETE FROM session WHERE user_name = ?", user);
  }

  void endSessionsBefore(Instant now) {
    handle.execute("DELETE FROM session WHERE expires_at < ?", now);
  }

  Optional<StoredAnswer> answer(String user, String key) {
    return handle
        .createQuery("SELECT * FROM answer WHERE user_name = :user AND idempotency_key = :key")
        .bind("user", user)
        .bind("key", key)
        .map(ANSWER)
        .findOne();
  }

  void save(StoredAnswer answer) {
    handle.execute(
        """
        INSERT INTO answer (user_name, idempotency_key, request_hash, status, headers, body, at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        answer.user(),
        answer.key(),
        answer.requestHash(),
        answer.status(),
        answer.headers(),
        answer.body(),
        answer.at());
  }

  void replace(StoredAnswer answer) {
    handle.execute(
        """
        UPDATE answer SET request_hash = ?, status = ?, headers = ?, body = ?, at = ?
        WHERE user_name = ? AND idempotency_key = ?
        """,
        answer.requestHash(),
        answer.status(),
        answer.headers(),
        answer.body(),
        answer.at(),
        answer.user(),
        answer.key());
  }

  void forgetAnswersBefore(Instant time) {
    handle.execute("DELETE FROM answer WHERE at < ?", time);
  }
}
