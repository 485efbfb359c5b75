package org.zhiban.rules.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.site.Roster;
import org.zhiban.model.site.Roster.Substitution;
import org.zhiban.model.site.Roster.Turns;
import org.zhiban.model.site.SourcePosition;

/** Turns, handovers and who stands in. */
class OnCallTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  /** A Monday. */
  private static final LocalDate START = LocalDate.of(2026, 11, 23);

  /** Zones whose clock is set by an hour, by half an hour and never, at night and at midnight. */
  private static final List<ZoneId> ZONES =
      List.of(
              "Asia/Shanghai",
              "Europe/Berlin",
              "Australia/Lord_Howe",
              "Africa/Cairo",
              "Pacific/Apia")
          .stream()
          .map(ZoneId::of)
          .toList();

  private static Roster roster(
      Turns turns, LocalDate from, String at, List<String> members, Substitution... instead) {
    return new Roster(
        "duty",
        turns,
        from,
        LocalTime.parse(at),
        members,
        List.of(instead),
        new SourcePosition("site.yaml", 1, 1));
  }

  private static Roster weekly(Substitution... instead) {
    return roster(Turns.WEEKLY, START, "08:00", List.of("li", "chen"), instead);
  }

  private static Instant at(String local, ZoneId zone) {
    return LocalDateTime.parse(local).atZone(zone).toInstant();
  }

  @ParameterizedTest(name = "{0}: {1} until {2}")
  @CsvSource({
    "2026-11-23T08:00, li, 2026-11-30T08:00",
    "2026-11-30T07:59, li, 2026-11-30T08:00",
    "2026-11-30T08:00, chen, 2026-12-07T08:00",
    "2026-12-07T08:00, li, 2026-12-14T08:00",
    "2026-11-23T07:59, chen, 2026-11-23T08:00",
    "2026-11-10T12:00, li, 2026-11-16T08:00",
  })
  void weeksAreTakenInTurnsAndBeforeTheFirstTheyAreCountedBack(
      String local, String member, String to) {
    OnCall.Duty duty = OnCall.at(weekly(), SHANGHAI, at(local, SHANGHAI));
    assertThat(duty.member()).isEqualTo(member);
    assertThat(duty.to()).isEqualTo(at(to, SHANGHAI));
    assertThat(Duration.between(duty.from(), duty.to())).hasDays(7);
  }

  @ParameterizedTest(name = "{0}: {1} from {2} until {3}")
  @CsvSource({
    "2026-11-30T12:00, chen, 2026-11-30T08:00, 2026-12-01T08:00, false",
    "2026-12-01T07:59, chen, 2026-11-30T08:00, 2026-12-01T08:00, false",
    "2026-12-01T08:00, zhao, 2026-12-01T08:00, 2026-12-04T08:00, true",
    "2026-12-04T07:59, zhao, 2026-12-01T08:00, 2026-12-04T08:00, true",
    "2026-12-04T08:00, chen, 2026-12-04T08:00, 2026-12-06T08:00, false",
    "2026-12-06T08:00, wang, 2026-12-06T08:00, 2026-12-08T08:00, true",
    "2026-12-08T08:00, li, 2026-12-08T08:00, 2026-12-14T08:00, false",
  })
  void aSubstituteTakesTheDaysAndTheTurnGoesOnAroundThem(
      String local, String member, String from, String to, boolean substitute) {
    Roster roster =
        weekly(
            new Substitution(LocalDate.of(2026, 12, 1), LocalDate.of(2026, 12, 3), "zhao"),
            new Substitution(LocalDate.of(2026, 12, 6), LocalDate.of(2026, 12, 7), "wang"));
    assertThat(OnCall.at(roster, SHANGHAI, at(local, SHANGHAI)))
        .isEqualTo(new OnCall.Duty(member, at(from, SHANGHAI), at(to, SHANGHAI), substitute));
  }

  @ParameterizedTest(name = "{0} {1}: {2} h")
  @CsvSource({
    "Europe/Berlin, 2026-03-28T12:00, 23",
    "Europe/Berlin, 2026-10-24T12:00, 25",
    "Europe/Berlin, 2026-06-01T12:00, 24",
    "Asia/Shanghai, 2026-03-28T12:00, 24",
  })
  void aDutyIsAsLongAsTheClockMakesIt(String zone, String local, int hours) {
    Roster roster = roster(Turns.DAILY, START, "08:00", List.of("a", "b"));
    OnCall.Duty duty = OnCall.at(roster, ZoneId.of(zone), at(local, ZoneId.of(zone)));
    assertThat(Duration.between(duty.from(), duty.to())).hasHours(hours);
    assertThat(LocalTime.ofInstant(duty.to(), ZoneId.of(zone))).isEqualTo(LocalTime.of(8, 0));
  }

  @Test
  void aTimeThatIsLeftOutIsLaterOnThatDayAlone() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Roster roster = roster(Turns.DAILY, LocalDate.of(2026, 3, 28), "02:30", List.of("a", "b"));
    OnCall.Duty before = OnCall.at(roster, berlin, at("2026-03-28T12:00", berlin));
    assertThat(before.to()).isEqualTo(at("2026-03-29T03:30", berlin));
    assertThat(OnCall.after(roster, berlin, before).to()).isEqualTo(at("2026-03-30T02:30", berlin));
  }

  /** Samoa went from 29 to 31 December 2011. */
  @Test
  void aDayThatIsLeftOutIsNobodysDuty() {
    ZoneId apia = ZoneId.of("Pacific/Apia");
    Roster roster = roster(Turns.DAILY, LocalDate.of(2011, 12, 29), "08:00", List.of("a", "b"));
    OnCall.Duty before = OnCall.at(roster, apia, at("2011-12-29T12:00", apia));
    assertThat(before.member()).isEqualTo("a");
    assertThat(before.to()).isEqualTo(at("2011-12-31T08:00", apia));
    OnCall.Duty next = OnCall.after(roster, apia, before);
    assertThat(next.member()).isEqualTo("a");
    assertThat(next.from()).isEqualTo(before.to());
  }

  @Test
  void aRosterOfNobodyCannotBe() {
    assertThatThrownBy(() -> roster(Turns.DAILY, START, "08:00", List.of()))
        .hasMessage("a roster needs a member");
  }

  /** What the property draws: substitutions that do not overlap, in order. */
  private static Substitution[] substitutions(List<Integer> gaps) {
    List<Substitution> all = new ArrayList<>();
    LocalDate next = START.minusDays(40);
    for (int gap : gaps) {
      LocalDate from = next.plusDays(gap);
      LocalDate to = from.plusDays(gap % 5);
      all.add(new Substitution(from, to, "sub" + gap));
      next = to.plusDays(1);
    }
    return all.toArray(Substitution[]::new);
  }

  @Property(tries = 300)
  void atEveryMomentExactlyOneIsOnDutyAndDutiesFollowWithoutAGap(
      @ForAll @IntRange(max = 4) int zone,
      @ForAll @IntRange(min = 1, max = 5) int people,
      @ForAll boolean weekly,
      @ForAll @IntRange(max = 23) int hour,
      @ForAll @LongRange(min = -500 * 24 * 3600, max = 500 * 24 * 3600) long seconds,
      @ForAll @net.jqwik.api.constraints.Size(max = 6) List<@IntRange(max = 30) Integer> gaps) {
    ZoneId place = ZONES.get(zone);
    List<String> members =
        java.util.stream.IntStream.range(0, people).mapToObj(n -> "m" + n).toList();
    Roster roster =
        roster(
            weekly ? Turns.WEEKLY : Turns.DAILY,
            START,
            String.format(java.util.Locale.ROOT, "%02d:00", hour),
            members,
            substitutions(gaps));
    Instant now = START.atStartOfDay(place).toInstant().plusSeconds(seconds);
    OnCall.Duty duty = OnCall.at(roster, place, now);
    for (int step = 0; step < 30; step++) {
      assertThat(now).isBetween(duty.from(), duty.to().minusNanos(1));
      assertThat(OnCall.at(roster, place, duty.from())).as("from its first moment").isEqualTo(duty);
      assertThat(OnCall.at(roster, place, duty.to().minusNanos(1)))
          .as("to its last")
          .isEqualTo(duty);
      OnCall.Duty next = OnCall.after(roster, place, duty);
      assertThat(next.from()).as("no gap, no overlap").isEqualTo(duty.to());
      duty = next;
      now = duty.from();
    }
  }

  @Property(tries = 100)
  void overAFullCycleEverybodyIsOnDutyEquallyOften(
      @ForAll @IntRange(max = 4) int zone,
      @ForAll @IntRange(min = 1, max = 6) int people,
      @ForAll boolean weekly,
      @ForAll @IntRange(min = -50, max = 50) int cycle) {
    List<String> members =
        java.util.stream.IntStream.range(0, people).mapToObj(n -> "m" + n).toList();
    Turns turns = weekly ? Turns.WEEKLY : Turns.DAILY;
    Roster roster = roster(turns, START, "08:00", members);
    Map<String, Integer> days = new HashMap<>();
    int length = turns.days() * people;
    for (int day = 0; day < length; day++) {
      LocalDate date = START.plusDays((long) cycle * length + day);
      Instant noon = date.atTime(12, 0).atZone(ZONES.get(zone)).toInstant();
      days.merge(OnCall.at(roster, ZONES.get(zone), noon).member(), 1, Integer::sum);
    }
    assertThat(days).hasSize(people).allSatisfy((_, on) -> assertThat(on).isEqualTo(turns.days()));
  }
}
