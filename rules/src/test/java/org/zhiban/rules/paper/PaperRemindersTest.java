package org.zhiban.rules.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.paper.Paper;
import org.zhiban.model.paper.PaperReminder;
import org.zhiban.model.paper.PaperReminder.Step;
import org.zhiban.rules.TestSites;
import org.zhiban.rules.workorder.OrderDraft;

/** Reminders of papers, each once [E24] [R32]. */
class PaperRemindersTest {
  private static final LocalDate END = LocalDate.of(2027, 6, 30);
  private static final Paper CERTIFICATE =
      new Paper(Paper.Type.CERTIFICATE, "pump", "年检", "T-0001", END);
  private static final Paper WARRANTY = new Paper(Paper.Type.WARRANTY, "pump", "", "", END);

  private final Map<String, PaperReminder> record = new LinkedHashMap<>();
  private int orders;

  private static Instant noon(LocalDate day) {
    return day.atTime(12, 0).atZone(TestSites.ZONE).toInstant();
  }

  /** What the desk does with what is due: puts it on record under its key. */
  private List<PaperReminder> run(Instant now, Paper... papers) {
    List<PaperReminder> made = new ArrayList<>();
    for (PaperReminders.Due due :
        PaperReminders.due(List.of(papers), List.copyOf(record.values()), TestSites.ZONE, now)) {
      PaperReminder reminder = due.reminder();
      if (due.asksForOrder()) {
        orders++;
        reminder = reminder.opening("WX-" + orders);
      }
      record.put(reminder.paper().id() + reminder.step(), reminder);
      made.add(reminder);
    }
    return made;
  }

  private List<Step> told(Instant now, Paper... papers) {
    return run(now, papers).stream().filter(PaperReminder::told).map(PaperReminder::step).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "61, ''",
    "60, DAYS_60",
    "31, DAYS_60",
    "30, DAYS_30",
    "8, DAYS_30",
    "7, DAYS_7",
    "0, DAYS_7",
    "-1, EXPIRED",
    "-400, EXPIRED"
  })
  void theLastStepThatCameIsTold(long daysLeft, String step) {
    assertThat(told(noon(END.minusDays(daysLeft)), CERTIFICATE))
        .isEqualTo(Stream.of(step).filter(s -> !s.isEmpty()).map(Step::valueOf).toList());
  }

  /** At midnight nobody is called for a paper. */
  @Test
  void aDayIsADayOfTheSiteAndBeginsInTheMorning() {
    Instant morning = END.minusDays(60).atTime(8, 0).atZone(TestSites.ZONE).toInstant();
    assertThat(told(morning.minusMillis(1), CERTIFICATE)).isEmpty();
    assertThat(told(morning, CERTIFICATE)).containsExactly(Step.DAYS_60);
  }

  @Test
  void afterAMonthOffTheOlderOnesAreOnRecordAndTheNewestIsTold() {
    run(noon(END.minusDays(61)), CERTIFICATE);
    List<PaperReminder> made = run(noon(END.minusDays(5)), CERTIFICATE);
    assertThat(made)
        .extracting(PaperReminder::step, PaperReminder::told)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Step.DAYS_60, false),
            org.assertj.core.groups.Tuple.tuple(Step.DAYS_30, false),
            org.assertj.core.groups.Tuple.tuple(Step.DAYS_7, true));
    assertThat(orders).isOne();
  }

  @Test
  void aRenewedCertificateStartsAnew() {
    Paper renewed = new Paper(Paper.Type.CERTIFICATE, "pump", "年检", "T-0001", END.plusYears(1));
    told(noon(END), CERTIFICATE);
    assertThat(told(noon(END.plusDays(1)), renewed)).isEmpty();
    assertThat(told(noon(END.plusYears(1).minusDays(60)), renewed)).containsExactly(Step.DAYS_60);
  }

  @Test
  void aWarrantyIsToldOfAMonthBeforeItEndsAndNotWhenItIsOver() {
    assertThat(told(noon(LocalDate.of(2027, 5, 29)), WARRANTY)).isEmpty();
    assertThat(told(noon(LocalDate.of(2027, 5, 30)), WARRANTY)).containsExactly(Step.MONTH);
    record.clear();
    assertThat(run(noon(END.plusYears(8)), WARRANTY))
        .singleElement()
        .satisfies(reminder -> assertThat(reminder.told()).isFalse());
    assertThat(orders).isZero();
  }

  @Test
  void aDeadClockRemindsOfNothing() {
    Paper old = new Paper(Paper.Type.CERTIFICATE, "pump", "年检", "T", LocalDate.of(2001, 1, 1));
    assertThat(run(noon(LocalDate.of(2023, 12, 31)), old)).isEmpty();
  }

  @Test
  void whatAClockSaidThatWasWrongByYearsIsToldAgainAtItsTimeUnderTheSameOrder() {
    told(noon(END.plusYears(3)), CERTIFICATE);
    assertThat(told(noon(END.minusDays(90)), CERTIFICATE)).isEmpty();
    assertThat(told(noon(END.minusDays(60)), CERTIFICATE)).containsExactly(Step.DAYS_60);
    assertThat(told(noon(END.minusDays(30)), CERTIFICATE)).containsExactly(Step.DAYS_30);
    assertThat(orders).isOne();
  }

  @Property(tries = 200)
  void everyStepIsOnRecordOnceWhateverTheDaysOnWhichTheGatewayRan(
      @ForAll @Size(min = 1, max = 60) Set<@IntRange(min = -80, max = 20) Integer> days,
      @ForAll @IntRange(min = 0, max = 47) int hour) {
    record.clear();
    orders = 0;
    List<PaperReminder> all = new ArrayList<>();
    for (int day : days.stream().sorted().toList()) {
      Instant now = noon(END.plusDays(day)).plus(Duration.ofHours(hour % 12));
      List<PaperReminder> made = run(now, CERTIFICATE, WARRANTY);
      assertThat(made.stream().filter(PaperReminder::told))
          .as("one message a paper")
          .extracting(PaperReminder::paper)
          .doesNotHaveDuplicates();
      assertThat(run(now, CERTIFICATE, WARRANTY)).as("again at the same time").isEmpty();
      all.addAll(made);
    }
    assertThat(all).extracting(r -> r.paper().id() + r.step()).doesNotHaveDuplicates();
    int last = days.stream().max(Integer::compare).orElseThrow();
    assertThat(all.stream().filter(r -> r.paper().equals(CERTIFICATE)))
        .hasSize(last < -60 ? 0 : last < -30 ? 1 : last < -7 ? 2 : last <= 0 ? 3 : 4);
    assertThat(orders).isEqualTo(last < -30 ? 0 : 1);
  }

  @Test
  void theOrderSaysWhatIsToBeRenewedAndIsDueWhenTheLastDayEnds() {
    var site = TestSites.pump(Map.of(), Set.of());
    var order =
        RenewalOrder.of(site, CERTIFICATE, noon(END.minusDays(30))).numbered("WX-1").order();
    assertThat(order.title().zh()).isEqualTo("续办证书：水泵 年检（T-0001），有效期至 2027-06-30");
    assertThat(order.clocks().getFirst().dueAt())
        .isEqualTo(END.plusDays(1).atStartOfDay(TestSites.ZONE).toInstant());
    assertThat(order.equipment()).contains("pump");
    var late = RenewalOrder.of(site, CERTIFICATE, noon(END.plusDays(9))).numbered("WX-1");
    assertThat(late.change().actor()).isEqualTo(OrderDraft.MACHINE);
    assertThat(late.order().clocks().getFirst().dueAt()).isEqualTo(noon(END.plusDays(9)));
  }

  @Test
  void theWordsSayHowManyDaysAreLeftAndTheOrder() {
    var site = TestSites.pump(Map.of(), Set.of());
    PaperReminder reminder =
        new PaperReminder(
            CERTIFICATE, Step.DAYS_30, noon(END), true, Optional.of("WX-20270531-001"));
    var said = PaperWords.of(site, List.of(reminder), noon(END.minusDays(30))).orElseThrow();
    assertThat(said.title().zh()).isEqualTo("【到期提醒】证书、保修 1 项");
    assertThat(said.lines().getFirst().zh())
        .isEqualTo("水泵 年检（T-0001）有效期至 2027-06-30，还有 30 天，WX-20270531-001");
    assertThat(PaperWords.of(site, List.of(), noon(END))).isEmpty();
  }
}
