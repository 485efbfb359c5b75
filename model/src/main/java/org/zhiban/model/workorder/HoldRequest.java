package org.zhiban.model.workorder;

import java.time.Instant;
import java.util.Optional;

/**
 * A pause that the person at work asks for; nothing pauses until it is granted.
 *
 * @param by who asked
 * @param kind what the order would wait for
 * @param until how long, where that was said
 */
public record HoldRequest(
    String by, String reason, Instant at, HoldKind kind, Optional<Instant> until) {
  /** What was written before there were kinds is of none. */
  public HoldRequest {
    kind = kind == null ? HoldKind.OTHER : kind;
    until = until == null ? Optional.empty() : until;
  }
}
