package org.zhiban.rules.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.TestSites.ZONE;
import static org.zhiban.rules.TestSites.plan;
import static org.zhiban.rules.TestSites.pump;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.maintenance.Occurrence.State;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.Span;
import org.zhiban.rules.maintenance.PlanRequest.MeterAt;
import org.zhiban.rules.maintenance.PlanRequest.PlanAt;

/** What asked for a visit asks no more when the work was done, whoever is to verify it. */
final class AnsweredOccasionTest {
  private static Instant at(String day, int hour) {
    return LocalDate.parse(day).atTime(hour, 0).atZone(ZONE).toInstant();
  }

  @Test
  void anAlarmAfterTheWorkAsksForAVisitWhoeverIsToVerifyIt() {
    PlanSpec check =
        plan(
            "check",
            Level.EVENT,
            new PlanSpec.After(Optional.of("dry"), Optional.empty(), new Span(1, Span.Unit.DAY)),
            Optional.empty(),
            List.of());
    Site site = pump(Map.of(), Set.of(), check);
    Ledger record = new Ledger();
    alarm(record, at("2026-11-21", 9));
    record.plan(site, at("2026-11-21", 10));
    alarm(record, at("2026-11-21", 13));
    record.complete("checkpump2026-11-21", at("2026-11-21", 14));
    record.plan(site, at("2026-11-21", 15));
    assertThat(record.orders).as("what was done after an alarm answers it").isEqualTo(1);
    alarm(record, at("2026-11-22", 9));
    record.plan(site, at("2026-11-22", 10));
    assertThat(record.orders).isEqualTo(2);
  }

  private static void alarm(Ledger record, Instant time) {
    record.occasions =
        new PlanRequest.Occasions(Map.of(), Map.of(new PlanAt("check", "pump"), time));
  }

  @Test
  void aCounterDoesNotAskAgainForWorkThatWaitsToBeVerified() {
    PlanSpec meter =
        plan("meter", Level.OVERHAUL, new PlanSpec.Meter("flow", 100), Optional.empty(), List.of());
    Site site = pump(Map.of(), Set.of(), meter);
    Ledger record = new Ledger();
    record.occasions =
        new PlanRequest.Occasions(
            Map.of(new MeterAt(new PlanAt("meter", "pump"), "flow"), 120.0), Map.of());
    record.plan(site, at("2026-11-23", 12));
    String visit = Ledger.key(record.of(State.DUE).getFirst());
    record.complete(visit, at("2026-11-24", 15));
    record.plan(site, at("2026-11-27", 12));
    assertThat(record.orders).isEqualTo(1);
    assertThat(record.rows).containsOnlyKeys(visit);
  }
}
