package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.VisitShares;
import org.zhiban.model.staff.Role;
import org.zhiban.model.visit.VisitAnswer;
import org.zhiban.model.visit.VisitAnswer.Result;
import org.zhiban.model.visit.VisitBook;
import org.zhiban.model.visit.VisitDraw;
import org.zhiban.model.visit.VisitLevel;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Remedy;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.TestSites;

/** Who is asked after a repair, and what the answer does to the order [R19] [R20]. */
final class ReturnVisitsTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");
  private static final Site SITE = TestSites.visiting(VisitShares.USUAL);
  private static final ReturnVisits VISITS = new ReturnVisits(SITE);

  private static final Actor SUN = new Actor("sun", Set.of(Role.DESK));
  private static final Actor WANG = new Actor("wang", Set.of(Role.MANAGER));
  private static final Actor FU = new Actor("fu", Set.of(Role.APPROVER));
  private static final Actor LI = new Actor("li", Set.of(Role.TECHNICIAN, Role.DESK, Role.MANAGER));
  private static final Actor ZHAO = new Actor("zhao", Set.of(Role.SUPERVISOR));

  private static WorkOrder order(OrderSource source, OrderStatus status) {
    return new OrderBuilder("WX-20261120-001", source, T)
        .status(status)
        .title(LocalizedText.same("tap"))
        .trade("plumbing")
        .assignee(Optional.of("li"))
        .remedy(Remedy.NONE.started(T))
        .doers(List.of("li"))
        .report(Map.of("content", "tap", "reported_by", "Mr Wu", "phone", "139"))
        .clocks(
            List.of(
                Clock.started("resolve", 1, T.minusSeconds(900), T.plusSeconds(900)),
                Clock.started("visit", 1, T, T.plusSeconds(3_600))))
        .closedAt(status.open() ? Optional.empty() : Optional.of(T))
        .build();
  }

  private static WorkOrder waiting() {
    return order(OrderSource.REPORT, OrderStatus.VISIT);
  }

  private static WorkOrder closed() {
    return order(OrderSource.REPORT, OrderStatus.CLOSED);
  }

  /** A book of an order that was drawn for these levels and no other. */
  private static VisitBook drawn(VisitLevel... levels) {
    return new VisitBook(
        Arrays.stream(VisitLevel.values())
            .map(
                level ->
                    new VisitDraw(
                        closed().id(),
                        level,
                        "seed",
                        Set.of(levels).contains(level) ? 0 : 9_999,
                        50,
                        T))
            .toList(),
        List.of());
  }

  private static VisitBook said(VisitBook book, VisitLevel level, Result result, String by) {
    return book.with(
        new VisitAnswer(
            closed().id(),
            book.answers().size() + 1,
            level,
            result,
            Optional.empty(),
            Optional.empty(),
            by,
            T));
  }

  private static Visited visit(
      WorkOrder order, Actor actor, Map<String, String> fields, VisitBook book, Instant now) {
    return VISITS.made(
        order,
        actor,
        fields,
        book,
        new OrderActions(SITE)
            .apply(order, OrderAction.VISIT, actor, fields, OtherOrders.NONE, now),
        OtherOrders.NONE,
        now);
  }

  private static Visited.Made made(
      WorkOrder order, Actor actor, Map<String, String> fields, VisitBook book) {
    assertThat(visit(order, actor, fields, book, T)).isInstanceOf(Visited.Made.class);
    return (Visited.Made) visit(order, actor, fields, book, T);
  }

  private static OrderRefusal refused(WorkOrder order, Actor actor, VisitBook book) {
    assertThat(visit(order, actor, Map.of(), book, T)).isInstanceOf(Visited.Refused.class);
    return ((Visited.Refused) visit(order, actor, Map.of(), book, T)).reason();
  }

  private static List<String> lines(Visited.Made made) {
    return made.steps().stream()
        .map(OrderStep::change)
        .map(line -> line.action() + " " + line.from().orElseThrow() + " " + line.to())
        .toList();
  }

  private static Clock.State clock(WorkOrder order) {
    return order.clocks().stream()
        .filter(it -> it.name().equals("visit"))
        .findFirst()
        .orElseThrow()
        .state();
  }

  @ParameterizedTest
  @EnumSource(OrderSource.class)
  void onlyCustomersAreAsked(OrderSource source) {
    assertThat(VISITS.drawn(order(source, OrderStatus.VISIT), VisitBook.NONE, "s", T))
        .hasSize(source == OrderSource.REPORT ? 3 : 0);
    assertThat(VISITS.drawn(order(source, OrderStatus.CLOSED), VisitBook.NONE, "s", T)).isEmpty();
  }

  @Test
  void anOrderThatWasNotDrawnIsClosedByTheMachineAndBreaksNoPromise() {
    assertThat(VISITS.unasked(waiting(), drawn(VisitLevel.DESK), T)).isEmpty();
    assertThat(VISITS.unasked(waiting(), VisitBook.NONE, T)).as("of before lots").isEmpty();
    OrderStep step = VISITS.unasked(waiting(), drawn(), T).orElseThrow();
    assertThat(step.order().status()).isEqualTo(OrderStatus.CLOSED);
    assertThat(step.change().actor()).isEqualTo("zhiban");
    assertThat(clock(step.order())).isEqualTo(Clock.State.ENDED);
    VisitBook complaint = said(drawn(), VisitLevel.QUALITY, Result.UNSATISFIED, "wang");
    assertThat(VISITS.unasked(waiting(), complaint, T)).as("who complained is asked").isEmpty();
  }

  @Test
  void whoIsSatisfiedClosesTheOrderWithinItsClock() {
    Visited.Made made = made(waiting(), SUN, Map.of("satisfaction", "4"), drawn(VisitLevel.DESK));
    assertThat(lines(made)).containsExactly("visit VISIT CLOSED");
    assertThat(made.answer().result()).isEqualTo(Result.SATISFIED);
    assertThat(made.answer().score()).hasValue(4);
    assertThat(clock(made.steps().getLast().order())).isEqualTo(Clock.State.MET);
  }

  @ParameterizedTest
  @CsvSource({"satisfaction, 1", "satisfaction, 2", "result, unsatisfied"})
  void whoIsNotOpensItAgain(String field, String value) {
    Visited.Made made =
        made(waiting(), SUN, Map.of(field, value, "note", "drips"), drawn(VisitLevel.DESK));
    assertThat(lines(made)).containsExactly("visit VISIT VISIT", "reopen VISIT DISPATCHED");
    WorkOrder again = made.steps().getLast().order();
    assertThat(again.assignee()).hasValue("li");
    assertThat(again.remedy()).as("another plan is wanted").isEqualTo(Remedy.NONE);
    assertThat(clock(again)).isEqualTo(Clock.State.MET);
    assertThat(again.clocks()).anyMatch(it -> it.name().equals("resolve") && it.cycle() == 2);
    assertThat(made.steps().getLast().change().note()).hasValue("drips");
    assertThat(again.version()).isEqualTo(waiting().version() + 2);
  }

  @Test
  void whoIsNotReachedIsCalledAgainTwice() {
    VisitBook book = drawn(VisitLevel.DESK);
    for (int i = 1; i < ReturnVisits.TRIES; i++) {
      Visited.Made made = made(waiting(), SUN, Map.of("result", "not_reached"), book);
      assertThat(lines(made)).containsExactly("not_reached VISIT VISIT");
      assertThat(clock(made.steps().getLast().order())).isEqualTo(Clock.State.RUNNING);
      book = book.with(made.answer());
    }
    Visited.Made last = made(waiting(), SUN, Map.of("result", "not_reached"), book);
    assertThat(lines(last)).containsExactly("not_reached VISIT CLOSED");
    assertThat(clock(last.steps().getLast().order())).isEqualTo(Clock.State.ENDED);
    book = book.with(last.answer());
    assertThat(lines(made(waiting(), SUN, Map.of("result", "not_reached"), book)))
        .as("after it was reopened the calls are counted anew")
        .containsExactly("not_reached VISIT VISIT");
  }

  @ParameterizedTest
  @CsvSource({
    "satisfaction=6",
    "satisfaction=0",
    "satisfaction=1.5",
    "satisfaction=five",
    "result=perhaps",
    "satisfaction=5;result=unsatisfied",
    "satisfaction=2;result=satisfied",
    "satisfaction=3;result=not_reached",
    "mood=5"
  })
  void whatContradictsItselfIsRefused(String fields) {
    Map<String, String> form = new HashMap<>();
    for (String field : fields.split(";", -1)) {
      form.put(field.substring(0, field.indexOf('=')), field.substring(field.indexOf('=') + 1));
    }
    for (WorkOrder order : List.of(waiting(), closed())) {
      VisitBook book = drawn(VisitLevel.QUALITY);
      assertThat(visit(order, WANG, form, book, T))
          .isInstanceOfSatisfying(
              Visited.Refused.class,
              no -> assertThat(no.reason()).isInstanceOf(OrderRefusal.WrongField.class));
    }
  }

  @Test
  void nobodyWhoDidTheWorkAsks() {
    assertThat(refused(waiting(), LI, drawn(VisitLevel.DESK)))
        .isInstanceOf(OrderRefusal.OwnWork.class);
    assertThat(refused(closed(), LI, drawn(VisitLevel.QUALITY)))
        .isInstanceOf(OrderRefusal.OwnWork.class);
    assertThat(refused(waiting(), ZHAO, drawn(VisitLevel.DESK)))
        .isInstanceOf(OrderRefusal.WrongRole.class);
  }

  @Test
  void closedOrdersThatWereDrawnAreAskedAfterByOthers() {
    VisitBook both = drawn(VisitLevel.DESK, VisitLevel.QUALITY, VisitLevel.HEAD);
    assertThat(refused(closed(), SUN, both)).isInstanceOf(OrderRefusal.NotTheVisitor.class);
    Visited.Made quality = made(closed(), WANG, Map.of("satisfaction", "5"), both);
    assertThat(quality.answer().level()).isEqualTo(VisitLevel.QUALITY);
    assertThat(lines(quality)).containsExactly("visit CLOSED CLOSED");
    assertThat(quality.steps().getFirst().order().closedAt()).isEqualTo(closed().closedAt());
    VisitBook then = both.with(quality.answer());
    assertThat(refused(closed(), WANG, then)).isInstanceOf(OrderRefusal.AskedBefore.class);
    Visited.Made head = made(closed(), FU, Map.of(), then);
    assertThat(head.answer().level()).isEqualTo(VisitLevel.HEAD);
    assertThat(refused(closed(), FU, then.with(head.answer())))
        .as("nothing is left")
        .isInstanceOf(OrderRefusal.WrongStatus.class);
    assertThat(refused(closed(), FU, drawn(VisitLevel.DESK)))
        .as("it was not drawn")
        .isInstanceOf(OrderRefusal.WrongStatus.class);
  }

  @Test
  void whoeverIsNamedAsksAndNobodyElse() {
    ReturnVisits named =
        new ReturnVisits(
            TestSites.visiting(new VisitShares(100, 50, 40, List.of("sun"), List.of("fu"))));
    VisitBook quality = drawn(VisitLevel.QUALITY);
    assertThat(named.offered(closed(), SUN, quality, T)).isTrue();
    assertThat(named.offered(closed(), WANG, quality, T)).isFalse();
    assertThat(named.offered(closed(), FU, drawn(VisitLevel.HEAD), T)).isTrue();
    VisitBook asked = said(quality, VisitLevel.DESK, Result.SATISFIED, "sun");
    assertThat(named.offered(closed(), SUN, asked, T)).as("the same person").isFalse();
    VisitBook called = said(quality, VisitLevel.DESK, Result.NOT_REACHED, "sun");
    assertThat(named.offered(closed(), SUN, called, T)).as("nobody was asked").isTrue();
  }

  @Test
  void aSampleThatFindsABadRepairOpensTheOrderOrMakesAnother() {
    VisitBook book = drawn(VisitLevel.QUALITY);
    Map<String, String> bad = Map.of("satisfaction", "1", "note", "drips again");
    Visited.Made soon = made(closed(), WANG, bad, book);
    assertThat(lines(soon)).containsExactly("visit CLOSED CLOSED", "reopen CLOSED DISPATCHED");
    assertThat(soon.anew()).isEmpty();
    Visited late = visit(closed(), WANG, bad, book, T.plus(Duration.ofDays(8)));
    assertThat(late).isInstanceOf(Visited.Made.class);
    Visited.Made made = (Visited.Made) late;
    assertThat(lines(made)).containsExactly("visit CLOSED CLOSED");
    WorkOrder next = made.anew().orElseThrow().numbered("WX-20261128-001").order();
    assertThat(next.status()).isEqualTo(OrderStatus.REPORTED);
    assertThat(next.report()).containsEntry("content", "drips again").containsEntry("phone", "139");
    assertThat(next.trade()).isEqualTo("plumbing");
    assertThat(next.clocks()).isNotEmpty();
  }

  @Test
  void aSampleIsMadeWithinThirtyDaysAndCalledThreeTimes() {
    VisitBook book = drawn(VisitLevel.QUALITY);
    Instant last = T.plus(ReturnVisits.SAMPLED_WITHIN);
    assertThat(VISITS.waiting(closed(), book, last)).containsExactly(VisitLevel.QUALITY);
    assertThat(VISITS.waiting(closed(), book, last.plusMillis(1))).isEmpty();
    for (int i = 0; i < ReturnVisits.TRIES; i++) {
      assertThat(VISITS.waiting(closed(), book, T)).containsExactly(VisitLevel.QUALITY);
      book = said(book, VisitLevel.QUALITY, Result.NOT_REACHED, "wang");
    }
    assertThat(VISITS.waiting(closed(), book, T)).isEmpty();
    assertThat(VISITS.waiting(waiting(), drawn(VisitLevel.QUALITY), T)).as("not closed").isEmpty();
  }

  /** Friday 10:00 in Shanghai; the site works Monday to Friday. */
  @Test
  void aSampleIsDueAWorkingDayAfterTheClosing() {
    assertThat(VISITS.due(waiting())).hasValue(T.plusSeconds(3_600));
    assertThat(VISITS.due(order(OrderSource.REPORT, OrderStatus.VERIFY))).isEmpty();
    assertThat(VISITS.due(closed())).hasValue(Instant.parse("2026-11-23T02:00:00Z"));
  }

  /** Whatever is said in whatever order: nobody asks twice, and each visit has its line. */
  @Property(tries = 300)
  void nobodyAsksAgainWhatAnotherAnswered(@ForAll List<@IntRange(min = 0, max = 11) Integer> told) {
    WorkOrder order = waiting();
    VisitBook book = drawn(VisitLevel.values());
    List<Actor> staff = List.of(SUN, WANG, FU, LI);
    List<Map<String, String>> words =
        List.of(
            Map.of("result", "satisfied"),
            Map.of("result", "not_reached"),
            Map.of("result", "unsatisfied"));
    List<OrderChange> history = new ArrayList<>();
    for (int each : told) {
      Actor actor = staff.get(each % 4);
      boolean offered = VISITS.offered(order, actor, book, T);
      Visited visited = visit(order, actor, words.get(each / 4), book, T);
      if (order.status() == OrderStatus.CLOSED) {
        assertThat(visited instanceof Visited.Made).isEqualTo(offered);
      }
      if (visited instanceof Visited.Made done) {
        assertThat(order.doers()).doesNotContain(done.answer().by());
        book = book.with(done.answer());
        done.steps().forEach(step -> history.add(step.change()));
        order = done.steps().getLast().order();
        if (order.status() == OrderStatus.DISPATCHED) {
          order = OrderBuilder.of(order).status(OrderStatus.VISIT).build();
        }
      }
    }
    long visits = history.stream().filter(it -> !it.action().equals("reopen")).count();
    assertThat(visits).isEqualTo(book.answers().size());
    for (VisitLevel level : List.of(VisitLevel.QUALITY, VisitLevel.HEAD)) {
      assertThat(book.answers(level).filter(VisitAnswer::reached).count()).isLessThanOrEqualTo(1);
    }
    Set<String> samplers = new java.util.HashSet<>();
    book.answers().stream()
        .filter(VisitAnswer::reached)
        .filter(it -> it.level() != VisitLevel.DESK)
        .forEach(it -> assertThat(samplers.add(it.by())).isTrue());
  }
}
