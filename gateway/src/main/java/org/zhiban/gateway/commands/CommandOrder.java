package org.zhiban.gateway.commands;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.staff.Role;
import org.zhiban.model.telemetry.PointRef;

/**
 * What somebody wants written.
 *
 * @param origin where the call came from
 * @param point a point of the site
 * @param value as the API carries it: true or false, a number, a state's name
 */
public record CommandOrder(
    String user,
    Set<Role> roles,
    String origin,
    PointRef point,
    @Nullable Object value,
    String reason) {
  /** The control room gives commands, the desk does not. */
  public static final Set<Role> COMMANDERS =
      Set.of(Role.OPERATOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);

  public CommandOrder {
    roles = Set.copyOf(roles);
  }

  /** Whether a role of the caller gives commands. */
  boolean mayCommand() {
    return roles.stream().anyMatch(COMMANDERS::contains);
  }
}
