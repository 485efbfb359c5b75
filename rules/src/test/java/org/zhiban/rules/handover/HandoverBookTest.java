package org.zhiban.rules.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhiban.model.handover.HandoverPage;
import org.zhiban.model.handover.HandoverShift;
import org.zhiban.model.handover.HandoverSignature.Part;
import org.zhiban.model.handover.LogLine;
import org.zhiban.model.handover.Strokes;
import org.zhiban.rules.TestSites;

/** When a page is signed, by whom, and what a line of the log is. */
final class HandoverBookTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final Instant FIVE = DAY.atTime(17, 0).atZone(TestSites.ZONE).toInstant();
  private static final HandoverBook BOOK = new HandoverBook(TestSites.handingOver("17:00"));

  private static HandoverPage page() {
    return HandoverPage.blank(BOOK.shift(new HandoverShift.Key(DAY, "17:00")).orElseThrow());
  }

  private static Signed sign(HandoverPage page, Part part, String person, Instant now) {
    return HandoverBook.sign(page, part, person, "", Optional.empty(), List.of(), now);
  }

  private static HandoverPage done(Signed signed) {
    return ((Signed.Done) signed).page();
  }

  private static HandoverRefusal refused(Signed signed) {
    return ((Signed.Refused) signed).reason();
  }

  @Test
  void aSiteThatHandsOverAtATimeOfDayHasAPageADay() {
    assertThat(BOOK.shifts(FIVE.minus(Duration.ofDays(2)), FIVE))
        .extracting(HandoverShift::day)
        .containsExactly(DAY.minusDays(2), DAY.minusDays(1));
    HandoverShift shift = page().shift();
    assertThat(shift.at()).isEqualTo(FIVE);
    assertThat(shift.from()).isEqualTo(FIVE.minus(Duration.ofDays(1)));
    assertThat(HandoverShift.Key.of(shift.key().id())).contains(shift.key());
    assertThat(BOOK.shift(new HandoverShift.Key(DAY, "night"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026-11-20", "2026-11-20.", "2026-13-20.day", "x", "2026-11-20/day"})
  void whatIsNoPageIsNone(String id) {
    assertThat(HandoverShift.Key.of(id)).isEmpty();
  }

  @Test
  void itIsSignedFromTwoHoursBeforeToADayAfter() {
    HandoverPage page = page();
    Instant first = FIVE.minus(HandoverBook.EARLY);
    assertThat(refused(sign(page, Part.LEFT, "li", first.minusMillis(1))))
        .isEqualTo(new HandoverRefusal.TooEarly(first));
    assertThat(sign(page, Part.LEFT, "li", first)).isInstanceOf(Signed.Done.class);
    Instant last = FIVE.plus(HandoverBook.OPEN);
    assertThat(sign(page, Part.LEFT, "li", last.minusMillis(1))).isInstanceOf(Signed.Done.class);
    assertThat(refused(sign(page, Part.LEFT, "li", last)))
        .isEqualTo(new HandoverRefusal.TooLate(last));
    assertThat(new HandoverRefusal.TooLate(last).words(TestSites.ZONE).zh())
        .contains("11-21 17:00");
  }

  @Test
  void whoeverTakesOverIsAnotherAndComesSecond() {
    assertThat(refused(sign(page(), Part.TAKEN, "li", FIVE)))
        .isEqualTo(new HandoverRefusal.NotLeft());
    HandoverPage left = done(sign(page(), Part.LEFT, "li", FIVE));
    assertThat(refused(sign(left, Part.LEFT, "zhao", FIVE)))
        .isEqualTo(new HandoverRefusal.SignedBefore("li"));
    assertThat(refused(sign(left, Part.TAKEN, "li", FIVE)))
        .isEqualTo(new HandoverRefusal.SamePerson("li"));
    HandoverPage whole = done(sign(left, Part.TAKEN, "zhao", FIVE));
    assertThat(whole.whole()).isTrue();
    assertThat(HandoverBook.next(whole, FIVE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "M1", "M1 2 ", "M1 2 Z", "L1 2", "M1 2 L3", "M1  2", "M12345 1"})
  void whatIsNoSignatureIsNotKept(String strokes) {
    assertThat(Strokes.valid(strokes)).isFalse();
    assertThat(
            refused(
                HandoverBook.sign(
                    page(), Part.LEFT, "li", "", Optional.of(strokes), List.of(), FIVE)))
        .isEqualTo(new HandoverRefusal.NoStrokes());
  }

  @Test
  void strokesAreLines() {
    assertThat(Strokes.valid("M10 20 L30 40 L1000 400 M5 5")).isTrue();
  }

  @Test
  void aLineIsCorrectedByAnother() {
    LogLine first =
        ((ControlLog.Written.Done)
                ControlLog.write(0, "he", " 试铃正常 ", Optional.empty(), OptionalLong.empty(), FIVE))
            .line();
    assertThat(first.number()).isEqualTo(1);
    assertThat(first.text()).isEqualTo("试铃正常");
    assertThat(ControlLog.write(1, "he", "x", Optional.of(FIVE), OptionalLong.of(1), FIVE))
        .isInstanceOf(ControlLog.Written.Done.class);
    for (long none : new long[] {0, 2, -1}) {
      assertThat(ControlLog.write(1, "he", "x", Optional.empty(), OptionalLong.of(none), FIVE))
          .isEqualTo(new ControlLog.Written.Refused(new HandoverRefusal.NoLine(none)));
    }
    assertThat(
            ControlLog.write(
                0, "he", "x", Optional.of(FIVE.plusMillis(1)), OptionalLong.empty(), FIVE))
        .isEqualTo(new ControlLog.Written.Refused(new HandoverRefusal.NotYet()));
    assertThat(ControlLog.write(0, "he", "  ", Optional.empty(), OptionalLong.empty(), FIVE))
        .isEqualTo(new ControlLog.Written.Refused(new HandoverRefusal.NothingSaid()));
  }
}
