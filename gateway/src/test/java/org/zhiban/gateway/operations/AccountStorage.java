package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.gateway.operations.ChangeRefusedException.Rule;
import org.zhiban.model.staff.Role;

/** Accounts, sessions, answers under an idempotency key, and the audit. */
interface AccountStorage extends StoreUnderTest {
  private Account account(int failures) {
    return new Account(
        "he-lin",
        EnumSet.of(Role.OPERATOR, Role.DESK),
        "$argon2id$x",
        failures,
        failures == 0 ? Optional.empty() : Optional.of(Given.T0));
  }

  @Test
  default void an_account_is_saved_and_changed() {
    write(store(), tx -> tx.save(account(3)));
    assertThat(found(reopened(), q -> q.account("he-lin"))).contains(account(3));
    write(store(), tx -> tx.save(account(0)));
    assertThat(found(q -> q.account("he-lin"))).contains(account(0));
    assertThat(found(q -> q.account("nobody"))).isEmpty();
  }

  private StoredSession session(String hash, int seconds) {
    return new StoredSession(hash, "he-lin", Given.T0, Given.T0.plusSeconds(seconds));
  }

  private Optional<StoredSession> session(String hash) {
    return store().query(q -> q.session(hash));
  }

  @Test
  default void a_session_lasts_until_it_is_ended_or_expires() {
    write(
        store(),
        tx -> {
          tx.save(account(0));
          tx.save(session("h1", 10));
          tx.save(session("h2", 20));
          tx.save(session("h3", 30));
        });
    reopened();
    assertThat(session("h1")).contains(session("h1", 10));
    write(
        store(),
        tx -> {
          tx.endSession("h3");
          tx.endSessionsBefore(Given.T0.plusSeconds(20));
        });
    assertThat(session("h1")).isEmpty();
    assertThat(session("h2")).contains(session("h2", 20));
    assertThat(session("h3")).isEmpty();
    write(store(), tx -> tx.save(session("h2", 99)));
    assertThat(session("h2")).contains(session("h2", 99));
  }

  @Test
  default void all_sessions_of_a_user_end_together() {
    Account other = new Account("li-wei", EnumSet.of(Role.TECHNICIAN), "$x", 0, Optional.empty());
    StoredSession others = new StoredSession("h3", "li-wei", Given.T0, Given.T0.plusSeconds(10));
    write(
        store(),
        tx -> {
          tx.save(account(0));
          tx.save(other);
          tx.save(session("h1", 10));
          tx.save(session("h2", 20));
          tx.save(others);
        });
    write(store(), tx -> tx.endSessionsOf("he-lin"));
    assertThat(session("h1")).isEmpty();
    assertThat(session("h2")).isEmpty();
    assertThat(session("h3")).contains(others);
  }

  @Test
  default void a_session_of_nobody_is_refused() {
    assertThatThrownBy(() -> write(store(), tx -> tx.save(session("h1", 10))))
        .isInstanceOfSatisfying(
            ChangeRefusedException.class, e -> assertThat(e.rule()).isEqualTo(Rule.REFERENCE));
  }

  @Test
  default void the_first_answer_under_a_key_stays_until_it_is_forgotten() {
    StoredAnswer answer =
        new StoredAnswer("he-lin", "k1", "sha", 201, "{}", "{\"id\":\"确认\"}", Given.T0);
    write(store(), tx -> tx.save(answer));
    assertThatThrownBy(() -> write(store(), tx -> tx.save(answer)))
        .isInstanceOfSatisfying(
            ChangeRefusedException.class, e -> assertThat(e.rule()).isEqualTo(Rule.ONE_ANSWER));
    assertThat(found(reopened(), q -> q.answer("he-lin", "k1"))).contains(answer);
    assertThat(found(q -> q.answer("li-wei", "k1"))).isEmpty();

    write(store(), tx -> tx.forgetAnswersBefore(Given.T0));
    assertThat(found(q -> q.answer("he-lin", "k1"))).isPresent();
    write(store(), tx -> tx.forgetAnswersBefore(Given.T0.plusMillis(1)));
    assertThat(found(q -> q.answer("he-lin", "k1"))).isEmpty();
  }

  @Test
  default void the_audit_is_chained_and_read_newest_first() {
    for (int i = 1; i <= 5; i++) {
      AuditEntry.Draft draft =
          new AuditEntry.Draft(
              Given.T0.plusSeconds(i), "he-lin", "acknowledge", "a" + i, "已核实", "127.0.0.1");
      write(store(), tx -> tx.audit(draft));
      reopened();
    }
    Page<AuditEntry> newest = store().query(q -> q.audit(new Page.Request(3, Optional.empty())));
    Page<AuditEntry> rest = store().query(q -> q.audit(new Page.Request(3, newest.next())));
    assertThat(newest.items()).extracting(AuditEntry::number).containsExactly(5L, 4L, 3L);
    List<AuditEntry> chain = new ArrayList<>(newest.items());
    chain.addAll(rest.items());
    Collections.reverse(chain);
    assertThat(chain)
        .extracting(e -> e.entry().subject())
        .containsExactly("a1", "a2", "a3", "a4", "a5");
    assertThat(AuditChain.firstBroken(chain, 1, AuditChain.START)).isEmpty();
    assertThat(Set.copyOf(chain)).hasSize(5);
  }
}
