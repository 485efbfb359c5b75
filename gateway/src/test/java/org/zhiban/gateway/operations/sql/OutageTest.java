package org.zhiban.gateway.operations.sql;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.zhiban.gateway.storage.StoreUnavailableException;

/** One looks again, the others are told at once. */
class OutageTest {
  private long now = Long.MAX_VALUE - 5;
  private final Outage outage = new Outage(() -> now);

  private void refused(Runnable who) {
    assertThatThrownBy(who::run)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("the server is away.");
  }

  @Test
  void who_asks_of_a_database_that_was_away_a_moment_ago_is_told_at_once() {
    outage.pass();
    outage.stay();
    outage.began(new StoreUnavailableException("the server is away."));
    refused(outage::pass);
    refused(outage::stay);
    outage.ended();
    outage.pass();
    outage.stay();
  }

  @Test
  void after_a_moment_one_of_them_looks_again() {
    outage.began(new StoreUnavailableException("the server is away."));
    now += Outage.BELIEVED.toNanos() - 1;
    refused(outage::pass);
    now += 1;
    outage.pass();
    refused(outage::pass);
    refused(outage::stay);
    now += Outage.BELIEVED.toNanos();
    outage.pass();
    outage.ended();
    outage.pass();
  }
}
