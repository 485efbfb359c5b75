package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.binary;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.label.Label;
import org.zhiban.model.label.Standing;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderReport;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.TestSite;
import org.zhiban.rules.workorder.Reception.Received;

/**
 * Whoever stands before a label reports like a caller, without knowing trades ([R1] [R3] [R30]).
 */
final class ResidentReportTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");
  private static final Optional<String> SMOKE = Optional.of("电器冒烟");

  private final Site site =
      new TestSite().with("pump", binary("tripped")).with("panel", true, binary("smoke")).build();

  private static Label on(String equipment) {
    return new Label("a", Optional.of(equipment), Optional.empty(), T, "he-lin", Optional.empty());
  }

  private static final Label LOBBY =
      new Label("b", Optional.empty(), Optional.of("大堂"), T, "he-lin", Optional.empty());

  private Received take(Label label, Optional<String> trigger, WorkOrder... open) {
    OrderReport said =
        new OrderReport(
            "",
            1,
            T,
            T,
            OrderReport.Channel.QR,
            "有异响",
            Optional.of("王"),
            Optional.of("138"),
            Optional.empty(),
            trigger,
            ResidentReport.RESIDENT);
    return new Reception(site)
        .take(
            ResidentReport.told(site, label, said, Map.of("content", "有异响"), true),
            said.takenBy(),
            List.of(open),
            T);
  }

  private static WorkOrder opened(Received received) {
    return ((Received.Opened) received).draft().numbered("WX-20261120-009").order();
  }

  private static OrderBuilder open(String equipment, OrderSource source) {
    return new OrderBuilder("WX-20261120-001", source, T.minusSeconds(60))
        .equipment(Optional.of(equipment))
        .trade("plumbing");
  }

  @Test
  void the_first_report_is_an_order_like_the_desks() {
    WorkOrder order = opened(take(on("pump"), Optional.empty()));
    assertThat(order.source()).isEqualTo(OrderSource.REPORT);
    assertThat(order.equipment()).contains("pump");
    assertThat(order.urgency()).isEqualTo(Urgency.NORMAL);
    assertThat(order.priority()).as("nobody is trapped in a pump").isEmpty();
    assertThat(opened(take(on("pump"), SMOKE)).urgency()).isEqualTo(Urgency.URGENT);
    assertThat(opened(take(LOBBY, Optional.empty())).location()).contains("大堂");
  }

  @ParameterizedTest
  @EnumSource(
      value = OrderSource.class,
      names = {"REPORT", "ALARM", "PATROL"})
  void the_next_joins_the_fault_whatever_its_trade(OrderSource source) {
    Received again = take(on("pump"), Optional.empty(), open("pump", source).build());
    OrderStep step = ((Received.Joined) again).step();
    assertThat(step.order().occurrences()).isEqualTo(2);
    assertThat(step.change().actor()).isEqualTo(ResidentReport.RESIDENT);
  }

  @Test
  void a_danger_a_place_and_life_safety_are_swallowed_by_no_older_order() {
    WorkOrder pump = open("pump", OrderSource.REPORT).build();
    assertThat(take(on("pump"), SMOKE, pump)).isInstanceOf(Received.Opened.class);
    assertThat(take(LOBBY, Optional.empty(), pump)).isInstanceOf(Received.Opened.class);
    assertThat(take(on("panel"), Optional.empty(), open("panel", OrderSource.REPORT).build()))
        .isInstanceOf(Received.Opened.class);
    assertThat(take(on("pump"), Optional.empty(), open("pump", OrderSource.PLAN).build()))
        .as("a visit of the schedule is no fault")
        .isInstanceOf(Received.Opened.class);
    assertThat(take(on("pump"), Optional.empty(), open("panel", OrderSource.REPORT).build()))
        .as("of another equipment")
        .isInstanceOf(Received.Opened.class);
  }

  @Test
  void on_record_is_what_concerns_the_place_and_stands() {
    WorkOrder pump = open("pump", OrderSource.ALARM).build();
    WorkOrder over = open("pump", OrderSource.ALARM).status(OrderStatus.CLOSED).build();
    WorkOrder visit = open("pump", OrderSource.PLAN).build();
    WorkOrder lobby =
        new OrderBuilder("WX-20261120-002", OrderSource.REPORT, T)
            .location(Optional.of("大堂"))
            .build();
    List<WorkOrder> all = List.of(pump, over, visit, lobby);
    assertThat(ResidentReport.onRecord(on("pump"), all)).containsExactly(pump);
    assertThat(ResidentReport.onRecord(LOBBY, all)).containsExactly(lobby);
    assertThat(ResidentReport.onRecord(on("panel"), all)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(OrderStatus.class)
  void only_what_has_ended_is_told_as_ended(OrderStatus status) {
    assertThat(Standing.of(status) == Standing.ENDED).isEqualTo(!status.open());
  }

  @Test
  void people_who_are_trapped_in_a_lift_are_p1() {
    Site lifts = new TestSite().with("lift", binary("stopped")).ofClass("lift", "elevator").build();
    OrderReport said =
        new OrderReport(
            "",
            1,
            T,
            T,
            OrderReport.Channel.QR,
            "困人",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ResidentReport.RESIDENT);
    Reception.Told told = ResidentReport.told(lifts, on("lift"), said, Map.of(), true);
    assertThat(opened(new Reception(lifts).take(told, said.takenBy(), List.of(), T)).priority())
        .contains(Priority.P1);
  }
}
