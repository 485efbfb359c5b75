package org.zhiban.gateway.operations;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.staff.Role;

/**
 * Somebody who may sign in.
 *
 * @param passwordHash Argon2id in its encoded form
 * @param failures wrong passwords since the last right one
 * @param lockedUntil sign-in is refused until then
 */
public record Account(
    String user,
    Set<Role> roles,
    String passwordHash,
    int failures,
    Optional<Instant> lockedUntil) {
  public Account {
    roles = Set.copyOf(roles);
  }

  @Override
  public String toString() {
    return "Account[" + user + " " + roles + "]";
  }
}
