package org.zhiban.gateway.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.gateway.change.Difference;
import org.zhiban.gateway.change.RuleChanges;
import org.zhiban.model.Language;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.workorder.Urgency;

/** Which alarms and orders count as the same, and what is said of those that are not. */
final class ComparisonTest {
  private static final Instant T0 = Instant.parse("2026-03-01T08:00:00Z");
  private static final RuleName LOW = new RuleName("pump-1", "low");
  private static final Period PERIOD = new Period(T0, T0.plus(Duration.ofHours(1)));

  private static Episode alarm(long from, long to, String key, Priority priority) {
    return new Episode(
        LOW,
        key,
        priority,
        LocalizedText.same("low"),
        false,
        T0.plusSeconds(from),
        to == 0 ? Optional.empty() : Optional.of(T0.plusSeconds(to)));
  }

  private static List<Deviation> compared(List<Episode> before, List<Episode> after) {
    return new Comparison(PERIOD)
        .deviations(new Outcome(before, List.of(), false), new Outcome(after, List.of(), false));
  }

  /** Begin and end of an alarm the first time and the second, in seconds; an end of 0: none. */
  @ParameterizedTest
  @CsvSource({
    "100, 200, 100, 200, ''",
    "100, 200, 102, 198, ''",
    "100, 200, 103, 200, OTHERWISE",
    "100, 200, 100, 250, OTHERWISE",
    "100, 200, 100, 0, OTHERWISE",
    "100, 0, 100, 0, ''",
    "100, 0, 100, 4000, ''",
    "100, 200, 190, 300, OTHERWISE",
    "100, 101, 129, 130, OTHERWISE",
    "100, 101, 131, 132, LESS MORE",
    "100, 200, 300, 400, LESS MORE",
  })
  void anAlarmIsTheSameWhereItBeginsOrHoldsAtTheSameTime(
      long from, long to, long secondFrom, long secondTo, String turns) {
    assertThat(
            compared(
                    List.of(alarm(from, to, "", Priority.P2)),
                    List.of(alarm(secondFrom, secondTo, "", Priority.P2)))
                .stream()
                .map(one -> one.turn().name()))
        .containsExactlyElementsOf(turns.isEmpty() ? List.of() : List.of(turns.split(" ", -1)));
  }

  @Test
  void anotherKeyIsAnotherAlarm() {
    assertThat(
            compared(
                List.of(alarm(1, 9, "loop=1", Priority.P1)),
                List.of(alarm(1, 9, "loop=2", Priority.P1))))
        .extracting(Deviation::turn)
        .containsExactlyInAnyOrder(Deviation.Turn.LESS, Deviation.Turn.MORE);
  }

  @Test
  void oneAlarmIsThePartnerOfOneAlone() {
    assertThat(
            compared(
                List.of(alarm(1, 9, "", Priority.P1)),
                List.of(alarm(1, 9, "", Priority.P1), alarm(12, 20, "", Priority.P1))))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.turn()).isEqualTo(Deviation.Turn.MORE);
              assertThat(one.at()).isEqualTo(T0.plusSeconds(12));
            });
  }

  @Test
  void whatBeganBeforeThePeriodIsNotOfIt() {
    assertThat(compared(List.of(alarm(-50, 9, "", Priority.P1)), List.of())).isEmpty();
  }

  @Test
  void ordersAreTheSameWhereTheyOpenWithinHalfAMinute() {
    OpenedOrder order =
        new OpenedOrder(LOW, LocalizedText.same("low"), "plumbing", Urgency.URGENT, T0);
    OpenedOrder later =
        new OpenedOrder(
            LOW, LocalizedText.same("low"), "electric", Urgency.URGENT, T0.plusSeconds(30));
    assertThat(
            new Comparison(PERIOD)
                .deviations(
                    new Outcome(List.of(), List.of(order), false),
                    new Outcome(List.of(), List.of(later), false)))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.turn()).isEqualTo(Deviation.Turn.OTHERWISE);
              assertThat(why(one, Optional.empty())).isEqualTo("trade plumbing → electric");
            });
  }

  private static String why(Deviation deviation, Optional<RuleChanges> changes) {
    return new Why(PumpSite.rules().site(), changes).of(deviation).in(Language.EN);
  }

  @Test
  void whatDiffersIsSaidWithWhatBecameOfTheRule() {
    Deviation earlier =
        compared(
                List.of(alarm(100, 200, "", Priority.P2)), List.of(alarm(90, 500, "", Priority.P1)))
            .getFirst();
    RuleChanges changed =
        RuleChanges.between(
            PumpSite.rules().site(),
            PumpSite.rules("low: { at: 30, on_delay: 20s", "low: { at: 30, on_delay: 10s").site());

    assertThat(why(earlier, Optional.empty()))
        .isEqualTo("priority P2 → P1; begins 10 s earlier; ends 5 min later");
    assertThat(why(earlier, Optional.of(changed)))
        .endsWith("the rule changed: condition.limits[1].on_delay: 20s → 10s");
    assertThat(why(earlier, Optional.of(RuleChanges.between(site(), site()))))
        .endsWith("the rule itself is the same; it follows from another");
  }

  private static org.zhiban.model.site.Site site() {
    return PumpSite.rules().site();
  }

  /** A text in the template, another in its place, and what is found to differ. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "off_delay: 10s | off_delay: 12s | off_delay: 10s → 12s",
        "running && pressure < 20 | running && pressure < 21 | condition.expression: running &&"
            + " pressure < 20 → running && pressure < 21",
        "inhibits: [hot] | inhibits: [hot, trips] | inhibits: [hot] → [hot, trips]",
        "hold_off: 1m | hold_off: 2m | order.hold_off: 60s → 120s",
        "rise: 30 | fall: 30 | condition.rise: 30.0 → -",
      })
  void ofAChangedRuleItIsSaidWhatDiffers(String text, String other, String said) {
    RuleChanges changes = RuleChanges.between(site(), PumpSite.rules(text, other).site());
    assertThat(changes.changed()).hasSize(2);
    assertThat(changes.changed().values().stream().flatMap(List::stream).map(Difference::toString))
        .contains(said);
  }

  @Test
  void whereARuleStandsInItsFileIsNoDifference() {
    assertThat(
            Stream.of("rules:", "template: plain-pump")
                .map(text -> PumpSite.rules(text, "# a remark\n" + text).site())
                .map(other -> RuleChanges.between(site(), other)))
        .containsOnly(new RuleChanges(List.of(), List.of(), Map.of(), Map.of()));
  }
}
