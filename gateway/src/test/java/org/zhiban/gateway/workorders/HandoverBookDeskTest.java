package org.zhiban.gateway.workorders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.acquisition.PointBoard;
import org.zhiban.gateway.config.ExampleSite;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.SignedPart;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.handover.HandoverItem;
import org.zhiban.model.handover.HandoverItem.Section;
import org.zhiban.model.handover.HandoverPage;
import org.zhiban.model.handover.HandoverShift;
import org.zhiban.model.handover.HandoverSignature.Part;
import org.zhiban.model.handover.LogLine;
import org.zhiban.model.lending.Lendable;
import org.zhiban.model.lending.Lent;
import org.zhiban.model.lending.Loan;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.Handover;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Permit;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.handover.HandoverBook;
import org.zhiban.rules.handover.Signed;
import org.zhiban.rules.handover.Standing;

/** What stands on a page of the handover book, and that it stays, over a store on disk. */
class HandoverBookDeskTest {
  /** The end of the day shift, eight in the evening at the site. */
  private static final Instant EVENING = Instant.parse("2026-11-23T12:00:00Z");

  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

  @TempDir Path data;
  private final Site site = ExampleSite.whole().site();
  private final PointIndex index = site.pointIndex();
  private final HandoverBookDesk desk =
      new HandoverBookDesk(site, index, new PointBoard(index.size()));
  private OperationsStore store;

  @SuppressWarnings("NullAway.Init") // set before each test
  HandoverBookDeskTest() {}

  @BeforeEach
  void open() {
    store = SqliteOperationsStore.open(data);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static HandoverShift.Key page(LocalDate day, String shift) {
    return new HandoverShift.Key(day, shift);
  }

  private HandoverBookDesk.Opened opened(HandoverShift.Key key) {
    Optional<HandoverBookDesk.Opened> opened = store.query(q -> desk.page(q, key));
    return opened.orElseThrow();
  }

  private List<HandoverItem> stands(HandoverShift shift, Instant now) {
    return store.query(q -> desk.stands(q, shift, now));
  }

  private void sign(HandoverShift.Key key, Part part, String person, Instant now) {
    boolean done =
        store.transact(
            tx -> {
              HandoverPage before = opened(key).page();
              Signed.Done signed =
                  (Signed.Done)
                      HandoverBook.sign(
                          before,
                          part,
                          person,
                          "",
                          Optional.empty(),
                          desk.stands(tx, before.shift(), now),
                          now);
              tx.handoverBook().add(before.shift(), signed.signature());
              return true;
            });
    assertThat(done).isTrue();
  }

  private void log(long number, Instant at) {
    boolean done =
        store.transact(
            tx -> {
              tx.controlLog()
                  .add(
                      new LogLine(
                          number, at, Optional.empty(), "he-lin", "x", OptionalLong.empty()));
              return true;
            });
    assertThat(done).isTrue();
  }

  @Test
  void aNightShiftBeginsTheDayBeforeAndIsOfThoseWhoHaveIt() {
    HandoverShift night = opened(page(DAY, "night")).page().shift();
    assertThat(night.from()).isEqualTo(EVENING.minus(Duration.ofHours(24)));
    assertThat(night.at()).isEqualTo(EVENING.minus(Duration.ofHours(12)));
    assertThat(new HandoverBook(site).whose(night)).contains("he-lin").doesNotContain("li-wei");
    Optional<HandoverBookDesk.Opened> none = store.query(q -> desk.page(q, page(DAY, "noon")));
    assertThat(none).isEmpty();
    assertThat(listed(EVENING)).containsExactly("2026-11-23.day");
    boolean made =
        store.transact(
            tx ->
                tx.followUps().add(new Handover(DAY, "night", night.at(), night.at(), List.of())));
    assertThat(made).isTrue();
    assertThat(listed(EVENING)).containsExactly("2026-11-23.day", "2026-11-23.night");
  }

  /** What nobody signed before the gateway was there is no page that is missing. */
  private List<String> listed(Instant now) {
    List<HandoverBookDesk.Opened> pages =
        store.query(q -> desk.pages(q, now.minus(Duration.ofDays(1)), now.plusMillis(1), now));
    return pages.stream().map(one -> one.page().shift().key().id()).toList();
  }

  @Test
  void aLineOfTheLogIsOnAPageThoughTheShiftBeforeWasSignedForEarly() {
    HandoverShift.Key night = page(DAY, "night");
    HandoverShift.Key day = page(DAY, "day");
    Instant morning = EVENING.minus(Duration.ofHours(12));
    log(1, morning.minus(Duration.ofMinutes(50)));
    sign(night, Part.LEFT, "he-lin", morning.minus(Duration.ofMinutes(40)));
    log(2, morning.minus(Duration.ofMinutes(30)));
    log(3, morning.plus(Duration.ofMinutes(1)));
    assertThat(lines(opened(day).page().shift())).containsExactly("2", "3");
    HandoverPage signed = opened(night).page();
    assertThat(signed.left().orElseThrow().stood())
        .filteredOn(item -> item.section() == Section.LOG)
        .extracting(HandoverItem::subject)
        .containsExactly("1");
  }

  private List<String> lines(HandoverShift shift) {
    return stands(shift, EVENING).stream()
        .filter(item -> item.section() == Section.LOG)
        .map(HandoverItem::subject)
        .toList();
  }

  /** Past every guard of the store, as somebody with the file in his hands would. */
  @Test
  void whatWasSignedIsKnownToBeChanged() throws SQLException {
    HandoverShift.Key day = page(DAY, "day");
    sign(day, Part.LEFT, "qian-yu", EVENING);
    assertThat(opened(day).parts()).allMatch(SignedPart::intact);
    store.close();
    try (var file = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("operations.db"));
        Statement statement = file.createStatement()) {
      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(
                  () -> statement.execute("DELETE FROM handover_signature")))
          .hasMessageContaining("append-only");
      statement.execute("DROP TRIGGER handover_signature_is_never_changed");
      statement.execute(
          "UPDATE handover_signature SET content ="
              + " replace(content, '\"remarks\":\"\"', '\"remarks\":\"x\"')");
    }
    open();
    assertThat(opened(day).parts()).noneMatch(SignedPart::intact);
  }

  private static Alarm alarm(String id, Priority priority, Suppression suppression) {
    return new Alarm(
        id,
        "pump-b1",
        "dry",
        id,
        priority,
        false,
        true,
        false,
        false,
        suppression,
        Quality.GOOD,
        LocalizedText.same(id),
        1,
        Map.of(),
        EVENING,
        EVENING,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static WorkOrder order(int number, OrderStatus status, Duration due) {
    return new OrderBuilder("WX-20261123-00" + number, OrderSource.REPORT, EVENING)
        .status(status)
        .title(LocalizedText.same("leak"))
        .clocks(List.of(Clock.started("resolve", 1, EVENING, EVENING.plus(due))))
        .build();
  }

  private static Permit permit(String id, Instant from) {
    return new Permit(
        id,
        Permit.Kind.HOT_WORK,
        Optional.empty(),
        Optional.of("fire-1"),
        "焊接",
        "张师傅",
        Optional.empty(),
        from,
        EVENING.plus(Duration.ofHours(4)),
        "zhao-min",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A key that was due half an hour after the shift [K1]. */
  private static Lent lent() {
    return new Lent(
        new Lendable(
            "K12",
            Lendable.Kind.KEY,
            "低区泵房",
            Optional.empty(),
            Optional.empty(),
            1,
            Optional.empty(),
            2),
        new Loan(
            "K12",
            1,
            "li-wei",
            Optional.empty(),
            Optional.empty(),
            Optional.of("巡检"),
            EVENING,
            EVENING.plus(Duration.ofMinutes(30)),
            "he-lin",
            Optional.empty()));
  }

  @Test
  void whatStandsIsWhatTheNextShiftMustKnow() {
    Instant now = EVENING.plus(Duration.ofHours(1));
    Standing.Records records =
        new Standing.Records(
            List.of(
                alarm("p1", Priority.P1, Suppression.NONE),
                alarm("p2", Priority.P2, Suppression.NONE),
                alarm(
                    "quiet",
                    Priority.P3,
                    new Suppression.Shelved("he-lin", "等备件", now.plusSeconds(60)))),
            List.of(permit("ZY-1", EVENING), permit("ZY-2", EVENING.plus(Duration.ofHours(2)))),
            List.of(
                order(1, OrderStatus.DISPATCHED, Duration.ofHours(9)),
                order(2, OrderStatus.TRIAGED, Duration.ofMinutes(5)),
                order(3, OrderStatus.TRIAGED, Duration.ofHours(9))),
            List.of(lent()),
            List.of());
    List<HandoverItem> items =
        new Standing(site)
            .of(
                records,
                _ -> new PointValue(3, null, Quality.GOOD, QualityReason.NONE, now.toEpochMilli()),
                now);
    assertThat(items)
        .extracting(HandoverItem::section, HandoverItem::subject)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Section.ALARM, "p1"),
            org.assertj.core.groups.Tuple.tuple(Section.SHELVED, "quiet"),
            org.assertj.core.groups.Tuple.tuple(Section.SHIELDED, "fire-1/shielded_count"),
            org.assertj.core.groups.Tuple.tuple(Section.PERMIT, "ZY-1"),
            org.assertj.core.groups.Tuple.tuple(Section.ORDER, "WX-20261123-001"),
            org.assertj.core.groups.Tuple.tuple(Section.ORDER, "WX-20261123-002"),
            org.assertj.core.groups.Tuple.tuple(Section.LENT, "K12"));
    assertThat(items.get(2).state()).contains("3");
    assertThat(items).extracting(HandoverItem::overdue).endsWith(false, true, true);
  }

  @Test
  void aPanelThatWasNotReadIsNotKnownToBeWell() {
    assertThat(stands(opened(page(DAY, "day")).page().shift(), EVENING))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.section()).isEqualTo(Section.SHIELDED);
              assertThat(item.state()).contains("unknown");
            });
  }

  @Test
  void anAlarmThatStandsInTheStoreStandsOnThePage() {
    boolean done =
        store.transact(
            tx -> {
              tx.record(
                  AlarmChange.of(
                      AlarmChange.Kind.RAISED,
                      alarm("p1", Priority.P1, Suppression.NONE),
                      EVENING));
              return true;
            });
    assertThat(done).isTrue();
    assertThat(stands(opened(page(DAY, "day")).page().shift(), EVENING))
        .extracting(HandoverItem::subject)
        .contains("p1");
  }
}
