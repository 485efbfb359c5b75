package org.zhiban.gateway.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
import org.zhiban.gateway.operations.StoredEvent;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.workorders.OrderDesk;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.patrol.Proof;
import org.zhiban.model.patrol.Walk;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.patrol.Proving;

/** Walks over a store on disk: cards, findings, and a gateway that was off [E14] [E16] [E20]. */
@Timeout(60)
class PatrolDeskTest {
  private static final Site SITE = site();

  @TempDir Path data;

  private Instant now = at("2026-11-23T11:40");
  private OperationsStore store;
  private OperationsDesk desk;
  private PatrolDesk patrols;

  @SuppressWarnings("NullAway.Init") // set before each test
  PatrolDeskTest() {}

  @BeforeEach
  void start() {
    store = SqliteOperationsStore.open(data);
    desk = new OperationsDesk(store);
    LiveFeed feed = new LiveFeed();
    OrderDesk orders = new OrderDesk(SITE, desk, feed, () -> now);
    patrols = new PatrolDesk(SITE, desk, orders, () -> {}, feed, () -> now);
    desk.start();
  }

  @AfterEach
  void stop() {
    desk.close();
    store.close();
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
  }

  private static Site site() {
    Loading loading =
        SiteLoader.load(
            SiteFiles.of(
                Map.of(
                    "site.yaml",
                    """
                    site: { id: s, name: { zh: 站, en: S }, timezone: Asia/Shanghai }
                    staff:
                      - { id: zhao, name: 赵, role: supervisor, trades: [security], areas: [all], phone: "13800000001" }
                      - { id: wang, name: 王, role: manager }
                    connections:
                      bus: { type: mqtt, broker: "tcp://127.0.0.1:1883" }
                    equipment:
                      - { id: pump, name: 泵, class: pump, location: B1 }
                      - { id: lift, name: 梯, class: elevator, location: A }
                      - id: reader
                        name: 巡检点
                        class: checkpoint
                        connection: bus
                        parent: pump
                        points:
                          visit: { name: { zh: 打卡, en: Visit }, kind: event, mqtt: { topic: t/visit, id: /Time, fields: { card: text /UID } } }
                    notify:
                      channels:
                        sms: { type: sms_gateway, url: "http://127.0.0.1:9/sms" }
                      routes:
                        - { priority: [P1], until: acknowledged, steps: [ { at: 0s, to: [wall] } ] }
                    patrols:
                      - { id: night, trade: security, at: ["12:00", "18:00"], tolerance: 30m, checkpoints: [pump, lift] }
                    """)),
            SecretSource.none());
    assertThat(loading).as("%s", loading.problems()).isInstanceOf(Loading.Loaded.class);
    return ((Loading.Loaded) loading).site();
  }

  private void run() {
    patrols.workOff();
    assertThat(desk.ask(_ -> true).join()).isTrue();
  }

  private void until(String local) {
    for (; !now.isAfter(at(local)); now = now.plusSeconds(60)) {
      run();
    }
  }

  private Walk walk(String local) {
    Walk.Key key = new Walk.Key("night", at(local));
    return store.query(q -> q.patrols().walk(key)).orElseThrow();
  }

  private List<WorkOrder> orders() {
    Page.Request all = new Page.Request(Page.Request.MAX, Optional.empty());
    return store.query(q -> q.orders(Set.of(), Optional.empty(), Optional.empty(), all)).items();
  }

  private List<Delivery> messages() {
    Page.Request all = new Page.Request(Page.Request.MAX, Optional.empty());
    return store.query(q -> q.deliveries(Optional.empty(), Set.of(), all)).items();
  }

  private void card(String id, Instant time) {
    StoredEvent event =
        new StoredEvent(
            new PointRef("reader", "visit"),
            id,
            "visit",
            time,
            now,
            Optional.empty(),
            Map.of("card", "G3"));
    assertThat(
            store.<Boolean>transact(
                tx -> {
                  if (tx.keep(event, false)) {
                    assertThat(patrols.heard(tx, event)).hasSizeLessThanOrEqualTo(1);
                  }
                  return true;
                }))
        .isTrue();
  }

  private Proving.Outcome said(Walk walk, String checkpoint, Optional<String> finding) {
    List<Proving.Outcome> outcome = new ArrayList<>();
    assertThat(
            store.<Boolean>transact(
                tx ->
                    outcome.add(
                        patrols
                            .said(
                                tx,
                                walk,
                                checkpoint,
                                "zhao",
                                finding.isPresent() ? Proof.Result.FINDING : Proof.Result.OK,
                                finding,
                                Urgency.NORMAL)
                            .outcome())))
        .isTrue();
    return outcome.getFirst();
  }

  @Test
  void aCardAndAPersonProveAWalkAndAFindingMakesOneOrder() {
    run();
    card("1", now);
    card("1", now);
    now = now.plusSeconds(60);
    assertThat(said(walk("2026-11-23T12:00"), "lift", Optional.of("异响")))
        .isInstanceOf(Proving.Outcome.Proved.class);
    assertThat(said(walk("2026-11-23T12:00"), "lift", Optional.of("异响")))
        .isInstanceOf(Proving.Outcome.Refused.class);
    Walk done = walk("2026-11-23T12:00");
    assertThat(done.state()).isEqualTo(Walk.State.DONE);
    assertThat(done.proofOf("pump").orElseThrow().how()).isEqualTo(Proof.How.CARD);
    assertThat(orders())
        .singleElement()
        .satisfies(
            order -> {
              assertThat(order.source()).isEqualTo(OrderSource.PATROL);
              assertThat(done.proofOf("lift").orElseThrow().workOrder()).contains(order.id());
            });
    until("2026-11-23T14:00");
    assertThat(messages()).isEmpty();
  }

  @Test
  void aMissedWalkIsToldOnceThroughARestartAndACardThatCameLateMendsTheRecord() {
    until("2026-11-23T12:58");
    stop();
    start();
    until("2026-11-23T13:05");
    assertThat(walk("2026-11-23T12:00").state()).isEqualTo(Walk.State.MISSED);
    assertThat(messages())
        .as("the supervisor has a number, the manager is called from the wall")
        .extracting(message -> message.channel() + " " + message.recipient().orElse("-"))
        .containsExactlyInAnyOrder("sms zhao", "wall manager");
    assertThat(messages().getFirst().notice().text()).contains("漏巡 2/2：泵、梯");
    card("7", at("2026-11-23T12:05"));
    assertThat(walk("2026-11-23T12:00").unproved()).containsExactly("lift");
    assertThat(walk("2026-11-23T12:00").state()).isEqualTo(Walk.State.MISSED);
  }

  @Test
  void daysWithoutTheGatewayAreOneMessage() {
    run();
    stop();
    now = at("2026-11-30T15:00");
    start();
    until("2026-11-30T15:05");
    List<Walk> all =
        store.query(q -> q.patrols().walks(at("2026-11-23T00:00"), at("2026-11-30T15:00")));
    assertThat(all).hasSize(15).allMatch(walk -> walk.state() == Walk.State.GATEWAY_OFF);
    assertThat(messages())
        .hasSize(2)
        .extracting(Delivery::notice)
        .allSatisfy(notice -> assertThat(notice.text()).contains("15 次巡检无法核对"))
        .containsOnly(messages().getFirst().notice());
  }
}
