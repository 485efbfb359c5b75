package org.zhiban.rules.flood;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How many alarms are announced in a time, against what a person can take (EEMUA 191: one in ten
 * minutes is what is to be aimed at), and whether that is a flood: it begins with ten in ten
 * minutes and ends below five (ISA-18.2). A clock that is set back begins all of it anew. One
 * thread.
 */
public final class AlarmRate {
  /** A flood is judged over so long. */
  public static final Duration WINDOW = Duration.ofMinutes(10);

  /** So many within the window begin a flood. */
  public static final int FLOOD = 10;

  /** Fewer within the window end it. */
  public static final int OVER = 5;

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SET_BACK = Duration.ofMinutes(1);

  /** Minutes in which something was announced, the oldest first. */
  private final Deque<Minute> minutes = new ArrayDeque<>();

  /** Of the last ten minutes, each by itself. */
  private final Deque<Instant> recent = new ArrayDeque<>();

  private final Deque<Span> floods = new ArrayDeque<>();
  private Optional<Instant> floodSince = Optional.empty();
  private Instant latest = Instant.MIN;

  private static final class Minute {
    private final Instant begin;
    private int count;

    Minute(Instant begin) {
      this.begin = begin;
    }
  }

  private record Span(Instant from, Instant to) {}

  /**
   * What was announced.
   *
   * @param lastTenMinutes announced within them
   * @param peakOfTenMinutes the most within ten minutes of the last 24 h, to the minute
   * @param floodSince empty: there is none
   * @param floodShare of the last 24 h that were a flood, 0 to 1
   */
  public record Figures(
      int lastTenMinutes,
      int lastHour,
      int lastDay,
      int peakOfTenMinutes,
      Optional<Instant> floodSince,
      double floodShare) {}

  /** An alarm calls for a person. */
  public void announced(Instant at) {
    Instant now = enter(at);
    recent.addLast(now);
    Instant minute = Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), 60L) * 60);
    if (minutes.isEmpty() || !minutes.peekLast().begin.equals(minute)) {
      minutes.addLast(new Minute(minute));
    }
    minutes.peekLast().count++;
    judge(now);
  }

  /** Since when there is a flood. */
  public Optional<Instant> floodSince(Instant at) {
    judge(enter(at));
    return floodSince;
  }

  private Instant enter(Instant at) {
    if (at.plus(SET_BACK).isBefore(latest)) {
      minutes.clear();
      recent.clear();
      floods.clear();
      floodSince = Optional.empty();
      latest = at;
    }
    latest = at.isAfter(latest) ? at : latest;
    return latest;
  }

  private void judge(Instant now) {
    Instant from = now.minus(WINDOW);
    while (!recent.isEmpty() && !recent.peekFirst().isAfter(from)) {
      if (floodSince.isPresent() && recent.size() == OVER) {
        // It fell below as this one left the window, whenever somebody looks.
        end(recent.peekFirst().plus(WINDOW));
      }
      recent.removeFirst();
    }
    if (floodSince.isEmpty() && recent.size() >= FLOOD) {
      floodSince = Optional.of(now);
    }
    Instant day = now.minus(DAY);
    while (!minutes.isEmpty() && !minutes.peekFirst().begin.isAfter(day)) {
      minutes.removeFirst();
    }
    while (!floods.isEmpty() && !floods.peekFirst().to().isAfter(day)) {
      floods.removeFirst();
    }
  }

  private void end(Instant at) {
    floods.addLast(new Span(floodSince.orElseThrow(), at));
    floodSince = Optional.empty();
  }

  /** The figures as they are at a moment. */
  public Figures figures(Instant at) {
    Instant now = enter(at);
    judge(now);
    return new Figures(
        recent.size(),
        since(now.minus(HOUR)),
        since(now.minus(DAY)),
        Math.max(peak(), recent.size()),
        floodSince,
        share(now));
  }

  private int since(Instant from) {
    return minutes.stream()
        .filter(minute -> minute.begin.isAfter(from))
        .mapToInt(minute -> minute.count)
        .sum();
  }

  private int peak() {
    Deque<Minute> window = new ArrayDeque<>();
    int within = 0;
    int most = 0;
    for (Minute minute : minutes) {
      window.addLast(minute);
      within += minute.count;
      while (!window.getFirst().begin.plus(WINDOW).isAfter(minute.begin)) {
        within -= window.removeFirst().count;
      }
      most = Math.max(most, within);
    }
    return most;
  }

  private double share(Instant now) {
    Instant day = now.minus(DAY);
    Duration sum =
        floodSince.map(since -> Duration.between(later(since, day), now)).orElse(Duration.ZERO);
    for (Span flood : floods) {
      sum = sum.plus(Duration.between(later(flood.from(), day), flood.to()));
    }
    return (double) sum.toMillis() / DAY.toMillis();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
