package org.zhiban.gateway.workorders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.acquisition.PointBoard;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.operations.Page;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.model.handover.HandoverShift;
import org.zhiban.model.handover.HandoverSignature;
import org.zhiban.model.lending.Lendable;
import org.zhiban.model.lending.Loan;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.workorder.Permit;
import org.zhiban.rules.handover.HandoverBook;

/** What nobody did in time is told once, over a store on disk and through restarts. */
@Timeout(60)
class OverlookedDeskTest {
  /** Shifts end at 08:00 and at 20:00 in Shanghai. */
  private static final Instant T = Instant.parse("2026-11-24T00:00:00Z");

  private static final String SITE =
      """
      site: { id: s, name: { zh: 站, en: S }, timezone: Asia/Shanghai }
      shifts:
        day: { from: "08:00", to: "20:00" }
        night: { from: "20:00", to: "08:00" }
      areas: [ { id: b1, name: 地下一层 } ]
      service: { handover_at: shift_end }
      staff:
        - { id: zhao, name: 赵, role: supervisor, shift: day, phone: "13800000001" }
        - { id: wang, name: 王, role: manager, phone: "13800000002" }
        - { id: li, name: 李, role: technician, shift: night }
      equipment:
        - { id: pump, name: 水泵, class: pump, area: b1 }
      notify:
        channels:
          sms: { type: sms_gateway, url: "http://127.0.0.1:9/sms" }
        routes:
          - { priority: [P1, P2, P4], to: [supervisor] }
      """;

  @TempDir Path data;

  @SuppressWarnings("NullAway.Init") // set before each test
  OverlookedDeskTest() {}

  private final Site site = site();

  private static Site site() {
    Loading loading = SiteLoader.load(SiteFiles.of(Map.of("site.yaml", SITE)), SecretSource.none());
    assertThat(loading).as("%s", loading.problems()).isInstanceOf(Loading.Loaded.class);
    return ((Loading.Loaded) loading).site();
  }

  private void write(Consumer<OperationsTransaction> work) {
    try (OperationsStore store = SqliteOperationsStore.open(data)) {
      store.transact(
          tx -> {
            work.accept(tx);
            return true;
          });
    }
  }

  /** The gateway runs for some minutes from each of these on, stopped in between. */
  private List<String> told(Duration... from) {
    for (Duration start : from) {
      Instant[] now = {T.plus(start)};
      try (OperationsStore store = SqliteOperationsStore.open(data);
          OperationsDesk desk = new OperationsDesk(store)) {
        PointIndex index = site.pointIndex();
        OverlookedDesk overlooked =
            new OverlookedDesk(
                site, index, new PointBoard(index.size()), desk, () -> {}, () -> now[0]);
        HandoverDesk handovers =
            new HandoverDesk(site, desk, new LiveFeed(), () -> {}, () -> now[0]);
        desk.start();
        for (int minute = 0; minute < 3; minute++) {
          handovers.workOff();
          overlooked.workOff();
          assertThat(desk.ask(_ -> true).join()).isTrue();
          now[0] = now[0].plusSeconds(60);
        }
      }
    }
    try (OperationsStore store = SqliteOperationsStore.open(data)) {
      Page.Request all = new Page.Request(Page.Request.MAX, Optional.empty());
      return store.query(q -> q.deliveries(Optional.empty(), Set.of(), all)).items().stream()
          .filter(one -> one.route().startsWith("advice/"))
          .filter(one -> one.channel().equals("sms"))
          .map(Delivery::notice)
          .map(notice -> notice.text())
          .distinct()
          .toList();
    }
  }

  private static Duration hours(double hours) {
    return Duration.ofMinutes(Math.round(hours * 60));
  }

  private void signed(
      String day, String shift, double at, HandoverSignature.Part part, String who) {
    HandoverShift page =
        new HandoverBook(site)
            .shift(new HandoverShift.Key(LocalDate.parse(day), shift))
            .orElseThrow();
    write(
        tx ->
            tx.handoverBook()
                .add(
                    page,
                    new HandoverSignature(
                        part, who, T.plus(hours(at)), "", List.of(), Optional.empty())));
  }

  @Test
  void aShiftThatNobodyTookOverIsToldOnceWhereTheSiteKeepsItsBook() {
    signed("2026-11-24", "night", 0, HandoverSignature.Part.LEFT, "li");
    signed("2026-11-24", "night", 0.1, HandoverSignature.Part.TAKEN, "zhao");

    assertThat(told(hours(12), hours(12.4))).as("handed over, and within the half hour").isEmpty();
    assertThat(told(hours(12.5), hours(12.6), hours(20)))
        .singleElement()
        .asString()
        .contains("【未交接班】1 项", "day 班 11-24 20:00：交班、接班均未签");
  }

  @Test
  void whoeverLeftAloneIsNamed() {
    signed("2026-11-24", "night", 0, HandoverSignature.Part.LEFT, "li");

    assertThat(told(Duration.ZERO, hours(0.5)))
        .singleElement()
        .asString()
        .contains("night 班 11-24 08:00：李 已签交班，无人接班");
  }

  @Test
  void aSiteThatKeepsNoBookIsNotReminded() {
    assertThat(told(Duration.ZERO, hours(1), hours(13))).isEmpty();
  }

  @Test
  void aKeyThatDoesNotComeBackIsToldOncePerLoan() {
    write(
        tx -> {
          tx.lending()
              .add(
                  new Lendable(
                      "K1",
                      Lendable.Kind.KEY,
                      "泵房钥匙",
                      Optional.empty(),
                      Optional.empty(),
                      0,
                      Optional.empty(),
                      1));
        });
    lent(1, 1);

    assertThat(told(hours(1.4), hours(1.45))).as("due at 9:00, half an hour of grace").isEmpty();
    assertThat(told(hours(1.6), hours(1.7), hours(30)))
        .singleElement()
        .asString()
        .contains("【逾期未还】1 项", "K1 泵房钥匙：李 借，应于 11-24 09:00 归还");
    write(
        tx ->
            tx.lending()
                .takeBack(
                    tx.lending()
                        .loanOf("K1")
                        .orElseThrow()
                        .with(new Loan.Return(T.plus(hours(31)), "zhao", Optional.empty()))));
    lent(2, 40);
    assertThat(told(hours(32), hours(41))).as("another loan is another matter").hasSize(2);
  }

  private void lent(int number, int due) {
    write(
        tx -> {
          tx.lending().save(tx.lending().thing("K1").orElseThrow().lent());
          tx.lending()
              .add(
                  new Loan(
                      "K1",
                      number,
                      "li",
                      Optional.empty(),
                      Optional.empty(),
                      Optional.of("巡检"),
                      T.minusSeconds(60),
                      T.plus(hours(due)),
                      "zhao",
                      Optional.empty()));
        });
  }

  @Test
  void afterHotWorkSomebodyIsToldToLookAgainUnlessHeDid() {
    Permit permit =
        new Permit(
            "ZY-20261124-001",
            Permit.Kind.HOT_WORK,
            Optional.of("b1"),
            Optional.empty(),
            "焊接支架",
            "张",
            Optional.of("li"),
            T,
            T.plus(hours(4)),
            "zhao",
            Optional.of(T.plus(hours(2))),
            Optional.of("zhao"),
            Optional.empty());
    write(tx -> tx.save(permit));

    assertThat(told(hours(2.9))).isEmpty();
    assertThat(told(hours(3), hours(3.5), hours(26)))
        .singleElement()
        .asString()
        .contains("【动火复查】1 项", "ZY-20261124-001 地下一层 焊接支架，11-24 10:00 结束");
  }

  @Test
  void whereSomebodyLookedAndWhatIsLongOverNobodyIsTold() {
    Permit looked =
        new Permit(
                "ZY-20261124-001",
                Permit.Kind.HOT_WORK,
                Optional.empty(),
                Optional.of("pump"),
                "焊接",
                "张",
                Optional.of("li"),
                T,
                T.plus(hours(1)),
                "zhao",
                Optional.empty(),
                Optional.empty(),
                Optional.empty())
            .looked(new Permit.SecondLook(T.plus(hours(2)), "li", "无阴燃"));
    write(tx -> tx.save(looked));

    assertThat(told(hours(3), hours(26))).isEmpty();
  }
}
