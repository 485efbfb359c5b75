package org.zhiban.rules.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.patrol.Proof;
import org.zhiban.model.patrol.Walk;
import org.zhiban.model.patrol.Walk.State;
import org.zhiban.model.site.Patrol;
import org.zhiban.model.site.Site;
import org.zhiban.rules.TestSites;

/** Walks planned, missed and lost with the gateway, each once [E14] [E16] [E19]. */
class PatrolPlanningTest {
  private static final Duration HALF = Duration.ofMinutes(30);
  private static final Patrol FOUR =
      PatrolSite.route("night", HALF, "07:30", "12:00", "18:00", "23:30");
  private static final Site SITE = PatrolSite.of(TestSites.ZONE, FOUR);

  private final Map<Walk.Key, Walk> record = new LinkedHashMap<>();
  private final List<Walk> ended = new ArrayList<>();
  private int messages;
  private Optional<Instant> seen = Optional.empty();

  private static Instant at(String local) {
    return java.time.LocalDateTime.parse(local).atZone(TestSites.ZONE).toInstant();
  }

  /** What the desk does: puts it on record by its key, and remembers when it looked. */
  private PatrolPlanning.Outcome run(Site site, Instant now) {
    PatrolPlanning.Outcome outcome =
        PatrolPlanning.plan(site, List.copyOf(record.values()), seen, now);
    outcome.withdrawn().forEach(walk -> record.remove(walk.key()));
    for (Walk walk : outcome.added()) {
      assertThat(record.put(walk.key(), walk)).as("added twice").isNull();
    }
    outcome.changed().forEach(walk -> record.put(walk.key(), walk));
    ended.addAll(outcome.ended());
    if (PatrolWords.of(site, outcome.ended()).isPresent()) {
      messages++;
    }
    if (outcome.clockSane()) {
      seen = Optional.of(now);
    }
    return outcome;
  }

  private void minutes(Instant from, Instant to) {
    for (Instant now = from; !now.isAfter(to); now = now.plusSeconds(60)) {
      run(SITE, now);
    }
  }

  private Walk walk(String local) {
    return Objects.requireNonNull(record.get(new Walk.Key("night", at(local))), local);
  }

  @Test
  void walksArePlannedAheadByTheClockOfTheSite() {
    run(SITE, at("2026-11-23T10:00"));
    assertThat(record.values())
        .extracting(Walk::nominal)
        .containsExactly(
            at("2026-11-23T12:00"),
            at("2026-11-23T18:00"),
            at("2026-11-23T23:30"),
            at("2026-11-24T07:30"),
            at("2026-11-24T12:00"),
            at("2026-11-24T18:00"));
    Walk noon = walk("2026-11-23T12:00");
    assertThat(noon.from()).isEqualTo(at("2026-11-23T11:30"));
    assertThat(noon.until()).isEqualTo(at("2026-11-23T12:30"));
    assertThat(noon.end()).isEqualTo(at("2026-11-23T13:00"));
    assertThat(noon.checkpoints()).containsExactly("a", "b", "c");
    assertThat(Walk.key(noon.id())).contains(noon.key());
    assertThat(noon.id()).isEqualTo("night.20261123T040000Z");
    assertThat(Walk.key("night")).isEmpty();
    assertThat(Walk.key("night.tomorrow")).isEmpty();
  }

  @Test
  void aChangeOfClocksNeitherDoublesNorLosesAWalk() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Patrol two = PatrolSite.route("r", Duration.ofMinutes(5), "02:30", "14:00");
    assertThat(
            PatrolTimes.between(
                two,
                berlin,
                Instant.parse("2027-03-27T12:30:00Z"),
                Instant.parse("2027-03-29T00:00:00Z")))
        .as("on the 28th there is no 02:30")
        .extracting(walk -> walk.nominal().toString())
        .containsExactly("2027-03-27T13:00:00Z", "2027-03-28T01:30:00Z", "2027-03-28T12:00:00Z");
    assertThat(
            PatrolTimes.between(
                two,
                berlin,
                Instant.parse("2027-10-30T23:00:00Z"),
                Instant.parse("2027-10-31T12:00:00Z")))
        .as("on the 31st there are two of them")
        .extracting(walk -> walk.nominal().toString())
        .containsExactly("2027-10-31T00:30:00Z");
  }

  @Test
  void aWalkThatNobodyMakesIsMissedWhenItIsOverAndToldOnce() {
    minutes(at("2026-11-23T10:00"), at("2026-11-23T12:59"));
    assertThat(ended).isEmpty();
    minutes(at("2026-11-23T13:00"), at("2026-11-23T14:00"));
    assertThat(ended).extracting(Walk::state).containsExactly(State.MISSED);
    assertThat(messages).isOne();
    assertThat(PatrolWords.of(SITE, ended).orElseThrow().lines().getFirst().zh())
        .isEqualTo("night 11-23 12:00 漏巡 3/3：点a、点b、点c");
  }

  @Test
  void aWalkThatIsProvedEndsSilently() {
    minutes(at("2026-11-23T11:00"), at("2026-11-23T12:10"));
    Walk noon = walk("2026-11-23T12:00");
    for (String checkpoint : List.of("c", "a", "b")) {
      noon = noon.with(proof(checkpoint, at("2026-11-23T12:10")));
    }
    assertThat(noon.state()).isEqualTo(State.DONE);
    record.put(noon.key(), noon);
    minutes(at("2026-11-23T12:11"), at("2026-11-23T15:00"));
    assertThat(messages).isZero();
  }

  private static Proof proof(String checkpoint, Instant time) {
    return new Proof(
        checkpoint,
        time,
        Proof.How.CONSOLE,
        "li",
        Proof.Result.OK,
        false,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void whatNobodyCouldProveSinceTheGatewayWasOffIsOnRecordAndToldInOneMessage() {
    minutes(at("2026-11-20T10:00"), at("2026-11-20T10:05"));
    run(SITE, at("2026-11-23T10:00"));
    assertThat(ended).hasSize(12).allMatch(walk -> walk.state() == State.GATEWAY_OFF);
    assertThat(messages).isOne();
    assertThat(PatrolWords.of(SITE, ended).orElseThrow().lines()).hasSize(1);
    run(SITE, at("2026-11-23T10:01"));
    assertThat(ended).hasSize(12);
  }

  @Test
  void aShortRestartExcusesNobodyAndALongOneDoes() {
    run(SITE, at("2026-11-23T11:00"));
    minutes(at("2026-11-23T11:01"), at("2026-11-23T12:00"));
    minutes(at("2026-11-23T12:20"), at("2026-11-23T13:00"));
    assertThat(walk("2026-11-23T12:00").state()).isEqualTo(State.MISSED);
    minutes(at("2026-11-23T13:01"), at("2026-11-23T17:40"));
    minutes(at("2026-11-23T18:10"), at("2026-11-23T19:00"));
    assertThat(walk("2026-11-23T18:00").state()).isEqualTo(State.GATEWAY_OFF);
  }

  @Test
  void aClockThatIsDeadOrSetFarBackPlansNothing() {
    assertThat(run(SITE, Instant.parse("2000-01-01T00:00:00Z")).clockSane()).isFalse();
    assertThat(record).isEmpty();
    run(SITE, at("2026-11-23T10:00"));
    assertThat(run(SITE, at("2026-11-20T10:00")).clockSane()).isFalse();
    assertThat(run(SITE, at("2026-11-23T09:00")).clockSane()).isTrue();
  }

  @Test
  void whatLiesAheadFollowsTheSiteAndWhatIsUnderWayGoesOn() {
    run(SITE, at("2026-11-23T11:45"));
    Site other = PatrolSite.of(TestSites.ZONE, PatrolSite.route("night", HALF, "13:00", "19:00"));
    PatrolPlanning.Outcome outcome = run(other, at("2026-11-23T11:46"));
    assertThat(outcome.withdrawn()).hasSize(6);
    assertThat(record.values())
        .extracting(Walk::nominal)
        .contains(at("2026-11-23T12:00"), at("2026-11-23T13:00"), at("2026-11-23T19:00"))
        .doesNotContain(at("2026-11-23T18:00"));
    run(PatrolSite.of(TestSites.ZONE), at("2026-11-23T11:47"));
    assertThat(record).isEmpty();
  }

  @Test
  void soManyCheckpointsAreDrawnForADayTheSameForWhoeverDrawsAgain() {
    Patrol drawing =
        new Patrol(
            "floors",
            LocalizedText.same("floors"),
            "security",
            FOUR.at(),
            HALF,
            List.of("f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8"),
            OptionalInt.of(5));
    Set<List<String>> days = new HashSet<>();
    for (LocalDate day = LocalDate.of(2027, 1, 1);
        day.getMonthValue() == 1;
        day = day.plusDays(1)) {
      List<String> drawn = PatrolTimes.drawn(drawing, day);
      assertThat(drawn).hasSize(5).isSorted().isEqualTo(PatrolTimes.drawn(drawing, day));
      days.add(drawn);
    }
    assertThat(days).hasSizeGreaterThan(10);
  }

  @Property(tries = 60)
  void everyWalkOfEveryTimeIsOnRecordOnceWheneverTheGatewayRan(
      @ForAll @Size(min = 2, max = 40) Set<@IntRange(min = 0, max = 20_000) Integer> minutes) {
    record.clear();
    ended.clear();
    seen = Optional.empty();
    Instant start = at("2026-11-01T00:00");
    List<Integer> sorted = minutes.stream().sorted().toList();
    for (int minute : sorted) {
      Instant now = start.plus(Duration.ofMinutes(minute));
      run(SITE, now);
      PatrolPlanning.Outcome again = run(SITE, now);
      assertThat(again.added()).isEmpty();
      assertThat(again.changed()).isEmpty();
    }
    Instant first = start.plus(Duration.ofMinutes(sorted.getFirst()));
    Instant last = start.plus(Duration.ofMinutes(sorted.getLast()));
    Set<Instant> expected = new HashSet<>();
    for (LocalDate day = LocalDate.of(2026, 10, 30);
        day.isBefore(LocalDate.of(2026, 12, 1));
        day = day.plusDays(1)) {
      for (var time : FOUR.at()) {
        Instant nominal = day.atTime(time).atZone(TestSites.ZONE).toInstant();
        if (nominal.plus(HALF).isAfter(first)
            && !nominal.minus(HALF).isAfter(last.plus(PatrolPlanning.HORIZON))) {
          expected.add(nominal);
        }
      }
    }
    assertThat(record.values().stream().map(Walk::nominal))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(record.values())
        .allMatch(walk -> walk.end().isAfter(last) == (walk.state() == State.PLANNED));
    assertThat(ended).extracting(Walk::key).doesNotHaveDuplicates();
  }
}
