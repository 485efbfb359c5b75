package org.zhiban.rules.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.cost.Money;
import org.zhiban.model.cost.OrderCosts;
import org.zhiban.model.cost.Payer;
import org.zhiban.model.site.Responsible;
import org.zhiban.model.site.ServiceTargets.ApprovalTier;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.TestSites;
import org.zhiban.rules.workorder.Actor;
import org.zhiban.rules.workorder.OrderOutcome;
import org.zhiban.rules.workorder.OrderRefusal;
import org.zhiban.rules.workorder.OtherOrders;

/** What an order costs, who pays [R2], and who must agree first [R27]. */
final class SpendingTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");

  private static final Actor LI = new Actor("li", Set.of(Role.TECHNICIAN));
  private static final Actor CHEN = new Actor("chen", Set.of(Role.TECHNICIAN));
  private static final Actor SUN = new Actor("sun", Set.of(Role.DESK));
  private static final Actor ZHAO = new Actor("zhao", Set.of(Role.SUPERVISOR));
  private static final Actor MA = new Actor("ma", Set.of(Role.SUPERVISOR));
  private static final Actor WANG = new Actor("wang", Set.of(Role.MANAGER));
  private static final Actor FU = new Actor("fu", Set.of(Role.APPROVER));
  private static final Actor GAO = new Actor("gao", Set.of(Role.APPROVER));

  private static final Site SITE =
      TestSites.pump(
          Map.of(),
          Set.of(),
          Responsible.NONE,
          List.of(
              upTo(100),
              upTo(2000, "supervisor", "manager", "approver-1"),
              upTo(5000, "supervisor", "manager", "approver-1", "approver-2"),
              new ApprovalTier(
                  OptionalDouble.empty(),
                  OptionalDouble.of(5000),
                  List.of("supervisor", "manager", "approver-1", "approver-2", "outside"))));

  private static ApprovalTier upTo(double amount, String... chain) {
    return new ApprovalTier(OptionalDouble.of(amount), OptionalDouble.empty(), List.of(chain));
  }

  /** An order that people work at, its books kept. */
  private static final class Case {
    WorkOrder order;
    OrderCosts costs = OrderCosts.NONE;
    Instant now = T;
    final List<Books.Beside> beside = new ArrayList<>();

    Case(OrderStatus status, Urgency urgency) {
      order =
          new OrderBuilder("WX-20261120-001", OrderSource.REPORT, T)
              .status(status)
              .urgency(urgency)
              .equipment(Optional.of("pump"))
              .title(LocalizedText.same("seal"))
              .trade("plumbing")
              .assignee(status == OrderStatus.IN_PROGRESS ? Optional.of("li") : Optional.empty())
              .doers(status == OrderStatus.IN_PROGRESS ? List.of("li") : List.of())
              .build();
    }

    Books books() {
      return new Books(costs, beside);
    }

    Approvals.Standing standing() {
      return new Approvals(SITE).standing(order, books(), now);
    }

    Optional<OrderRefusal> refused(Actor actor, OrderAction action, String... fields) {
      Spent spent = take(actor, action, fields);
      return spent.outcome() instanceof OrderOutcome.Refused(var reason)
          ? Optional.of(reason)
          : Optional.empty();
    }

    Spent take(Actor actor, OrderAction action, String... fields) {
      Map<String, String> given = new HashMap<>();
      for (int i = 0; i < fields.length; i += 2) {
        given.put(fields[i], fields[i + 1]);
      }
      return new OrderSpending(SITE)
          .apply(order, action, actor, given, books(), OtherOrders.NONE, now);
    }

    /** The line of history of a step that must be taken. */
    String done(Actor actor, OrderAction action, String... fields) {
      boolean offered =
          new OrderSpending(SITE)
              .allowed(order, actor, books(), now).stream().anyMatch(it -> it.action() == action);
      Spent spent = take(actor, action, fields);
      assertThat(spent.outcome()).as(action + " by " + actor).isInstanceOf(OrderOutcome.Done.class);
      assertThat(offered).as("offered: " + action + " to " + actor).isTrue();
      var step = ((OrderOutcome.Done) spent.outcome()).step();
      order = step.order();
      costs =
          new OrderCosts(
              joined(costs.lines(), spent.added().lines()),
              joined(costs.consents(), spent.added().consents()),
              joined(costs.approvals(), spent.added().approvals()));
      assertThat(step.change().to()).isEqualTo(order.status());
      return step.change().note().orElse("");
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
      return Stream.concat(one.stream(), other.stream()).toList();
    }

    Case quoted(String amount) {
      done(MA, OrderAction.ADD_COST, "kind", "quote", "amount", amount);
      return this;
    }
  }

  private static Case triaged() {
    return new Case(OrderStatus.TRIAGED, Urgency.NORMAL);
  }

  private static Case inProgress(Urgency urgency) {
    return new Case(OrderStatus.IN_PROGRESS, urgency);
  }

  @Test
  void partsLabourAndCostsAddUpToTheSmallestUnit() {
    Case job = inProgress(Urgency.NORMAL);
    String note =
        job.done(
            LI, OrderAction.ADD_PART, "part", "seal 50", "quantity", "3", "unit_price", "12.35");
    assertThat(note).isEqualTo("part: seal 50 × 3; 37.05 CNY; owner");
    job.done(LI, OrderAction.ADD_PART, "part", "cable", "quantity", "2.5", "unit_price", "0.33");
    job.done(LI, OrderAction.ADD_LABOUR, "minutes", "45", "person", "chen");
    job.done(
        ZHAO,
        OrderAction.ADD_COST,
        "kind",
        "cost",
        "amount",
        "20",
        "what",
        "crane",
        "paid",
        "warranty");
    assertThat(job.costs.spent(Payer.OWNER)).isEqualTo(new Money(3705 + 83));
    assertThat(job.costs.spent(Payer.WARRANTY)).isEqualTo(new Money(2000));
    assertThat(job.order.doers()).containsExactly("li", "chen");
  }

  @Test
  void whatIsWrongIsTakenBackByACounterEntryAndOnce() {
    Case job = inProgress(Urgency.NORMAL);
    job.done(LI, OrderAction.ADD_PART, "part", "seal", "quantity", "3", "unit_price", "10");
    job.done(LI, OrderAction.CORRECT_COST, "line", "1", "reason", "two");
    assertThat(job.costs.lines()).hasSize(2);
    assertThat(job.costs.spent(Payer.OWNER)).isEqualTo(Money.NOTHING);
    for (String line : List.of("1", "2", "3", "x")) {
      assertThat(job.refused(LI, OrderAction.CORRECT_COST, "line", line, "reason", "again"))
          .as(line)
          .isPresent();
    }
  }

  @Test
  void amountsThatAreNoneAreRefusedWithWords() {
    Case job = inProgress(Urgency.NORMAL);
    for (String price : List.of("-1", "1.234", "NaN", "1e99", "abc", "99999999999999")) {
      assertThat(job.refused(LI, OrderAction.ADD_PART, "part", "x", "unit_price", price))
          .as(price)
          .containsInstanceOf(OrderRefusal.WrongField.class);
    }
    for (String quantity : List.of("0", "-2", "0.0001", "1e9")) {
      assertThat(job.refused(LI, OrderAction.ADD_PART, "part", "x", "quantity", quantity))
          .as(quantity)
          .containsInstanceOf(OrderRefusal.WrongField.class);
    }
    assertThat(job.refused(LI, OrderAction.ADD_PART, "part", "x", "paid", "nobody")).isPresent();
    assertThat(job.refused(CHEN, OrderAction.ADD_PART, "part", "x"))
        .containsInstanceOf(OrderRefusal.NotTheAssignee.class);
  }

  @Test
  void aPaidOrderIsNotCompletedBeforeTheCustomerConsents() {
    Case job = inProgress(Urgency.NORMAL);
    job.done(LI, OrderAction.ADD_PART, "part", "tap", "unit_price", "80", "paid", "customer");
    String[] report = {"cause", "worn", "action_taken", "new tap"};
    OrderRefusal refusal = job.refused(LI, OrderAction.COMPLETE, report).orElseThrow();
    assertThat(refusal).isEqualTo(new OrderRefusal.NotConsented("80.00 CNY"));
    assertThat(refusal.words().zh()).contains("客户确认");
    job.done(LI, OrderAction.CONSENT, "who", "Mr Wu", "how", "signature", "amount", "79.99");
    assertThat(job.refused(LI, OrderAction.COMPLETE, report)).isPresent();
    job.done(SUN, OrderAction.CONSENT, "who", "Mr Wu", "how", "phone");
    job.done(LI, OrderAction.COMPLETE, report);
    assertThat(job.standing().steps()).as("what the customer pays nobody approves").isEmpty();
  }

  @Test
  void theChainAgreesStepByStepEachByAnotherPerson() {
    Case job = triaged().quoted("1800");
    assertThat(job.refused(ZHAO, OrderAction.DISPATCH, "assignee", "li"))
        .contains(new OrderRefusal.NotApproved("1800.00 CNY", "supervisor"));
    job.done(ZHAO, OrderAction.REQUEST_APPROVAL, "reason", "seal");
    assertThat(job.order.status()).isEqualTo(OrderStatus.WAIT_APPROVAL);
    Actor both = new Actor("zhao", Set.of(Role.SUPERVISOR, Role.MANAGER));
    assertThat(job.refused(both, OrderAction.APPROVE))
        .as("who asks does not agree, whatever roles he has")
        .containsInstanceOf(OrderRefusal.OwnSpending.class);
    assertThat(job.refused(WANG, OrderAction.APPROVE))
        .contains(new OrderRefusal.NotYourStep("supervisor"));
    assertThat(job.done(MA, OrderAction.APPROVE, "note", "ok"))
        .isEqualTo("ok; supervisor; 1800.00 CNY; → manager");
    assertThat(job.order.status()).isEqualTo(OrderStatus.WAIT_APPROVAL);
    Actor again = new Actor("ma", Set.of(Role.MANAGER));
    assertThat(job.refused(again, OrderAction.APPROVE))
        .containsInstanceOf(OrderRefusal.OwnSpending.class);
    job.done(WANG, OrderAction.APPROVE);
    assertThat(job.refused(GAO, OrderAction.APPROVE))
        .as("level 2 is no level 1")
        .contains(new OrderRefusal.NotYourStep("approver-1"));
    job.done(FU, OrderAction.APPROVE);
    assertThat(job.order.status()).isEqualTo(OrderStatus.TRIAGED);
    job.done(ZHAO, OrderAction.DISPATCH, "assignee", "li");
  }

  @Test
  void anAmountThatRisesAboveItsTierAsksForWhatIsMissing() {
    Case job = triaged().quoted("1800");
    job.done(SUN, OrderAction.REQUEST_APPROVAL, "reason", "seal");
    for (Actor actor : List.of(ZHAO, WANG, FU)) {
      job.done(actor, OrderAction.APPROVE);
    }
    job.quoted("150");
    assertThat(job.standing().next()).as("1950 is of the same tier").isEmpty();
    job.quoted("4000");
    assertThat(job.standing().next().map(Approvals.Step::name)).contains("approver-2");
    job.done(SUN, OrderAction.REQUEST_APPROVAL, "reason", "and a shaft");
    job.done(GAO, OrderAction.APPROVE);
    assertThat(job.order.status())
        .as("above 5000 somebody outside")
        .isEqualTo(OrderStatus.WAIT_APPROVAL);
    assertThat(job.refused(WANG, OrderAction.APPROVE))
        .as("without the paper")
        .containsInstanceOf(OrderRefusal.WrongField.class);
    assertThat(job.done(WANG, OrderAction.APPROVE, "paper", "JT-2026-118")).contains("JT-2026-118");
    assertThat(job.order.status()).isEqualTo(OrderStatus.TRIAGED);
  }

  @Test
  void anAmountMayBeAskedForBeforeAnythingIsQuoted() {
    Case job = triaged();
    job.done(SUN, OrderAction.REQUEST_APPROVAL, "reason", "pump", "amount", "3000");
    assertThat(job.standing().steps()).hasSize(4);
    Case small = triaged().quoted("100");
    assertThat(small.standing().steps()).as("a tier without a chain").isEmpty();
    small.done(ZHAO, OrderAction.DISPATCH, "assignee", "li");
  }

  @Test
  void whatMakesSafeGoesOnAndIsApprovedWithinADay() {
    Case job = inProgress(Urgency.URGENT);
    job.now = T.plusSeconds(600);
    job.done(LI, OrderAction.ADD_PART, "part", "coupling", "unit_price", "900");
    Approvals.Standing standing = job.standing();
    assertThat(standing.dueAt()).contains(T.plusSeconds(600).plus(Duration.ofHours(24)));
    assertThat(standing.overdue(T.plus(Duration.ofHours(24)))).isFalse();
    assertThat(standing.overdue(T.plus(Duration.ofHours(25)))).isTrue();
    assertThat(job.refused(LI, OrderAction.APPROVE)).isPresent();
    job.done(LI, OrderAction.COMPLETE, "cause", "worn", "action_taken", "changed");
    for (Actor actor : List.of(ZHAO, WANG, FU)) {
      job.done(actor, OrderAction.APPROVE);
      assertThat(job.order.status()).isEqualTo(OrderStatus.VERIFY);
    }
    assertThat(job.standing().since()).isEmpty();
    assertThat(job.refused(GAO, OrderAction.APPROVE))
        .containsInstanceOf(OrderRefusal.NothingToApprove.class);
  }

  @Test
  void splittingBelowALimitIsNoticedByTheSumOfTheEquipment() {
    Case other = triaged();
    other.quoted("1500");
    Case job = triaged().quoted("1200");
    assertThat(job.standing().steps()).hasSize(3);
    job.beside.add(new Books.Beside(renamed(other.order), other.costs));
    Approvals.Standing standing = job.standing();
    assertThat(standing.sum()).isEqualTo(new Money(270_000));
    assertThat(standing.steps()).hasSize(4);
    assertThat(standing.among()).containsExactly("WX-20261120-002");
    assertThat(job.done(SUN, OrderAction.REQUEST_APPROVAL, "reason", "seal"))
        .contains("2700.00 CNY", "WX-20261120-002");
    job.now = T.plus(Duration.ofDays(30)).plusSeconds(1);
    assertThat(job.standing().steps()).as("30 days later").hasSize(3);
  }

  private static WorkOrder renamed(WorkOrder order) {
    return new OrderBuilder("WX-20261120-002", order.source(), order.openedAt())
        .title(order.title())
        .trade(order.trade())
        .build();
  }
}
