package org.zhiban.gateway.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.gateway.figures.FeeCsv;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.Page;
import org.zhiban.gateway.operations.PeriodReportQueries;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.workorders.OrderDesk;
import org.zhiban.model.cost.CostLine;
import org.zhiban.model.cost.Money;
import org.zhiban.model.cost.OrderCosts;
import org.zhiban.model.cost.Payer;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.HandReport;

/** Each week and month has one report [K2] [R9], over a store on disk and through restarts. */
@Timeout(60)
class PeriodReportDeskTest {
  /** A Monday in Shanghai. */
  private static final Instant T = Instant.parse("2026-11-23T02:00:00Z");

  private static final String SITE =
      """
      site: { id: s, name: { zh: 站, en: S }, timezone: Asia/Shanghai }
      working_hours: { days: [mo, tu, we, th, fr], from: "08:30", to: "17:30" }
      staff:
        - { id: zhao, name: 赵, role: supervisor, phone: "13800000001" }
      equipment:
        - { id: pump, name: 水泵, class: pump }
      notify:
        channels:
          sms: { type: sms_gateway, url: "http://127.0.0.1:9/sms" }
        routes:
          - { priority: [P1, P4], to: [supervisor] }
      """;

  @TempDir Path data;

  private final Site site = site();

  @SuppressWarnings("NullAway.Init") // set before each test
  PeriodReportDeskTest() {}

  private static Site site() {
    Loading loading = SiteLoader.load(SiteFiles.of(Map.of("site.yaml", SITE)), SecretSource.none());
    assertThat(loading).as("%s", loading.problems()).isInstanceOf(Loading.Loaded.class);
    return ((Loading.Loaded) loading).site();
  }

  private WorkOrder opened(Duration since) {
    Instant now = T.plus(since);
    try (OperationsStore store = SqliteOperationsStore.open(data);
        OperationsDesk desk = new OperationsDesk(store)) {
      desk.start();
      OrderDesk orders = new OrderDesk(site, desk, new LiveFeed(), () -> now);
      return store.transact(
          tx ->
              orders
                  .open(
                      tx,
                      new HandReport(
                              Optional.of("pump"),
                              Optional.empty(),
                              "leaks",
                              Urgency.NORMAL,
                              Severity.MINOR,
                              "plumbing",
                              Map.of())
                          .draft(site, "sun", now),
                      now)
                  .order());
    }
  }

  private void spent(WorkOrder order, int line, String amount, Payer payer, Duration since) {
    CostLine cost =
        new CostLine(
            order.id(),
            line,
            CostLine.Kind.COST,
            Optional.empty(),
            "crane",
            BigDecimal.ONE,
            money(amount),
            money(amount),
            payer,
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            "zhao",
            T.plus(since));
    costs(cost);
  }

  private void costs(CostLine cost) {
    try (OperationsStore store = SqliteOperationsStore.open(data)) {
      store.transact(
          tx -> {
            tx.costs().add(new OrderCosts(List.of(cost), List.of(), List.of()));
            return true;
          });
    }
  }

  private Money money(String amount) {
    return Money.of(new BigDecimal(amount), site.service().charges().currency());
  }

  /** The gateway runs for some minutes from each of these on, stopped in between. */
  private List<String> kept(Duration... from) {
    for (Duration start : from) {
      Instant[] now = {T.plus(start)};
      try (OperationsStore store = SqliteOperationsStore.open(data);
          OperationsDesk desk = new OperationsDesk(store)) {
        PeriodReportDesk reports =
            new PeriodReportDesk(
                site,
                store,
                desk,
                results -> new JsonObject().put("how_many", results.size()),
                () -> {},
                () -> now[0]);
        desk.start();
        for (int minute = 0; minute < 6; minute++) {
          reports.workOff();
          assertThat(desk.ask(_ -> true).join()).isTrue();
          now[0] = now[0].plusSeconds(60);
        }
      }
    }
    try (OperationsStore store = SqliteOperationsStore.open(data)) {
      return store.query(q -> q.periodReports().kept()).stream()
          .map(PeriodReportQueries.Kept::id)
          .toList();
    }
  }

  private JsonObject report(String id) {
    try (OperationsStore store = SqliteOperationsStore.open(data)) {
      return new JsonObject(store.query(q -> q.periodReports().of(id)).orElseThrow().json());
    }
  }

  private List<String> told() {
    try (OperationsStore store = SqliteOperationsStore.open(data)) {
      Page.Request all = new Page.Request(Page.Request.MAX, Optional.empty());
      return store.query(q -> q.deliveries(Optional.empty(), Set.of(), all)).items().stream()
          .filter(one -> one.channel().equals("sms"))
          .map(Delivery::notice)
          .map(notice -> notice.title())
          .sorted()
          .toList();
    }
  }

  @Test
  void eachPeriodIsKeptOnceWithItsMessageHoweverOftenTheGatewayStarts() {
    assertThat(kept(Duration.ZERO)).as("a site without orders has nothing to report").isEmpty();
    opened(Duration.ofHours(1));
    assertThat(kept(Duration.ofHours(2), Duration.ofDays(4)))
        .as("Friday at 10:00: the week is not over, and none before it had an order")
        .isEmpty();
    Duration friday = Duration.ofDays(4).plus(Duration.ofMinutes(450));
    assertThat(kept(friday.minusMinutes(10))).isEmpty();
    assertThat(kept(friday, friday, friday.plusHours(1))).containsExactly("week-2026-11-27");
    assertThat(kept(Duration.ofDays(8), Duration.ofDays(8)))
        .containsExactly("month-2026-11", "week-2026-11-27");
    assertThat(told()).containsExactly("2026-11 工程月报已归档", "截至 2026-11-27 的工程周报已归档");
    assertThat(kept(Duration.ofDays(40)))
        .as("after a month of silence")
        .containsExactly(
            "week-2027-01-01",
            "month-2026-12",
            "week-2026-12-25",
            "week-2026-12-18",
            "week-2026-12-11",
            "week-2026-12-04",
            "month-2026-11",
            "week-2026-11-27");
    assertThat(told()).hasSize(8);
  }

  @Test
  void whatWasSpentIsInThePeriodInWhichItWasWrittenAndItsSumsAreWhatWasSpent() {
    WorkOrder order = opened(Duration.ofHours(1));
    WorkOrder quoted = opened(Duration.ofHours(2));
    spent(order, 1, "120.50", Payer.CUSTOMER, Duration.ofDays(1));
    spent(order, 2, "30", Payer.OWNER, Duration.ofDays(2));
    CostLine late =
        new CostLine(
            order.id(),
            3,
            CostLine.Kind.PART,
            Optional.empty(),
            "seal",
            BigDecimal.ONE,
            money("9.99"),
            money("9.99"),
            Payer.CUSTOMER,
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            "zhao",
            T.plus(Duration.ofDays(9)));
    costs(late);
    costs(late.countered(4, "wrong", "zhao", T.plus(Duration.ofDays(10))));
    costs(
        new CostLine(
            quoted.id(),
            1,
            CostLine.Kind.QUOTE,
            Optional.empty(),
            "a new pump",
            BigDecimal.ONE,
            money("5000"),
            money("5000"),
            Payer.OWNER,
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            "zhao",
            T.plus(Duration.ofDays(1))));
    assertThat(kept(Duration.ofDays(8), Duration.ofDays(40)))
        .contains("month-2026-11", "month-2026-12");
    JsonObject november = report("month-2026-11");
    assertThat(november.getJsonArray("fees")).hasSize(1);
    assertThat(november.getJsonObject("totals"))
        .isEqualTo(
            new JsonObject()
                .put("owner", "30.00")
                .put("customer", "120.50")
                .put("warranty", "0.00"));
    assertThat(november.getJsonObject("figures").getInteger("how_many")).isGreaterThan(10);
    assertThat(november.getJsonArray("open")).hasSize(2);
    JsonObject december = report("month-2026-12");
    assertThat(december.getJsonObject("totals").getString("customer")).isEqualTo("0.00");
    assertThat(FeeCsv.of(site, november))
        .contains(order.id())
        .contains("合计,,,,,120.50,30.00,0.00,,CNY");
  }
}
