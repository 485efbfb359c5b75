package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.binary;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.LockOut;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

/** Who keeps which alarms quiet, and for how long. */
final class LockOutsTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");
  private static final Actor LI = new Actor("li", Set.of(Role.TECHNICIAN));
  private static final Actor CHEN = new Actor("chen", Set.of(Role.TECHNICIAN));
  private static final Actor ZHAO = new Actor("zhao", Set.of(Role.SUPERVISOR));
  private static final Actor HE = new Actor("he", Set.of(Role.OPERATOR));

  private final Site site =
      new TestSite()
          .with("feeder", binary("on"))
          .rules("feeder", Rule.of("off").when("!on"))
          .with("pump", binary("tripped"), binary("flooded"))
          .under("pump", "feeder")
          .rules(
              "pump",
              Rule.of("trip").when("tripped"),
              Rule.of("flood").when("flooded").lifeSafety())
          .with("lift", true, binary("stopped"))
          .rules("lift", Rule.of("stop").when("stopped"))
          .siteRules(Rule.of("no_water").on("pump").when("tripped"))
          .build();

  private final OrderActions actions = new OrderActions(site);

  private WorkOrder inProgress(String equipment) {
    WorkOrder order =
        new HandReport(
                Optional.of(equipment),
                Optional.empty(),
                "leaks",
                Urgency.NORMAL,
                Severity.MINOR,
                "plumbing",
                Map.of())
            .draft(site, "sun", T)
            .numbered("WX-20261120-001")
            .order();
    return new OrderEdit(order, T)
        .status(OrderStatus.IN_PROGRESS)
        .assignee("li")
        .step("li", Optional.empty(), "start", Optional.empty())
        .order();
  }

  private WorkOrder done(
      WorkOrder order, OrderAction action, Actor actor, Map<String, String> fields, Instant now) {
    OrderOutcome outcome = actions.apply(order, action, actor, fields, OtherOrders.NONE, now);
    assertThat(outcome).as(fields.toString()).isInstanceOf(OrderOutcome.Done.class);
    return ((OrderOutcome.Done) outcome).step().order();
  }

  private OrderRefusal refused(
      WorkOrder order, OrderAction action, Actor actor, Map<String, String> fields) {
    OrderOutcome outcome = actions.apply(order, action, actor, fields, OtherOrders.NONE, T);
    assertThat(outcome).isInstanceOf(OrderOutcome.Refused.class);
    return ((OrderOutcome.Refused) outcome).reason();
  }

  private static Map<String, String> wanted(String rules, String... more) {
    Map<String, String> fields = new HashMap<>(Map.of("rules", rules, "reason", "new seal"));
    for (int at = 0; at < more.length; at += 2) {
      fields.put(more[at], more[at + 1]);
    }
    return fields;
  }

  private WorkOrder lockedOut() {
    return done(
        inProgress("pump"), OrderAction.LOCK_OUT, LI, wanted("trip, no_water", "for", "2h"), T);
  }

  @Test
  void aLockOutIsInAPersonsNameForATime() {
    assertThat(lockedOut().lockOut())
        .contains(
            new LockOut(
                List.of("pump/trip", "pump/no_water"),
                "li",
                "new seal",
                T,
                T.plus(Duration.ofHours(2))));
    assertThat(lockedOut().status()).isEqualTo(OrderStatus.IN_PROGRESS);
  }

  @Test
  void itStandsForAnHourWhereNobodySays() {
    WorkOrder order = done(inProgress("pump"), OrderAction.LOCK_OUT, LI, wanted("trip"), T);
    assertThat(order.lockOut().orElseThrow().until()).isEqualTo(T.plus(Duration.ofHours(1)));
    assertThat(LockOuts.USUAL).isEqualTo(Duration.ofHours(1));
    assertThat(LockOuts.LONGEST).isEqualTo(Duration.ofHours(4));
  }

  @Test
  void itMayEndAtATime() {
    WorkOrder order =
        done(
            inProgress("pump"),
            OrderAction.LOCK_OUT,
            LI,
            wanted("trip", "until", "2026-11-20T11:30:00+08:00"),
            T);
    assertThat(order.lockOut().orElseThrow().until())
        .isEqualTo(Instant.parse("2026-11-20T03:30:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "for,   4h1m",
    "for,   5h",
    "for,   0s",
    "for,   soon",
    "until, 2026-11-20T01:59:59Z",
    "until, 2026-11-20T06:00:01Z",
    "until, tomorrow",
  })
  void whatIsTooLongOrNoTimeIsRefused(String field, String value) {
    assertThat(refused(inProgress("pump"), OrderAction.LOCK_OUT, LI, wanted("trip", field, value)))
        .isInstanceOf(OrderRefusal.WrongField.class);
  }

  @Test
  void aLengthAndAnEndAreNotSaidTogether() {
    assertThat(
            refused(
                inProgress("pump"),
                OrderAction.LOCK_OUT,
                LI,
                wanted("trip", "for", "1h", "until", "2026-11-20T03:00:00Z")))
        .isInstanceOf(OrderRefusal.WrongField.class);
  }

  @Test
  void lifeSafetyIsNeverLockedOutAndTheWordsSayWhy() {
    OrderRefusal own = refused(inProgress("pump"), OrderAction.LOCK_OUT, LI, wanted("flood"));
    assertThat(own).isEqualTo(new OrderRefusal.LifeSafety("pump/flood"));
    assertThat(own.words().en()).contains("pump/flood is life safety");
    assertThat(refused(inProgress("lift"), OrderAction.LOCK_OUT, LI, wanted("stop")))
        .isEqualTo(new OrderRefusal.NothingToLockOut());
  }

  @Test
  void onlyRulesOfTheOrdersEquipmentAndOfWhatHangsBelowIt() {
    LockOuts lockOuts = new LockOuts(site);
    assertThat(lockOuts.lockable(inProgress("pump"))).containsExactly("pump/trip", "pump/no_water");
    assertThat(lockOuts.lockable(inProgress("feeder")))
        .containsExactly("feeder/off", "pump/trip", "pump/no_water");
    OrderRefusal other =
        refused(inProgress("pump"), OrderAction.LOCK_OUT, LI, wanted("feeder/off"));
    assertThat(other.words().en()).contains("feeder/off").contains("pump/trip, pump/no_water");
    assertThat(
            done(inProgress("feeder"), OrderAction.LOCK_OUT, LI, wanted("pump/trip,off"), T)
                .lockOut()
                .orElseThrow()
                .rules())
        .containsExactly("pump/trip", "feeder/off");
  }

  @Test
  void onlyTheTechnicianOfTheOrderOrASuperiorLocksOut() {
    assertThat(refused(inProgress("pump"), OrderAction.LOCK_OUT, CHEN, wanted("trip")))
        .isEqualTo(new OrderRefusal.NotTheAssignee("li"));
    assertThat(refused(inProgress("pump"), OrderAction.LOCK_OUT, HE, wanted("trip")))
        .isInstanceOf(OrderRefusal.WrongRole.class);
    WorkOrder order = done(inProgress("pump"), OrderAction.LOCK_OUT, ZHAO, wanted("trip"), T);
    assertThat(order.lockOut().orElseThrow().by()).isEqualTo("zhao");
    assertThat(done(order, OrderAction.RELEASE_LOCK_OUT, HE, Map.of(), T).lockOut())
        .as("the control room may end it")
        .isEmpty();
  }

  @Test
  void aRenewalKeepsTheRulesAndItsBeginning() {
    Instant later = T.plus(Duration.ofMinutes(110));
    WorkOrder renewed =
        done(lockedOut(), OrderAction.RENEW_LOCK_OUT, ZHAO, Map.of("for", "4h"), later);
    assertThat(renewed.lockOut())
        .contains(
            new LockOut(
                List.of("pump/trip", "pump/no_water"),
                "zhao",
                "new seal",
                T,
                later.plus(Duration.ofHours(4))));
  }

  @Test
  void withoutALockOutThereIsNothingToRenewOrRelease() {
    assertThat(refused(inProgress("pump"), OrderAction.RENEW_LOCK_OUT, LI, Map.of()))
        .isEqualTo(new OrderRefusal.NothingLockedOut());
    assertThat(refused(inProgress("pump"), OrderAction.RELEASE_LOCK_OUT, LI, Map.of()))
        .isEqualTo(new OrderRefusal.NothingLockedOut());
  }

  @ParameterizedTest
  @EnumSource(value = OrderStatus.class, names = "IN_PROGRESS", mode = EnumSource.Mode.EXCLUDE)
  void everyStepOutOfProgressEndsIt(OrderStatus to) {
    WorkOrder left =
        new OrderEdit(lockedOut(), T)
            .status(to)
            .step("zhao", Optional.empty(), "step", Optional.empty())
            .order();
    assertThat(left.lockOut()).isEmpty();
  }

  @Test
  void theMachineWritesDownThatItsTimeIsOver() {
    Instant end = T.plus(Duration.ofHours(2));
    assertThat(LockOuts.over(lockedOut(), end.minusMillis(1))).isEmpty();
    OrderStep step = LockOuts.over(lockedOut(), end).orElseThrow();
    assertThat(step.order().lockOut()).isEmpty();
    assertThat(step.order().status()).isEqualTo(OrderStatus.IN_PROGRESS);
    assertThat(step.change().actor()).isEqualTo("zhiban");
    assertThat(step.change().action()).isEqualTo("lock_out_over");
    assertThat(LockOuts.over(step.order(), end)).isEmpty();
  }
}
