package org.zhiban.rules.flood;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.rules.flood.FirstOuts.Place;

/** A feeder with two pumps below it, and a lift by itself. */
final class FirstOutsTest {
  private static final Instant T = Instant.parse("2026-11-22T03:12:00Z");

  private final FirstOuts firstOuts =
      new FirstOuts(Map.of("feeder", "feeder", "pump-1", "feeder", "pump-2", "feeder"));

  /** One whose condition began so many seconds after the start; it is raised a minute later. */
  record Sketch(
      String id, String equipment, double began, boolean standing, boolean quiet, boolean life) {
    Alarm alarm() {
      Instant begun = T.plusMillis((long) (began * 1000));
      return new Alarm(
          id,
          equipment,
          "rule",
          id,
          life ? Priority.P1 : Priority.P3,
          life,
          standing,
          !standing,
          false,
          quiet ? new Suppression.ByDesign("feeder/lost") : Suppression.NONE,
          Quality.GOOD,
          LocalizedText.same(id),
          1,
          Map.of(),
          begun,
          begun.plusSeconds(60),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }

  private static Alarm alarm(String id, String equipment, double began) {
    return new Sketch(id, equipment, began, true, false, false).alarm();
  }

  private List<String> moved(Alarm alarm) {
    return firstOuts.take(alarm).stream().map(FirstOuts.Moved::alarm).toList();
  }

  @Test
  void theOneThatBeganFirstIsFirstThoughItIsRaisedLast() {
    Alarm pressure = alarm("a", "pump-1", 2);
    Alarm flow = alarm("b", "pump-2", 5);
    Alarm trip = alarm("c", "feeder", 1.5);
    assertThat(moved(pressure)).isEmpty();
    assertThat(firstOuts.place(pressure.id())).isEqualTo(Place.ALONE);
    assertThat(moved(flow)).containsExactly("a");
    assertThat(firstOuts.place(pressure.id())).isEqualTo(Place.FIRST);
    assertThat(moved(trip)).containsExactly("a");
    assertThat(firstOuts.place(trip.id())).isEqualTo(Place.FIRST);
    assertThat(firstOuts.place(pressure.id())).isEqualTo(Place.FOLLOWS);
    assertThat(firstOuts.place(flow.id())).isEqualTo(Place.FOLLOWS);
  }

  @Test
  void whatBeginsLaterThanTenSecondsIsAnotherStory() {
    Alarm first = alarm("a", "feeder", 0);
    Alarm second = alarm("b", "pump-1", 10);
    Alarm third = alarm("c", "pump-1", 20.001);
    List.of(first, second, third).forEach(firstOuts::take);
    assertThat(firstOuts.place(second.id())).isEqualTo(Place.FOLLOWS);
    assertThat(firstOuts.place(third.id())).isEqualTo(Place.ALONE);
  }

  @Test
  void otherEquipmentIsAnotherGroup() {
    Alarm pump = alarm("a", "pump-1", 0);
    Alarm lift = alarm("b", "lift", 1);
    firstOuts.take(pump);
    assertThat(moved(lift)).isEmpty();
    assertThat(firstOuts.place(pump.id())).isEqualTo(Place.ALONE);
    assertThat(firstOuts.place(lift.id())).isEqualTo(Place.ALONE);
  }

  @Test
  void whenTheFirstIsGoneTheNextStandsForTheOthers() {
    Alarm trip = alarm("a", "feeder", 0);
    List.of(trip, alarm("b", "pump-1", 1), alarm("c", "pump-2", 2)).forEach(firstOuts::take);
    Alarm gone = new Sketch("a", "feeder", 0, false, false, false).alarm();
    assertThat(moved(gone)).containsExactly("b");
    assertThat(firstOuts.place("b")).isEqualTo(Place.FIRST);
    assertThat(firstOuts.place("c")).isEqualTo(Place.FOLLOWS);
  }

  @Test
  void lifeSafetyFollowsNobodyAndWhatIsQuietLeadsNobody() {
    Alarm trapped = new Sketch("a", "pump-1", 1, true, false, true).alarm();
    Alarm quiet = new Sketch("b", "feeder", 0, true, true, false).alarm();
    Alarm pump = alarm("c", "pump-1", 2);
    List.of(trapped, quiet, pump).forEach(firstOuts::take);
    assertThat(firstOuts.place(trapped.id())).isEqualTo(Place.ALONE);
    assertThat(firstOuts.place(pump.id())).isEqualTo(Place.ALONE);
  }

  @Provide
  Arbitrary<List<Sketch>> steps() {
    return Combinators.combine(
            Arbitraries.of("a", "b", "c", "d", "e", "f"),
            Arbitraries.integers().between(0, 60),
            Arbitraries.of(true, true, true, false),
            Arbitraries.of(false, false, false, true))
        .as(
            (id, began, standing, quiet) ->
                new Sketch(
                    id, id.compareTo("e") < 0 ? "pump-1" : "lift", began, standing, quiet, false))
        .list()
        .ofMaxSize(40);
  }

  /** Whatever comes and goes: as if all were looked at anew, and who has moved was named. */
  @Property(tries = 500)
  void itIsAsIfAllWereLookedAtAnew(@ForAll("steps") List<Sketch> steps) {
    Map<String, Sketch> standing = new LinkedHashMap<>();
    Map<String, Place> before = new HashMap<>();
    for (Sketch step : steps) {
      List<String> moved = moved(step.alarm());
      if (step.standing() && !step.quiet()) {
        standing.put(step.id(), step);
      } else {
        standing.remove(step.id());
      }
      Map<String, Place> after = new HashMap<>();
      standing.values().forEach(one -> after.put(one.id(), anew(one, standing)));
      after.forEach(
          (id, place) -> {
            assertThat(firstOuts.place(id)).as(id).isEqualTo(place);
            if (!id.equals(step.id()) && before.containsKey(id) && before.get(id) != place) {
              assertThat(moved).as("moved").contains(id);
            }
          });
      before.clear();
      before.putAll(after);
    }
    standing
        .values()
        .forEach(
            one ->
                firstOuts.take(
                    new Sketch(one.id(), one.equipment(), one.began(), false, false, false)
                        .alarm()));
  }

  private static Place anew(Sketch one, Map<String, Sketch> standing) {
    TreeSet<Sketch> group =
        new TreeSet<>(Comparator.comparingDouble(Sketch::began).thenComparing(Sketch::id));
    standing.values().stream()
        .filter(other -> other.equipment().equals(one.equipment()))
        .forEach(group::add);
    Sketch lower = group.lower(one);
    Sketch higher = group.higher(one);
    if (lower != null && one.began() - lower.began() <= 10) {
      return Place.FOLLOWS;
    }
    return higher != null && higher.began() - one.began() <= 10 ? Place.FIRST : Place.ALONE;
  }
}
