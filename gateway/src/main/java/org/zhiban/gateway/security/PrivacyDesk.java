package org.zhiban.gateway.security;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.operations.Chore;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.site.PrivacySpec;

/** Takes private fields of events out of the record when the site's time for them is over. */
public final class PrivacyDesk {
  private static final Logger log = LoggerFactory.getLogger(PrivacyDesk.class);

  /** Of one transaction, which others wait for. */
  private static final int AT_ONCE = 500;

  private final Optional<PrivacySpec> spec;
  private final Chore chore;
  private final InstantSource clock;

  public PrivacyDesk(Optional<PrivacySpec> spec, OperationsDesk desk, InstantSource clock) {
    this.spec = spec;
    this.chore = desk.chore("private fields");
    this.clock = clock;
  }

  /** Called by the clock, and at start; where much is over, it takes several calls. */
  public void workOff() {
    spec.ifPresent(times -> chore.run(tx -> forget(tx, times), PrivacyDesk::tell));
  }

  private int forget(OperationsTransaction tx, PrivacySpec times) {
    Instant now = clock.instant();
    int gone = tx.forgetPrivateFields(now.minus(times.hashed().toDuration()), AT_ONCE);
    return gone + tx.forgetClearText(now.minus(times.clearText().toDuration()), AT_ONCE);
  }

  private static void tell(int forgotten) {
    if (forgotten > 0) {
      log.info("private fields of {} events were taken out: their time is over", forgotten);
    }
  }
}
