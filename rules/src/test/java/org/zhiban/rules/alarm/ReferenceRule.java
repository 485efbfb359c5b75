package org.zhiban.rules.alarm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.rules.expression.Truth;

/**
 * One rule of the reference: an alarm's life told second by second, with counters in place of
 * deadlines. Slow and plain on purpose; it shares nothing with the engine but the words.
 */
final class ReferenceRule {
  /** One limit or condition, with its own delay and priority. */
  static final class Track {
    private final int onDelay;
    private final Priority priority;
    private final Function<ReferenceAlarms, Truth> condition;
    private final Function<ReferenceAlarms, Truth> whileHeld;

    private Truth input = Truth.UNKNOWN;
    private boolean held;
    private boolean pending;
    private int secondsTrue;
    private int secondsFalse;
    private long firstSeen;

    /** A condition; {@code whileHeld} is what it is once it holds, wider by a deadband. */
    Track(
        int onDelay,
        Priority priority,
        Function<ReferenceAlarms, Truth> condition,
        Function<ReferenceAlarms, Truth> whileHeld) {
      this.onDelay = onDelay;
      this.priority = priority;
      this.condition = condition;
      this.whileHeld = whileHeld;
    }

    private void look(ReferenceAlarms world) {
      input = (held ? whileHeld : condition).apply(world);
      if (input == Truth.TRUE) {
        secondsFalse = 0;
        if (!held && !pending) {
          pending = true;
          firstSeen = world.now();
        }
      } else if (input == Truth.FALSE) {
        secondsTrue = 0;
        pending = false;
      }
    }

    private void second() {
      secondsTrue += input == Truth.TRUE ? 1 : 0;
      secondsFalse += input == Truth.FALSE ? 1 : 0;
    }

    private boolean flips(int offDelay) {
      boolean on = !held && input == Truth.TRUE && secondsTrue >= onDelay;
      boolean off = held && input == Truth.FALSE && secondsFalse >= offDelay;
      if (on || off) {
        held = on;
        pending = false;
        secondsTrue = 0;
        secondsFalse = 0;
      }
      return on || off;
    }
  }

  /** What is compared with the engine's alarm. */
  record State(
      boolean active,
      boolean acknowledged,
      boolean latched,
      Suppression suppression,
      Quality quality,
      Priority priority,
      int occurrences,
      Instant firstSeen,
      Instant raisedAt,
      Optional<Instant> clearedAt,
      Optional<Instant> acknowledgedAt) {
    static State of(Alarm alarm) {
      return new State(
          alarm.active(),
          alarm.acknowledged(),
          alarm.latched(),
          alarm.suppression(),
          alarm.quality(),
          alarm.priority(),
          alarm.occurrences(),
          alarm.firstSeenAt(),
          alarm.raisedAt(),
          alarm.clearedAt(),
          alarm.acknowledgedAt());
    }
  }

  private static final int NEVER = -1;

  final String id;
  private final String point;
  private final List<Track> tracks;
  int offDelay;
  boolean latch;
  boolean lifeSafety;
  int reAlarm = NEVER;
  int escalateAfter = NEVER;
  @Nullable Function<ReferenceAlarms, Truth> escalateWhen;
  @Nullable String alsoWokenBy;
  @Nullable ReferenceRule inhibitedBy;
  @Nullable ReferenceRule consequence;

  /** When it was raised, of which three within a minute are chatter. */
  private final List<Long> raises = new ArrayList<>();

  private Suppression.@Nullable Shelved shelf;
  private long shelfEnds;
  private int sinceRaised;
  private int sinceAcknowledged = NEVER;
  private boolean escalated;

  private boolean active;
  private boolean acknowledged = true;
  private boolean latched;
  private Suppression suppression = Suppression.NONE;
  private Quality quality = Quality.GOOD;
  private Priority priority = Priority.JOURNAL;
  private int occurrences;
  private Instant firstSeen = Instant.EPOCH;
  private Instant raisedAt = Instant.EPOCH;
  private Optional<Instant> clearedAt = Optional.empty();
  private Optional<Instant> acknowledgedAt = Optional.empty();

  ReferenceRule(String id, String point, Track... tracks) {
    this.id = id;
    this.point = point;
    this.tracks = List.of(tracks);
  }

  boolean stands() {
    return active || latched || !acknowledged;
  }

  boolean active() {
    return active;
  }

  boolean wokenBy(String read) {
    return read.equals(point) || read.equals(alsoWokenBy);
  }

  Optional<State> state() {
    return stands()
        ? Optional.of(
            new State(
                active,
                acknowledged,
                latched,
                suppression,
                quality,
                priority,
                occurrences,
                firstSeen,
                raisedAt,
                clearedAt,
                acknowledgedAt))
        : Optional.empty();
  }

  /** One second passed. */
  void second(ReferenceAlarms world) {
    if (shelf != null && shelfEnds <= world.now()) {
      shelf = null;
      reconsider(world);
    }
    tracks.forEach(Track::second);
    sinceRaised++;
    sinceAcknowledged += sinceAcknowledged == NEVER ? 0 : 1;
    settle(world);
    if (active && !escalated && sinceRaised == escalateAfter) {
      escalate();
    }
    if (active && reAlarm != NEVER && sinceAcknowledged == reAlarm) {
      sinceAcknowledged = NEVER;
      if (suppression instanceof Suppression.None) {
        announce();
      }
    }
    follow(world);
  }

  /** One of its points was read. */
  void judge(ReferenceAlarms world) {
    tracks.forEach(track -> track.look(world));
    settle(world);
    follow(world);
  }

  private void settle(ReferenceAlarms world) {
    long flips = tracks.stream().filter(track -> track.flips(offDelay)).count();
    if (flips == 0) {
      return;
    }
    List<Track> holding = tracks.stream().filter(track -> track.held).toList();
    if (holding.isEmpty()) {
      if (active) {
        clear(world);
      }
      return;
    }
    Priority worst =
        holding.stream().map(track -> track.priority).min(Priority::compareTo).orElseThrow();
    if (!active) {
      raise(world, worst, holding.stream().mapToLong(track -> track.firstSeen).min().orElseThrow());
    } else if (worst.compareTo(priority) < 0) {
      priority = worst;
      announce();
    }
  }

  private void raise(ReferenceAlarms world, Priority worst, long seen) {
    if (stands()) {
      occurrences++;
      priority = worst.compareTo(priority) < 0 ? worst : priority;
    } else {
      occurrences = 1;
      priority = worst;
      firstSeen = world.wall(seen);
      raisedAt = world.wall(world.now());
    }
    active = true;
    latched = false;
    clearedAt = Optional.empty();
    quality = world.quality(point);
    suppression = suppressionNow(world);
    sinceRaised = 0;
    sinceAcknowledged = NEVER;
    escalated = false;
    announce();
    activityChanged(world);
    if (!(suppression instanceof Suppression.None)) {
      return;
    }
    raises.add(world.now());
    boolean chatters = raises.stream().filter(at -> at > world.now() - 60).count() >= 3;
    if (chatters && shelf == null && !lifeSafety && isMinor()) {
      Instant until = world.wall(world.now() + 900);
      shelf =
          new Suppression.Shelved(
              Suppression.Shelved.MACHINE, Chatter.hand().comment().orElseThrow(), until);
      shelfEnds = world.now() + 900;
      reconsider(world);
    }
  }

  private boolean isMinor() {
    return priority == Priority.P3 || priority == Priority.P4;
  }

  private void clear(ReferenceAlarms world) {
    active = false;
    latched = latch;
    clearedAt = Optional.of(world.wall(world.now()));
    quality = world.quality(point);
    sinceAcknowledged = NEVER;
    activityChanged(world);
  }

  private void activityChanged(ReferenceAlarms world) {
    if (consequence != null) {
      consequence.reconsider(world);
    }
  }

  private void follow(ReferenceAlarms world) {
    if (stands()) {
      quality = world.quality(point);
    }
    if (active && !escalated && escalateWhen != null && escalateWhen.apply(world) == Truth.TRUE) {
      escalate();
    }
  }

  private void escalate() {
    escalated = true;
    if (Priority.P1.compareTo(priority) < 0) {
      priority = Priority.P1;
      announce();
    }
  }

  private void announce() {
    acknowledged = !(suppression instanceof Suppression.None) || priority == Priority.JOURNAL;
    acknowledgedAt = Optional.empty();
  }

  private Suppression suppressionNow(ReferenceAlarms world) {
    if (lifeSafety) {
      return Suppression.NONE;
    }
    if (shelf != null && shelfEnds > world.now()) {
      return shelf;
    }
    return inhibitedBy != null && inhibitedBy.active()
        ? new Suppression.ByDesign(ReferenceAlarms.EQUIPMENT + "/" + inhibitedBy.id)
        : Suppression.NONE;
  }

  void reconsider(ReferenceAlarms world) {
    Suppression now = suppressionNow(world);
    if (!stands() || suppression.equals(now)) {
      return;
    }
    suppression = now;
    if (active && now instanceof Suppression.None) {
      announce();
    }
  }

  boolean acknowledge(ReferenceAlarms world) {
    if (!stands() || acknowledged) {
      return false;
    }
    sinceAcknowledged = active ? 0 : NEVER;
    acknowledged = true;
    acknowledgedAt = Optional.of(world.wall(world.now()));
    return true;
  }

  boolean reset() {
    boolean allowed =
        latched && !active && tracks.stream().allMatch(track -> track.input == Truth.FALSE);
    latched &= !allowed;
    return allowed;
  }

  boolean shelve(ReferenceAlarms world, Suppression.Shelved aside, long ends) {
    if (!stands() || lifeSafety) {
      return false;
    }
    shelf = aside;
    shelfEnds = ends;
    reconsider(world);
    return true;
  }

  boolean unshelve(ReferenceAlarms world) {
    if (!stands() || !(suppression instanceof Suppression.Shelved)) {
      return false;
    }
    shelf = null;
    reconsider(world);
    return true;
  }
}
