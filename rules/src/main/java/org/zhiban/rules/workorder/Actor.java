package org.zhiban.rules.workorder;

import java.util.Set;
import org.zhiban.model.staff.Role;

/** Who acts. */
public record Actor(String user, Set<Role> roles) {
  public Actor {
    roles = Set.copyOf(roles);
  }
}
