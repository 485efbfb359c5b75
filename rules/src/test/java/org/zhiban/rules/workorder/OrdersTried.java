package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.cost.OrderCosts;
import org.zhiban.model.site.Responsible;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.model.workorder.WorkOrder.ChecklistEntry;
import org.zhiban.rules.TestSites;
import org.zhiban.rules.workorder.ModelOfOrders.Officers;
import org.zhiban.rules.workorder.ModelOfOrders.Person;

/** Orders in every status, and what somebody tries with them. */
final class OrdersTried {
  static final Instant T = Instant.parse("2026-11-20T02:00:00Z");
  static final String OTHER = "WX-20261120-002";

  /** So many of the staff, the first, can accept an order. */
  private static final int ACCEPTING = 4;

  static final List<String> STAFF = List.of("li", "chen", "zhao", "ma", "wang", "sun");

  static final Responsible NAMED =
      new Responsible(List.of("chen"), List.of("ma", "zhao"), List.of("sun"));

  /** What somebody tries: of the legal actions one, or a wrong one. */
  record Try(boolean legal, int pick, int staff, boolean named, int minutes) {}

  /** What an action wants, on an order with so many lines. */
  static Map<String, String> fields(OrderAction action, Try each, int items, OrderCosts costs) {
    String staff = STAFF.get(each.staff());
    Map<String, String> fields = new HashMap<>();
    switch (action) {
      case DISPATCH -> fields.put("assignee", STAFF.get(each.staff() % ACCEPTING));
      case REJECT, CANCEL, REOPEN, GRANT_HOLD, REQUEST_APPROVAL -> fields.put("reason", "why");
      case MERGE -> fields.put("into", OTHER);
      case PUT_UNDER -> fields.put("under", OTHER);
      case LOCK_OUT -> fields.putAll(Map.of("rules", "pump/dry", "reason", "seal"));
      case COMPLETE -> fields.putAll(Map.of("cause", "c", "action_taken", "a"));
      case REQUEST_HOLD -> fields.put("reason", "parts");
      case ANSWERED -> fields.put("answer", "on Monday");
      case ALLOW_OVERRUN ->
          fields.putAll(Map.of("until", "2030-01-01T00:00:00Z", "reason", "a part is awaited"));
      case PLAN_RECORDED -> fields.put("plan", "a new shaft");
      case ADD_PART -> fields.putAll(Map.of("part", "seal", "unit_price", "12.5"));
      case ADD_LABOUR -> fields.put("minutes", "30");
      case ADD_COST ->
          fields.putAll(
              Map.of("kind", "cost", "amount", "10", "paid", each.named() ? "customer" : "owner"));
      case CONSENT -> fields.putAll(Map.of("who", "Mr Wu", "how", "phone", "amount", "15"));
      case CORRECT_COST ->
          fields.putAll(Map.of("line", KeptOrder.standing(costs), "reason", "wrong"));
      case TICK -> {
        fields.put("item", String.valueOf(1 + each.pick() % Math.max(1, items)));
        fields.put("passed", Checklists.FINDINGS.get(each.staff() % 3));
        fields.put("note", "seen");
      }
      case TRIAGE,
          APPROVE,
          STAND_ALONE,
          ACCEPT,
          ARRIVE,
          START,
          RESUME,
          RENEW_LOCK_OUT,
          RELEASE_LOCK_OUT,
          PROGRESS_CALLED,
          MADE_SAFE,
          VERIFY,
          VISIT -> {
        // asks for nothing
      }
    }
    if (each.named()
        && Set.of(
                OrderAction.ACCEPT,
                OrderAction.ARRIVE,
                OrderAction.START,
                OrderAction.REQUEST_HOLD,
                OrderAction.MADE_SAFE,
                OrderAction.COMPLETE)
            .contains(action)) {
      fields.put("on_behalf_of", staff);
    }
    return fields;
  }

  static Person person(Actor actor) {
    return new Person(
        actor.user(),
        actor.roles().stream()
            .map(role -> role.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet()));
  }

  static Site site(boolean named) {
    return TestSites.pump(Map.of(), Set.of(), named ? NAMED : Responsible.NONE);
  }

  static ModelOfOrders model(WorkOrder order, boolean named) {
    ModelOfOrders model =
        new ModelOfOrders(
            order.source().name().toLowerCase(Locale.ROOT),
            order.status().name().toLowerCase(Locale.ROOT),
            order.trade(),
            order.priority().filter(Priority.P1::equals).isPresent(),
            order.severity() == Severity.SERIOUS,
            named
                ? new Officers(NAMED.engineering(), NAMED.liftSafety(), NAMED.fireSafety())
                : new Officers(List.of(), List.of(), List.of()));
    model.endedAt = order.closedAt().orElse(null);
    return model.with(order.checklist().size());
  }

  static WorkOrder order(
      Site site,
      OrderSource source,
      OrderStatus status,
      String trade,
      boolean p1,
      boolean serious) {
    Severity severity = serious ? Severity.SERIOUS : Severity.MINOR;
    List<Clock> clocks =
        source == OrderSource.PLAN
            ? List.of(Clock.started("resolve", 1, T, T.plus(Duration.ofDays(1))))
            : new Clocks(site)
                .opened(new Clocks.Kind(source, Urgency.NORMAL, severity), Map.of(), T);
    assertThat(clocks)
        .extracting(Clock::name)
        .containsExactlyInAnyOrderElementsOf(
            new TreeSet<>(
                new ModelOfOrders(
                        source.name().toLowerCase(Locale.ROOT),
                        "reported",
                        trade,
                        p1,
                        serious,
                        new Officers(List.of(), List.of(), List.of()))
                    .promised));
    return new OrderBuilder("WX-20261120-001", source, T)
        .status(status)
        .priority(Optional.of(p1 ? Priority.P1 : Priority.P3))
        .title(LocalizedText.same("order"))
        .trade(trade)
        .severity(severity)
        .clocks(clocks)
        .closedAt(status.open() ? Optional.empty() : Optional.of(T))
        .build();
  }

  /** The order with a checklist of so many lines. */
  static WorkOrder listed(WorkOrder order, int items) {
    return OrderBuilder.of(order)
        .checklist(
            Collections.nCopies(
                items, ChecklistEntry.open(LocalizedText.same("no leak"), Optional.empty(), false)))
        .build();
  }

  /**
   * The orders beside it.
   *
   * @param corrected lines of the checklist that led to an order
   */
  static OtherOrders beside(Set<String> corrected) {
    return new OtherOrders.Alone() {
      @Override
      public Optional<WorkOrder> order(String number) {
        return Optional.of(
            new OrderBuilder(OTHER, OrderSource.REPORT, T)
                .title(LocalizedText.same("other"))
                .trade("plumbing")
                .build());
      }

      @Override
      public Optional<String> correctiveOf(String order, int item) {
        return Optional.of("WX-20261120-009").filter(_ -> corrected.contains("" + item));
      }
    };
  }

  private OrdersTried() {}
}
