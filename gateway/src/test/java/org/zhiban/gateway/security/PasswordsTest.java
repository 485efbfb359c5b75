package org.zhiban.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PasswordsTest {
  @Test
  void aHashFitsItsPasswordAloneAndIsSaltedAnew() {
    String hash = Passwords.hash("值班-2026");
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(Passwords.matches("值班-2026", hash)).isTrue();
    assertThat(Passwords.matches("值班-2027", hash)).isFalse();
    assertThat(Passwords.hash("值班-2026")).isNotEqualTo(hash);
  }

  /** The vector of the reference programme (phc-winner-argon2, src/test.c). */
  @Test
  void aHashOfTheReferenceProgrammeIsUnderstood() {
    String reference =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertThat(Passwords.matches("password", reference)).isTrue();
    assertThat(Passwords.matches("passwore", reference)).isFalse();
  }

  @Test
  void whatIsNoHashIsRefused() {
    assertThatThrownBy(() -> Passwords.matches("x", "$argon2i$v=19$m=1,t=1,p=1$aa$bb"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void inventedPasswordsDifferAndHaveNoLookAlikes() {
    assertThat(Passwords.invent())
        .matches("([2-9bcdfghjkmnpqrstvwxz]{4}-){3}[2-9bcdfghjkmnpqrstvwxz]{4}")
        .isNotEqualTo(Passwords.invent());
  }
}
