package org.zhiban.gateway.api;

import java.util.Set;
import org.zhiban.model.staff.Role;

/** Who calls. */
record Caller(String user, Set<Role> roles, String tokenHash, java.time.Instant expiresAt) {
  Caller {
    roles = Set.copyOf(roles);
  }

  boolean holds(Set<Role> any) {
    return roles.stream().anyMatch(any::contains);
  }

  boolean holds(Role... any) {
    return roles.contains(Role.ADMIN) || java.util.Arrays.stream(any).anyMatch(roles::contains);
  }
}
