package org.zhiban.rules.followup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderReport;
import org.zhiban.model.workorder.OrderReport.Channel;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.TestSites;
import org.zhiban.rules.workorder.FaultMemory;

/** When a fault is a major one [R22]. */
final class MajorsTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);

  private final Majors majors = new Majors(TestSites.pump(Map.of(), Set.of()));

  private static OrderBuilder order(OrderSource source, OrderStatus status) {
    return new OrderBuilder("WX-20261120-001", source, T).status(status);
  }

  private static OrderReport report(String phone, String name) {
    return new OrderReport(
        "WX-20261120-001",
        1,
        T,
        T,
        Channel.PHONE,
        "no water",
        Optional.of(name).filter(it -> !it.isEmpty()),
        Optional.of(phone).filter(it -> !it.isEmpty()),
        Optional.empty(),
        Optional.empty(),
        "sun");
  }

  @ParameterizedTest
  @CsvSource({
    "REPORT,   DISPATCHED, true",
    "ALARM,    ON_HOLD,    true",
    "PATROL,   REPORTED,   true",
    "REPORT,   VERIFY,     false",
    "REPORT,   VISIT,      false",
    "REPORT,   CLOSED,     false",
    "PLAN,     DISPATCHED, false"
  })
  void aWeekUnresolvedIsAMajorFaultToTheMillisecond(
      OrderSource source, OrderStatus status, boolean major) {
    WorkOrder order = order(source, status).build();
    assertThat(majors.of(order, () -> List.of(), 0, T.plus(WEEK).minusMillis(1))).isEmpty();
    assertThat(majors.of(order, () -> List.of(), 0, T.plus(WEEK)).isPresent()).isEqualTo(major);
    assertThat(majors.unresolvedFrom(order))
        .isEqualTo(major ? Optional.of(T.plus(WEEK)) : Optional.empty());
  }

  @Test
  void fiveDifferentCallersAreAndOneWhoCallsFiveTimesIsNot() {
    WorkOrder order = order(OrderSource.REPORT, OrderStatus.DISPATCHED).build();
    List<OrderReport> same =
        Stream.of("138 0001", "1380001", "138-0001", "1380001", "1380001")
            .map(phone -> report(phone, "Wu"))
            .toList();
    assertThat(majors.of(order, () -> same, 0, T)).isEmpty();
    List<OrderReport> different =
        List.of(
            report("1", "A"), report("2", "A"), report("", "B"), report("", ""), report("", ""));
    assertThat(majors.of(order, () -> different.subList(0, 4), 0, T)).isEmpty();
    assertThat(majors.of(order, () -> different, 0, T)).contains(new Majors.Cause.Callers(5));
  }

  @Test
  void whatStopsAWideAreaIs() {
    WorkOrder order = order(OrderSource.ALARM, OrderStatus.REPORTED).build();
    assertThat(majors.of(order, () -> List.of(), 4, T)).isEmpty();
    assertThat(majors.of(order, () -> List.of(), 5, T)).contains(new Majors.Cause.Area(5));
    assertThat(
            majors.of(order(OrderSource.ALARM, OrderStatus.CLOSED).build(), () -> List.of(), 5, T))
        .isEmpty();
  }

  @Test
  void itBecomesOneOnce() {
    WorkOrder order = order(OrderSource.ALARM, OrderStatus.REPORTED).major(true).build();
    assertThat(majors.of(order, () -> List.of(), 50, T.plus(WEEK))).isEmpty();
    assertThat(majors.unresolvedFrom(order)).isEmpty();
  }

  @Test
  void lookingForACauseTakesItsTime() {
    WorkOrder order =
        order(OrderSource.ALARM, OrderStatus.DISPATCHED)
            .fault(Optional.of(FaultMemory.causeOf("pump/low")))
            .build();
    assertThat(majors.of(order, () -> List.of(), 0, T.plus(WEEK))).isEmpty();
  }
}
