package org.zhiban.rules.patrol;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.patrol.Walk;
import org.zhiban.model.patrol.Walk.State;
import org.zhiban.model.site.Patrol;
import org.zhiban.model.site.Site;
import org.zhiban.rules.SaneClock;

/** Plans walks ahead and says what became of those that are over. */
public final class PatrolPlanning {
  /** So far ahead walks are planned. */
  public static final Duration HORIZON = Duration.ofHours(36);

  /** Of what was longer ago than this when the gateway came back nothing is put on record. */
  public static final Duration LONGEST_OFF = Duration.ofDays(100);

  /** A gateway that looked at its walks no longer ago than this was not off. */
  static final Duration NOT_OFF = Duration.ofMinutes(3);

  private static final Duration TOLERATED_STEP_BACK = Duration.ofDays(1);

  private final Site site;
  private final Optional<Instant> seen;
  private final Instant now;

  private PatrolPlanning(Site site, Optional<Instant> seen, Instant now) {
    this.site = site;
    this.seen = seen;
    this.now = now;
  }

  /**
   * What is to be put on record.
   *
   * @param withdrawn nobody began them, and the site asks for them no more
   * @param ended those of added and changed that came to their end unproved
   */
  public record Outcome(
      boolean clockSane,
      List<Walk> added,
      List<Walk> changed,
      List<Walk> withdrawn,
      List<Walk> ended) {
    public Outcome {
      added = List.copyOf(added);
      changed = List.copyOf(changed);
      withdrawn = List.copyOf(withdrawn);
      ended = List.copyOf(ended);
    }

    static final Outcome NOT_SANE = new Outcome(false, List.of(), List.of(), List.of(), List.of());
  }

  /** Since when walks are to be known for {@link #plan}. */
  public static Instant since(Site site, Optional<Instant> seen, Instant now) {
    Duration longest =
        site.patrols().stream()
            .map(Patrol::tolerance)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return from(seen, now).minus(longest.multipliedBy(2)).minus(Duration.ofDays(2));
  }

  private static Instant from(Optional<Instant> seen, Instant now) {
    Instant oldest = now.minus(LONGEST_OFF);
    return seen.filter(now::isAfter).map(it -> it.isBefore(oldest) ? oldest : it).orElse(now);
  }

  /**
   * The same walks and time give the same answer, and again at once nothing more.
   *
   * @param known all that are planned, and all of a nominal time after {@link #since}
   * @param seen when the gateway last looked; empty: never
   */
  public static Outcome plan(Site site, List<Walk> known, Optional<Instant> seen, Instant now) {
    boolean back = seen.filter(it -> now.isBefore(it.minus(TOLERATED_STEP_BACK))).isPresent();
    if (!SaneClock.sane(now) || back) {
      return Outcome.NOT_SANE;
    }
    return new PatrolPlanning(site, seen, now).plan(known);
  }

  private Outcome plan(List<Walk> known) {
    Map<Walk.Key, Walk> asked = asked();
    Map<Walk.Key, Walk> standing = new HashMap<>();
    List<Walk> changed = new ArrayList<>();
    List<Walk> withdrawn = new ArrayList<>();
    List<Walk> ended = new ArrayList<>();
    for (Walk walk : known) {
      if (walk.state() != State.PLANNED) {
        standing.put(walk.key(), walk);
      } else if (askedNoMore(walk, asked)) {
        withdrawn.add(walk);
      } else {
        standing.put(walk.key(), walk);
        Walk after = judged(walk.off(offWithin(walk, seen)));
        if (!after.equals(walk)) {
          changed.add(after);
          keepEnded(after, ended);
        }
      }
    }
    List<Walk> added = new ArrayList<>();
    asked.forEach(
        (key, walk) -> {
          if (!standing.containsKey(key)) {
            // What began before the first start ever could not be proved until then.
            Walk after = judged(walk.off(offWithin(walk, seen.or(() -> Optional.of(Instant.MIN)))));
            added.add(after);
            keepEnded(after, ended);
          }
        });
    return new Outcome(true, added, changed, withdrawn, ended);
  }

  private Map<Walk.Key, Walk> asked() {
    Map<Walk.Key, Walk> asked = new java.util.LinkedHashMap<>();
    for (Patrol patrol : site.patrols()) {
      PatrolTimes.between(patrol, site.zone(), from(seen, now), now.plus(HORIZON))
          .forEach(walk -> asked.putIfAbsent(walk.key(), walk));
    }
    return asked;
  }

  /**
   * What lies ahead follows the site's files; what is under way goes on while its route is there.
   */
  private boolean askedNoMore(Walk walk, Map<Walk.Key, Walk> asked) {
    if (!walk.proofs().isEmpty()) {
      return false;
    }
    boolean routeGone = site.patrols().stream().noneMatch(it -> it.id().equals(walk.route()));
    return routeGone || (walk.from().isAfter(now) && !alike(walk, asked.get(walk.key())));
  }

  private static boolean alike(Walk walk, @org.jspecify.annotations.Nullable Walk asked) {
    return asked != null
        && walk.until().equals(asked.until())
        && walk.end().equals(asked.end())
        && walk.checkpoints().equals(asked.checkpoints());
  }

  private Walk judged(Walk walk) {
    if (now.isBefore(walk.end())) {
      return walk;
    }
    Duration window = Duration.between(walk.from(), walk.until());
    boolean off = !walk.off().isZero() && walk.off().multipliedBy(2).compareTo(window) >= 0;
    return walk.in(off ? State.GATEWAY_OFF : State.MISSED);
  }

  private static void keepEnded(Walk walk, List<Walk> ended) {
    if (walk.state() != State.PLANNED) {
      ended.add(walk);
    }
  }

  private Duration offWithin(Walk walk, Optional<Instant> last) {
    Instant since = last.orElse(now);
    if (!since.equals(Instant.MIN) && !since.plus(NOT_OFF).isBefore(now)) {
      return Duration.ZERO;
    }
    Instant begin = since.isAfter(walk.from()) ? since : walk.from();
    Instant end = now.isBefore(walk.until()) ? now : walk.until();
    return begin.isBefore(end) ? Duration.between(begin, end) : Duration.ZERO;
  }
}
