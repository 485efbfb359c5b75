package org.zhiban.gateway.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.Page;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.workorders.OrderDesk;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.paper.PaperReminder;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.WorkOrder;

/** Certificates and warranties over a store on disk, through restarts [E24] [R32]. */
@Timeout(60)
class PaperDeskTest {
  @TempDir Path data;

  @SuppressWarnings("NullAway.Init") // set before each test
  PaperDeskTest() {}

  /** What is on record when a gateway, started at each of the days, has run for some minutes. */
  private record Left(
      List<PaperReminder> reminders, List<WorkOrder> orders, List<Delivery> messages) {}

  private Left runOn(Site site, String... days) {
    for (String day : days) {
      Instant[] now = {Schedule.noon(day)};
      try (OperationsStore store = SqliteOperationsStore.open(data);
          OperationsDesk desk = new OperationsDesk(store)) {
        LiveFeed feed = new LiveFeed();
        OrderDesk orders = new OrderDesk(site, desk, feed, () -> now[0]);
        PaperDesk papers = new PaperDesk(site, desk, orders, () -> {}, feed, () -> now[0]);
        desk.start();
        for (int minute = 0; minute < 3; minute++) {
          papers.workOff();
          assertThat(desk.ask(_ -> true).join()).isTrue();
          now[0] = now[0].plusSeconds(60);
        }
      }
    }
    Page.Request all = new Page.Request(Page.Request.MAX, Optional.empty());
    try (OperationsStore store = SqliteOperationsStore.open(data)) {
      return new Left(
          store.query(q -> q.papers().reminders()),
          store.query(q -> q.orders(Set.of(), Optional.empty(), Optional.empty(), all)).items(),
          store.query(q -> q.deliveries(Optional.empty(), Set.of(), all)).items());
    }
  }

  private static Site site(String validUntil, String notify) {
    Loading loading =
        SiteLoader.load(
            SiteFiles.of(
                Map.of(
                    "site.yaml",
                    """
                    site: { id: s, name: { zh: 站, en: S }, timezone: Asia/Shanghai }
                    staff:
                      - { id: zhao, name: 赵, role: supervisor, trades: [elevator], areas: [all], phone: "13800000001" }
                      - { id: wang, name: 王, role: manager, phone: "13800000002" }
                    equipment:
                      - { id: lift, name: 客梯, class: elevator, location: A, warranty_until: 2027-07-15, out_of_service: true }
                    certificates:
                      - { equipment: lift, kind: 年检, number: T-1, valid_until: %s }
                    """
                            .formatted(validUntil)
                        + notify)),
            SecretSource.none());
    assertThat(loading).as("%s", loading.problems()).isInstanceOf(Loading.Loaded.class);
    return ((Loading.Loaded) loading).site();
  }

  private static final String ROUTES =
      """
      notify:
        channels:
          sms: { type: sms_gateway, url: "http://127.0.0.1:9/sms" }
          archive: { type: webhook, url: "http://127.0.0.1:9/hook" }
        routes:
          - { priority: [P1], until: acknowledged, steps: [ { at: 0s, to: [wall] } ] }
          - { priority: [P4], to: [wall, archive] }
      """;

  @Test
  void eachStepIsToldOnceThroughRestartsAndTheOrderIsOpenedAMonthBefore() {
    Left left =
        runOn(
            site("2027-06-30", ROUTES),
            "2027-04-30",
            "2027-05-01",
            "2027-05-01",
            "2027-05-31",
            "2027-06-01",
            "2027-06-23",
            "2027-06-30",
            "2027-07-01",
            "2027-08-01");
    assertThat(left.orders())
        .singleElement()
        .satisfies(
            order -> assertThat(order.title().zh()).isEqualTo("续办证书：客梯 年检（T-1），有效期至 2027-06-30"));
    assertThat(left.reminders())
        .extracting(r -> r.paper().type() + " " + r.step() + " " + r.told())
        .containsExactlyInAnyOrder(
            "CERTIFICATE DAYS_60 true",
            "CERTIFICATE DAYS_30 true",
            "CERTIFICATE DAYS_7 true",
            "CERTIFICATE EXPIRED true",
            "WARRANTY MONTH true");
    assertThat(left.messages())
        .extracting(d -> d.channel() + " " + d.recipient().orElse("-"))
        .as("four days of telling, to each of three; nobody from the wall")
        .hasSize(12)
        .containsOnly("archive -", "sms zhao", "sms wang");
    assertThat(left.messages())
        .anySatisfy(
            message -> {
              assertThat(message.kind()).isEqualTo("advice");
              assertThat(message.notice().text())
                  .contains("客梯 年检（T-1）有效期至 2027-06-30，还有 30 天", left.orders().getFirst().id());
            });
  }

  @Test
  void afterAMonthOffOneMessageTellsOfEverything() {
    Left left = runOn(site("2027-06-30", ROUTES), "2027-04-01", "2027-07-02");
    assertThat(left.orders()).hasSize(1);
    assertThat(left.reminders().stream().filter(PaperReminder::told)).hasSize(2);
    assertThat(left.reminders()).hasSize(5);
    assertThat(left.messages()).hasSize(3);
    assertThat(left.messages().getFirst().notice().text()).contains("已过期 2 天", "保修期至 2027-07-15");
  }

  @Test
  void aRenewedCertificateStartsAnewAndASiteWithoutRoutesTellsNobody() {
    runOn(site("2027-06-30", ""), "2027-06-01");
    Left left = runOn(site("2028-06-30", ""), "2027-06-02", "2028-05-01");
    assertThat(left.orders()).hasSize(1);
    assertThat(left.reminders().stream().filter(r -> r.step() == PaperReminder.Step.DAYS_60))
        .extracting(r -> r.paper().validUntil().getYear())
        .containsExactly(2027, 2028);
    assertThat(left.messages()).isEmpty();
  }
}
