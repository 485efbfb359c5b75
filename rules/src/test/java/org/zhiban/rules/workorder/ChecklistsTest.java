package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.Span;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.model.workorder.WorkOrder.ChecklistEntry;
import org.zhiban.rules.TestSites;

/** What may be said of a line of a checklist [E17] [E24], and what comes of it. */
final class ChecklistsTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");
  private static final Actor LI = new Actor("li", Set.of(Role.TECHNICIAN));
  private static final Actor CHEN = new Actor("chen", Set.of(Role.TECHNICIAN));
  private static final Actor ZHAO = new Actor("zhao", Set.of(Role.SUPERVISOR));
  private static final Actor SUN = new Actor("sun", Set.of(Role.DESK));
  private static final LocalizedText GLAND = new LocalizedText("填料渗漏", "gland leak");

  private final Site site =
      TestSites.pump(Map.of(), Set.of(), plan("law", true), plan("custom", false));
  private final OrderActions actions = new OrderActions(site);

  private static PlanSpec plan(String id, boolean statutory) {
    return new PlanSpec(
        id,
        Level.MONTHLY,
        "plumbing",
        Optional.empty(),
        new PlanSpec.Floating(new Span(30, Span.Unit.DAY)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        statutory,
        List.of(),
        Optional.of("list"),
        TestSites.HERE);
  }

  /** In progress, by li, with a line to look at and one to read. */
  private WorkOrder order(String plan) {
    return new OrderBuilder("WX-20261120-001", OrderSource.PLAN, T)
        .status(OrderStatus.IN_PROGRESS)
        .title(LocalizedText.same("monthly"))
        .trade("plumbing")
        .equipment(Optional.of("pump"))
        .location(Optional.of("B1"))
        .assignee(Optional.of("li"))
        .doers(List.of("li"))
        .plan(Optional.of(plan))
        .checklist(
            List.of(
                ChecklistEntry.open(GLAND, Optional.empty(), true),
                ChecklistEntry.open(LocalizedText.same("flow"), Optional.of("flow"), false)))
        .build();
  }

  private OrderOutcome tick(WorkOrder order, Actor actor, Map<String, String> fields) {
    return actions.apply(
        order, OrderAction.TICK, actor, fields, OtherOrders.NONE, T.plus(Duration.ofMinutes(5)));
  }

  private WorkOrder ticked(WorkOrder order, String... fields) {
    return ((OrderOutcome.Done) tick(order, LI, named(fields))).step().order();
  }

  private OrderRefusal refused(WorkOrder order, Actor actor, String... fields) {
    OrderOutcome outcome = tick(order, actor, named(fields));
    assertThat(outcome).isInstanceOf(OrderOutcome.Refused.class);
    return ((OrderOutcome.Refused) outcome).reason();
  }

  private static Map<String, String> named(String... fields) {
    Map<String, String> named = new java.util.HashMap<>();
    for (int index = 0; index < fields.length; index += 2) {
      named.put(fields[index], fields[index + 1]);
    }
    return named;
  }

  @Test
  void aLineRemembersWhatWasFoundWhenAndByWhomAndItsCorrectionToo() {
    WorkOrder order = ticked(order("law"), "item", "1", "passed", "true", "note", "dry");
    ChecklistEntry entry = order.checklist().getFirst();
    assertThat(entry.passed()).contains(true);
    assertThat(entry.note()).contains("dry");
    assertThat(entry.by()).contains("li");
    assertThat(entry.at()).contains(T.plus(Duration.ofMinutes(5)));
    assertThat(order.status()).isEqualTo(OrderStatus.IN_PROGRESS);

    var corrected = (OrderOutcome.Found) tick(order, ZHAO, Map.of("item", "1", "passed", "false"));
    assertThat(corrected.step().order().checklist().getFirst().failed()).isTrue();
    assertThat(corrected.step().order().doers()).containsExactly("li", "zhao");
    assertThat(corrected.step().change().actor()).isEqualTo("zhao");
    assertThat(corrected.step().change().onBehalfOf()).contains("li");
    assertThat(corrected.step().change().note()).contains("1. 填料渗漏 / gland leak ✕");
  }

  @Test
  void aReadingIsANumberInTheUnitOfItsPointAndWithinItsRange() {
    WorkOrder read = ticked(order("law"), "item", "2", "passed", "true", "value", "0.42");
    assertThat(read.checklist().get(1).value()).contains(0.42);
    for (String value : List.of("", "much", "NaN", "Infinity", "1e999")) {
      assertThat(refused(order("law"), LI, "item", "2", "passed", "true", "value", value))
          .as(value)
          .isInstanceOfSatisfying(
              OrderRefusal.WrongField.class, no -> assertThat(no.field()).isEqualTo("value"));
    }
    assertThat(refused(order("law"), LI, "item", "1", "passed", "true", "value", "3"))
        .isInstanceOf(OrderRefusal.WrongField.class);
    assertThat(tick(order("law"), LI, Map.of("item", "2", "passed", "false")))
        .as("a meter that is broken shows nothing to write down")
        .isInstanceOf(OrderOutcome.Found.class);
  }

  @Test
  void aLineThatIsNotThereOrAFindingThatIsNoneIsRefused() {
    for (String item : List.of("0", "3", "-1", "one", "1.0", "99999999999")) {
      assertThat(refused(order("law"), LI, "item", item, "passed", "true"))
          .as(item)
          .isInstanceOf(OrderRefusal.WrongField.class);
    }
    assertThat(refused(order("law"), LI, "item", "1", "passed", "maybe"))
        .isInstanceOf(OrderRefusal.WrongField.class);
    assertThat(refused(order("law"), LI, "item", "1")).isInstanceOf(OrderRefusal.WrongField.class);
    WorkOrder without = OrderBuilder.of(order("law")).checklist(List.of()).build();
    assertThat(refused(without, LI, "item", "1", "passed", "true"))
        .isEqualTo(new OrderRefusal.NoChecklist());
  }

  @Test
  void onlyWhoWorksOnItTicks() {
    assertThat(refused(order("law"), CHEN, "item", "1", "passed", "true"))
        .isEqualTo(new OrderRefusal.NotTheAssignee("li"));
    assertThat(refused(order("law"), SUN, "item", "1", "passed", "true"))
        .isInstanceOf(OrderRefusal.WrongRole.class);
  }

  @Test
  void aStatutoryLineIsNeverSkippedAndAnyOtherForAReason() {
    assertThat(refused(order("law"), LI, "item", "1", "passed", "skipped", "note", "late"))
        .isEqualTo(new OrderRefusal.NeverSkipped(1));
    assertThat(refused(order("gone"), LI, "item", "1", "passed", "skipped", "note", "late"))
        .as("of a plan that the site has no more nobody knows")
        .isEqualTo(new OrderRefusal.NeverSkipped(1));
    assertThat(refused(order("custom"), LI, "item", "1", "passed", "skipped"))
        .isInstanceOfSatisfying(
            OrderRefusal.WrongField.class, no -> assertThat(no.field()).isEqualTo("note"));
    ChecklistEntry skipped =
        ticked(order("custom"), "item", "1", "passed", "skipped", "note", "no key")
            .checklist()
            .getFirst();
    assertThat(skipped.skipped()).isTrue();
    assertThat(skipped.passed()).isEmpty();
    assertThat(skipped.settled()).isTrue();
  }

  @Test
  void anOrderIsCompleteOnlyWhenEveryLineIsTicked() {
    Map<String, String> done = Map.of("cause", "c", "action_taken", "a");
    WorkOrder order = ticked(order("law"), "item", "1", "passed", "true");
    assertThat(actions.apply(order, OrderAction.COMPLETE, LI, done, OtherOrders.NONE, T))
        .isEqualTo(new OrderOutcome.Refused(new OrderRefusal.ItemsLeft(List.of(2))));
    order = ticked(order, "item", "2", "passed", "true", "value", "1");
    assertThat(actions.apply(order, OrderAction.COMPLETE, LI, done, OtherOrders.NONE, T))
        .isInstanceOf(OrderOutcome.Done.class);
  }

  @Test
  void aLineThatFailedMakesOneOrderForTheSameEquipmentAndALaterPassLeavesIt() {
    var found =
        (OrderOutcome.Found)
            tick(order("law"), LI, Map.of("item", "1", "passed", "false", "note", "drips"));
    WorkOrder made = found.corrective().numbered("WX-20261120-002").order();
    assertThat(found.item()).isEqualTo(1);
    assertThat(made.source()).isEqualTo(OrderSource.PATROL);
    assertThat(made.status()).isEqualTo(OrderStatus.REPORTED);
    assertThat(made.equipment()).contains("pump");
    assertThat(made.location()).contains("B1");
    assertThat(made.trade()).isEqualTo("plumbing");
    assertThat(made.title()).isEqualTo(new LocalizedText("水泵：填料渗漏 不合格", "Pump: gland leak failed"));
    assertThat(made.clocks()).isNotEmpty().allMatch(clock -> clock.startedAt().isAfter(T));
    assertThat(found.corrective().numbered("WX-20261120-002").change().note())
        .contains("WX-20261120-001 1. 填料渗漏 / gland leak ✕; drips");

    OtherOrders known =
        new OtherOrders.Alone() {
          @Override
          public Optional<String> correctiveOf(String order, int item) {
            return Optional.of("WX-20261120-002").filter(_ -> item == 1);
          }
        };
    for (String passed : List.of("false", "true")) {
      var again =
          (OrderOutcome.Done)
              actions.apply(
                  found.step().order(),
                  OrderAction.TICK,
                  LI,
                  Map.of("item", "1", "passed", passed),
                  known,
                  T);
      assertThat(again.step().change().note().orElse("")).endsWith("; WX-20261120-002");
    }
  }

  @Test
  void aReadingBesideTheRangeOfItsPointIsAskedForAgain() {
    for (String value : List.of("-0.1", "100.1")) {
      assertThat(refused(order("law"), LI, "item", "2", "passed", "false", "value", value))
          .as(value)
          .isInstanceOfSatisfying(
              OrderRefusal.WrongField.class,
              no -> assertThat(no.words().en()).contains("0.0–100.0"));
    }
  }
}
