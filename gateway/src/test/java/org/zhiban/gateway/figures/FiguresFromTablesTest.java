package org.zhiban.gateway.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.visit.VisitAnswer;
import org.zhiban.model.visit.VisitBook;
import org.zhiban.model.visit.VisitDraw;
import org.zhiban.model.visit.VisitLevel;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.Concern;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.OrderTransition;
import org.zhiban.rules.figures.Period;
import org.zhiban.rules.figures.Records;

/**
 * Whatever happened, a spreadsheet over the tables makes the same figures ([R9] [R24] [Q1] to
 * [Q5]): {@link Spreadsheet} reads the tables alone and knows nothing of how they were made.
 */
class FiguresFromTablesTest {
  private static final Instant NOVEMBER = Instant.parse("2026-10-31T16:00:00Z");
  private static final Site SITE = site();
  private static final List<String> EQUIPMENT = List.of("pump", "lift", "fan", "gone");
  private static final List<String> CLOCKS = List.of("forward", "respond", "resolve", "answer");

  private static Site site() {
    Loading loading =
        SiteLoader.load(
            SiteFiles.of(
                Map.of(
                    "site.yaml",
                    """
                    site: { id: s, name: { zh: 站, en: S }, timezone: Asia/Shanghai }
                    staff:
                      - { id: li, name: 李, role: technician, trades: [plumbing], areas: [all] }
                    areas: [ { id: a, name: A }, { id: b, name: B } ]
                    contractors: [ { id: otis, name: 电梯公司, trades: [lift] } ]
                    equipment:
                      - { id: pump, name: 泵, class: pump, area: a, maintenance: [daily, monthly] }
                      - { id: lift, name: 梯, class: elevator, area: b, maintenance: [law, yearly] }
                      - { id: fan, name: 风机, class: fan, maintenance: [quarterly], out_of_service: true }
                    """,
                    "plans/plans.yaml",
                    """
                    plans:
                      daily: { level: daily, trade: plumbing, rrule: "FREQ=DAILY" }
                      monthly: { level: monthly, trade: plumbing, floating: 30d }
                      law: { level: half_monthly, trade: lift, contractor: otis, statutory: true, ceiling: 15d }
                      yearly: { level: yearly, trade: lift, contractor: otis, floating: 365d }
                      quarterly: { level: quarterly, trade: plumbing, floating: 90d }
                    """)),
            SecretSource.none());
    assertThat(loading).as("%s", loading.problems()).isInstanceOf(Loading.Loaded.class);
    return ((Loading.Loaded) loading).site();
  }

  @Property(tries = 150)
  void everyFigureIsMadeAgainFromTheTables(@ForAll long seed) {
    Dice dice = new Dice(new Random(seed));
    Records records = dice.records();
    Instant from = NOVEMBER.plus(Duration.ofDays(dice.up(3) == 0 ? 0 : dice.up(20)));
    Instant to =
        dice.up(2) == 0
            ? NOVEMBER.plus(Duration.ofDays(30))
            : from.plus(Duration.ofHours(1 + dice.up(24 * 25)));
    Period period = new Period(from, to, from.plus(Duration.ofHours(1 + dice.up(24 * 60))));
    assertThat(MadeAgain.compared(SITE, records, period))
        .contains(
            "opened",
            "complaints",
            "demands",
            "attainment_answer",
            "backlog",
            "attainment_respond",
            "mtta",
            "mttr",
            "first_time_fix",
            "re_repair",
            "visit_rate",
            "visit_rate_quality",
            "visit_rate_director",
            "visit_satisfied",
            "machine_verified",
            "alarm_mtta",
            "alarm_to_order",
            "pm_compliance",
            "mtbf",
            "availability",
            "q4_frequency",
            "q5_traceable");
  }

  /** Two months of whatever may happen. */
  private record Dice(Random random) {
    int up(int bound) {
      return random.nextInt(bound);
    }

    private <T> T one(List<T> of) {
      return of.get(up(of.size()));
    }

    private Instant hour(int from, int to) {
      return NOVEMBER.plus(
          Duration.ofMillis(3_600_000L * from + random.nextLong(3_600_000L * (to - from))));
    }

    Records records() {
      List<Records.OfAlarm> alarms = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        Instant raised = hour(0, 30 * 24);
        alarms.add(
            new Records.OfAlarm(
                "a" + i,
                one(EQUIPMENT),
                "low",
                raised,
                up(3) == 0 ? Optional.empty() : Optional.of(raised.plusMillis(up(9_000_000))),
                up(4) == 0));
      }
      List<Records.OfOrder> orders = new ArrayList<>();
      for (int i = 0; i < 25; i++) {
        orders.add(order("WX-" + i));
      }
      List<Occurrence> visits = new ArrayList<>();
      List<PlanSpec> plans = List.copyOf(SITE.plans().values());
      for (int i = 0; i < 25; i++) {
        PlanSpec plan = one(plans);
        Instant due = hour(-5 * 24, 35 * 24);
        Occurrence.State state = one(List.of(Occurrence.State.values()));
        boolean done = state == Occurrence.State.DONE && up(6) > 0;
        visits.add(
            new Occurrence(
                plan.id(),
                one(EQUIPMENT),
                LocalDate.of(2026, 11, 1).plusDays(i),
                plan.level(),
                due.minusSeconds(3_600),
                due,
                state,
                up(3) == 0 ? Optional.empty() : Optional.of(one(orders).order().id()),
                Optional.empty(),
                done ? Optional.of(due.plus(Duration.ofHours(up(200) - 80))) : Optional.empty()));
      }
      return new Records(orders, visits, alarms);
    }

    private Records.OfOrder order(String id) {
      OrderSource source = one(List.of(OrderSource.values()));
      Instant at = hour(-10 * 24, 30 * 24);
      OrderBuilder order =
          new OrderBuilder(id, source, at)
              .trade("plumbing")
              .title(org.zhiban.model.LocalizedText.same("=cmd|'/c' \"a,b\"\n第二行"))
              .alarms(up(2) == 0 ? List.of() : List.of("a" + up(12)));
      if (source == OrderSource.REPORT && up(3) == 0) {
        order.concern(Optional.of(one(List.of(Concern.values()))));
      }
      if (up(5) > 0) {
        order.equipment(Optional.of(one(EQUIPMENT)));
      }
      if (up(5) == 0) {
        order.fault(Optional.of(one(List.of("pump/low", "lift/trapped", "pump/low/chattering"))));
      }
      List<OrderChange> history = new ArrayList<>();
      OrderStatus status = OrderStatus.TRIAGED;
      history.add(change(id, at, "zhiban", "created", Optional.empty(), status));
      List<Clock> clocks = new ArrayList<>();
      for (String clock : CLOCKS) {
        clocks.add(clock(clock, clocks.size() + 1, at));
      }
      Instant time = at;
      for (int steps = up(40); steps > 0; steps--) {
        OrderStatus here = status;
        List<OrderTransition> open =
            OrderTransition.TABLE.stream()
                .filter(t -> t.from().contains(here) && t.sources().contains(source))
                .filter(t -> t.to() != OrderStatus.MERGED || up(12) == 0)
                .filter(t -> t.to() != OrderStatus.CANCELLED || up(12) == 0)
                .toList();
        if (open.isEmpty()) {
          break;
        }
        OrderTransition step = one(open);
        boolean machine = step.to() == OrderStatus.CLOSED && up(2) == 0;
        time = time.plusMillis(up(8 * 3_600_000));
        history.add(
            change(
                id,
                time,
                machine || up(20) == 0 ? "zhiban" : "li",
                machine ? "auto_verify" : step.action().word(),
                Optional.of(status),
                step.to()));
        status = step.to();
      }
      order
          .status(status)
          .clocks(clocks)
          .closedAt(status.open() ? Optional.empty() : Optional.of(history.getLast().time()));
      return new Records.OfOrder(
          order.build(), history, source == OrderSource.REPORT ? book(id, at) : VisitBook.NONE);
    }

    private VisitBook book(String id, Instant at) {
      if (up(4) == 0) {
        return VisitBook.NONE;
      }
      Instant drawnAt = at.plusMillis(up(90 * 3_600_000));
      List<VisitDraw> draws = new ArrayList<>();
      for (VisitLevel level : VisitLevel.values()) {
        draws.add(new VisitDraw(id, level, "5eed", up(10_000), up(101), drawnAt));
      }
      List<VisitAnswer> answers = new ArrayList<>();
      for (int number = 1; number <= up(5); number++) {
        VisitAnswer.Result result = one(List.of(VisitAnswer.Result.values()));
        answers.add(
            new VisitAnswer(
                id,
                number,
                one(List.of(VisitLevel.values())),
                result,
                result == VisitAnswer.Result.SATISFIED ? Optional.of(5) : Optional.empty(),
                Optional.of("tel. 138"),
                "sun",
                drawnAt.plusMillis(up(90 * 3_600_000))));
      }
      return new VisitBook(draws, answers);
    }

    private Clock clock(String name, int cycle, Instant from) {
      Clock.State state = one(List.of(Clock.State.values()));
      return new Clock(
          name,
          cycle,
          from,
          from.plusMillis(up(90 * 3_600_000)),
          Duration.ZERO,
          state == Clock.State.RUNNING ? Optional.of(from) : Optional.empty(),
          state);
    }

    private static OrderChange change(
        String id,
        Instant at,
        String actor,
        String action,
        Optional<OrderStatus> from,
        OrderStatus to) {
      return new OrderChange(
          id, at, actor, Optional.empty(), action, from, to, Optional.of("tel. 138"));
    }
  }
}
