package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.optional;

import java.util.List;
import java.util.Optional;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Secrets;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.model.site.Secret;

/** A user and a password: both, or none. */
final class Login {
  static final Key<String> USER = optional("user", Texts.text(), "user name; none: anonymous");
  static final Key<Secrets.Found> PASSWORD =
      optional("password", Secrets.secret(), "the user's password");
  static final List<Key<?>> KEYS = List.of(USER, PASSWORD);

  private Login() {}

  static void check(Values values, Reading reading) {
    if (values.given(PASSWORD) && !values.given(USER)) {
      reading.error(values.keyNode(PASSWORD), "a password without a user", "add 'user: …'");
    }
    values.find(PASSWORD).ifPresent(found -> Secrets.needed(found, values.node(PASSWORD), reading));
  }

  static Optional<Secret> password(Values values) {
    return values.find(PASSWORD).flatMap(Secrets.Found::secret);
  }
}
