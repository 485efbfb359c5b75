package org.zhiban.rules.workorder;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.workorder.Permit;
import org.zhiban.rules.ClockWords;

/**
 * Where there was hot work somebody looks again 60 minutes after its end: what smoulders behind a
 * wall or under a floor is not seen before.
 */
public final class SecondLooks {
  /** So long after the end; earlier is no second look. */
  public static final Duration AFTER = Duration.ofMinutes(60);

  /** So long after the end it is still one; later it stands as missed. */
  public static final Duration WITHIN = Duration.ofHours(24);

  private SecondLooks() {}

  /** How the second look of a permit stands. */
  public enum State {
    /** The work goes on, or has not begun. */
    AHEAD,
    /** The work is over; it is too early yet. */
    WAITING,
    /** Somebody is to look now. */
    DUE,
    /** Nobody looked in time. */
    MISSED,
    /** Somebody looked. */
    DONE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How it stands; empty: the work is none after which somebody looks. */
  public static Optional<State> state(Permit permit, Instant now) {
    if (permit.kind() != Permit.Kind.HOT_WORK || neverBegun(permit)) {
      return Optional.empty();
    }
    if (permit.secondLook().isPresent()) {
      return Optional.of(State.DONE);
    }
    if (now.isBefore(permit.over())) {
      return Optional.of(State.AHEAD);
    }
    if (now.isBefore(from(permit))) {
      return Optional.of(State.WAITING);
    }
    return Optional.of(now.isBefore(last(permit)) ? State.DUE : State.MISSED);
  }

  private static boolean neverBegun(Permit permit) {
    return permit.over().isBefore(permit.from());
  }

  /** From when on a look is the second one. */
  public static Instant from(Permit permit) {
    return permit.over().plus(AFTER);
  }

  private static Instant last(Permit permit) {
    return permit.over().plus(WITHIN);
  }

  /** Why nobody can say now that he looked; empty: he can. */
  public static Optional<LocalizedText> refusal(Permit permit, ZoneId zone, Instant now) {
    Optional<State> state = state(permit, now);
    if (state.isEmpty()) {
      return said(
          permit.id() + " 不是已开始的动火作业，无需复查",
          permit.id() + " is no hot work that began: nobody looks again");
    }
    return switch (state.get()) {
      case DUE -> Optional.empty();
      case DONE -> said(permit.id() + " 已复查", permit.id() + " was looked at again before");
      case AHEAD -> said(permit.id() + " 尚未结束，结束 60 分钟后复查", permit.id() + " is not over yet");
      case WAITING ->
          said(
              permit.id() + " 结束满 60 分钟后复查，" + clock(from(permit), zone) + " 起",
              "look again 60 minutes after the end of "
                  + permit.id()
                  + ", from "
                  + clock(from(permit), zone)
                  + " on");
      case MISSED ->
          said(
              permit.id() + " 结束已超过 24 小时，记为漏查",
              permit.id() + " ended more than 24 h ago: nobody looked in time");
    };
  }

  private static String clock(Instant at, ZoneId zone) {
    return ClockWords.of(at, zone);
  }

  private static Optional<LocalizedText> said(String zh, String en) {
    return Optional.of(new LocalizedText(zh, en));
  }
}
