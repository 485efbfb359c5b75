package org.zhiban.gateway.alarms;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.Site;
import org.zhiban.rules.flood.AlarmRate;
import org.zhiban.rules.flood.FirstOuts;

/**
 * The alarms as a whole: which of those that began together was the first, how many are announced,
 * and whether that is a flood. It is worked out from what is on record, so that a restart finds it
 * as it was. Safe for many threads.
 */
public final class AlarmPicture {
  private static final Duration DAY = Duration.ofDays(1);

  private final FirstOuts firstOuts;
  private final AlarmRate rate = new AlarmRate();
  private final LiveFeed feed;
  private final InstantSource clock;
  private Optional<Instant> toldSince = Optional.empty();

  /** For a site of which nothing is known yet. */
  public AlarmPicture(Site site, LiveFeed feed, InstantSource clock) {
    this.firstOuts = FirstOuts.of(site);
    this.feed = feed;
    this.clock = clock;
  }

  /** Takes up what is on record. */
  public synchronized void begin(OperationsQueries store) {
    Instant now = clock.instant();
    store.standingAlarms().forEach(firstOuts::take);
    store.alarmChanges(now.minus(DAY), now).stream()
        .filter(AlarmPicture::announces)
        .forEach(change -> rate.announced(change.at()));
    toldSince = rate.floodSince(now);
  }

  /** Hears of the steps of alarms. */
  public void hear(Happening happening) {
    if (happening instanceof Happening.AlarmStep(var change, var _)) {
      List<Happening> news = take(change);
      news.forEach(feed::tell);
    }
  }

  private synchronized List<Happening> take(AlarmChange change) {
    List<Happening> news = new ArrayList<>();
    Alarm alarm = change.alarm();
    for (FirstOuts.Moved moved : firstOuts.take(alarm)) {
      news.add(new Happening.AlarmPlaced(moved.alarm(), moved.equipment(), moved.place()));
    }
    if (announces(change)) {
      rate.announced(clock.instant());
    }
    flood().ifPresent(news::add);
    return news;
  }

  /** A flood ends though nothing happens. Called by the clock. */
  public void look() {
    Optional<Happening> news;
    synchronized (this) {
      news = flood();
    }
    news.ifPresent(feed::tell);
  }

  private Optional<Happening> flood() {
    Optional<Instant> since = rate.floodSince(clock.instant());
    if (since.equals(toldSince)) {
      return Optional.empty();
    }
    toldSince = since;
    return Optional.of(new Happening.FloodStep(since));
  }

  /** It calls for a person, for the first time or again. */
  private static boolean announces(AlarmChange change) {
    boolean sounds =
        switch (change.kind()) {
          case RAISED, REPEATED, ESCALATED, REALARMED, UNSUPPRESSED, UNSHELVED -> true;
          case ACKNOWLEDGED, CLEARED, RESET, SHELVED, SUPPRESSED, QUALITY -> false;
        };
    return sounds
        && change.alarm().active()
        && change.alarm().priority() != Priority.JOURNAL
        && change.alarm().suppression() instanceof Suppression.None;
  }

  /** How an alarm stands among those that began with it. */
  public synchronized FirstOuts.Place place(Alarm alarm) {
    return firstOuts.place(alarm.id());
  }

  /** How many alarms are announced. */
  public synchronized AlarmRate.Figures figures() {
    return rate.figures(clock.instant());
  }
}
