package org.zhiban.gateway.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.config.ExampleSite;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.AlarmChange.Kind;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.rules.flood.FirstOuts.Place;

/** The feeder of the example site is lost, and what hangs on it follows; over a real store. */
final class AlarmPictureTest {
  private static final Instant T = Instant.parse("2026-11-22T03:12:00Z");
  private static final Duration PERIOD = Duration.ofMinutes(11);

  @TempDir private Path folder;
  private Instant now = T;

  /** A gateway's part that lives with the process. */
  private final class Life implements AutoCloseable {
    private final OperationsStore store = SqliteOperationsStore.open(folder);
    private final LiveFeed feed = new LiveFeed();
    private final List<Happening> told = new ArrayList<>();
    private final AlarmPicture picture =
        new AlarmPicture(ExampleSite.whole().site(), feed, () -> now);

    Life() {
      boolean begun =
          store.query(
              q -> {
                picture.begin(q);
                return true;
              });
      assertThat(begun).isTrue();
      feed.watch(picture::hear);
      feed.watch(told::add);
    }

    void happens(AlarmChange change) {
      boolean done =
          store.transact(
              tx -> {
                tx.record(change);
                return true;
              });
      assertThat(done).isTrue();
      feed.tell(new Happening.AlarmStep(change, Optional.empty()));
    }

    <H extends Happening> List<H> heard(Class<H> kind) {
      return told.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public void close() {
      store.close();
    }
  }

  private static AlarmChange step(Kind kind, String equipment, String key, long began) {
    boolean active = kind != Kind.CLEARED;
    Instant begun = T.plusSeconds(began);
    return AlarmChange.of(
        kind,
        new Alarm(
            equipment + key,
            equipment,
            "rule",
            key,
            Priority.P3,
            false,
            active,
            !active,
            false,
            Suppression.NONE,
            Quality.GOOD,
            LocalizedText.same("rule"),
            1,
            Map.of(),
            begun,
            begun,
            active ? Optional.empty() : Optional.of(begun.plusSeconds(5)),
            active ? Optional.empty() : Optional.of(begun.plusSeconds(5)),
            active ? Optional.empty() : Optional.of("he-lin")),
        begun);
  }

  @Test
  void whatHangsOnTheFeederFollowsIt() {
    try (Life life = new Life()) {
      AlarmChange pump = step(Kind.RAISED, "pump-b1", "", 3);
      AlarmChange feeder = step(Kind.RAISED, "feeder-1", "", 1);
      AlarmChange door = step(Kind.RAISED, "door-b2-e", "", 2);
      List.of(pump, feeder, door).forEach(life::happens);

      assertThat(life.picture.place(feeder.alarm())).isEqualTo(Place.FIRST);
      assertThat(life.picture.place(pump.alarm())).isEqualTo(Place.FOLLOWS);
      assertThat(life.picture.place(door.alarm())).as("on no feeder").isEqualTo(Place.ALONE);
      assertThat(life.heard(Happening.AlarmPlaced.class))
          .containsExactly(new Happening.AlarmPlaced("pump-b1", "pump-b1", Place.FOLLOWS));
    }
  }

  @Test
  void aFloodIsToldOnceWhenItBeginsAndOnceWhenItIsOver() {
    try (Life life = new Life()) {
      for (int alarm = 0; alarm < 30; alarm++) {
        now = T.plusSeconds(alarm);
        life.happens(step(Kind.RAISED, "pump-b1", "n=" + alarm, alarm));
      }
      life.happens(step(Kind.CLEARED, "pump-b1", "n=0", 0));
      assertThat(life.heard(Happening.FloodStep.class))
          .containsExactly(new Happening.FloodStep(Optional.of(T.plusSeconds(9))));
      assertThat(life.picture.figures().lastTenMinutes()).isEqualTo(30);

      now = now.plus(PERIOD);
      life.picture.look();
      life.picture.look();
      assertThat(life.heard(Happening.FloodStep.class))
          .last()
          .isEqualTo(new Happening.FloodStep(Optional.empty()));
      assertThat(life.heard(Happening.FloodStep.class)).hasSize(2);
    }
  }

  @Test
  void aRestartFindsItAsItWas() {
    try (Life life = new Life()) {
      for (int alarm = 0; alarm < 12; alarm++) {
        now = T.plusSeconds(alarm);
        life.happens(step(Kind.RAISED, "pump-b1", "n=" + alarm, alarm));
      }
    }
    now = now.plusSeconds(60);
    try (Life life = new Life()) {
      assertThat(life.picture.figures().floodSince()).contains(T.plusSeconds(9));
      assertThat(life.picture.figures().lastDay()).isEqualTo(12);
      assertThat(life.picture.place(step(Kind.RAISED, "pump-b1", "n=0", 0).alarm()))
          .isEqualTo(Place.FIRST);
      assertThat(life.picture.place(step(Kind.RAISED, "pump-b1", "n=11", 11).alarm()))
          .isEqualTo(Place.FOLLOWS);
      life.picture.look();
      assertThat(life.heard(Happening.FloodStep.class)).as("nothing new").isEmpty();
    }
  }
}
