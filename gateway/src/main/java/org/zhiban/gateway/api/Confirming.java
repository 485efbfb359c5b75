package org.zhiban.gateway.api;

import org.zhiban.gateway.Running;
import org.zhiban.gateway.operations.AuditEntry;

/** That somebody proves by his password who he is, within a session that stands. */
record Confirming(Running gateway) {

  /** Whether it is that user's password. One that is not is put on record, with whose session. */
  boolean proves(Call call, String user, String password) {
    boolean right = gateway.sessions().confirm(user, password);
    if (!right) {
      Repeats.joined(
          gateway
              .desk()
              .ask(
                  tx -> {
                    tx.audit(
                        new AuditEntry.Draft(
                            gateway.clock().instant(),
                            call.caller().user(),
                            "password_refused",
                            user,
                            "",
                            call.origin()));
                    return true;
                  }));
    }
    return right;
  }
}
