package org.zhiban.gateway.security;

import java.util.Optional;
import java.util.Set;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.model.staff.Role;

/** The first administrator. */
public final class Accounts {
  public static final String ADMINISTRATOR = "admin";

  private Accounts() {}

  /**
   * Sees to it that there is an administrator.
   *
   * @param wanted the password that it shall have from now on, where one is given
   * @return the password, if one had to be made up
   */
  public static Optional<String> ensureAdministrator(
      Sessions sessions, OperationsStore store, Optional<String> wanted) {
    boolean known = store.query(q -> q.account(ADMINISTRATOR)).isPresent();
    if (wanted.isPresent()) {
      if (!known || !sessions.confirm(ADMINISTRATOR, wanted.get())) {
        set(sessions, wanted.get());
      }
      return Optional.empty();
    }
    if (known) {
      return Optional.empty();
    }
    String password = Passwords.invent();
    set(sessions, password);
    return Optional.of(password);
  }

  private static void set(Sessions sessions, String password) {
    sessions.setPassword(ADMINISTRATOR, Set.of(Role.ADMIN), password, "zhiban", "start");
  }
}
