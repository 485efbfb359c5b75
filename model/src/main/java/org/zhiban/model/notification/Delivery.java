package org.zhiban.model.notification;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One message on one channel to one recipient.
 *
 * @param id unique for ever, sortable by the time of making; the receiver may know a repeat by it
 * @param channel id of a channel of the site, or {@link #WALL}
 * @param recipient id of a member of staff or a role; {@code #1} for the first number of the
 *     channel's own list; empty: whoever hears the channel
 * @param route by which it came; empty: a test
 * @param attempts how often it was tried
 * @param nextAt when it is tried next; when it was last tried, if it has ended
 * @param answer what the other side said last, without addresses
 */
public record Delivery(
    String id,
    String channel,
    Optional<String> recipient,
    String route,
    Notice notice,
    State state,
    int attempts,
    Instant createdAt,
    Instant nextAt,
    Optional<Instant> endedAt,
    Optional<String> answer) {
  /** The channel that every site has: the siren of the console. */
  public static final String WALL = "wall";

  /** How far it came. */
  public enum State {
    /** To be sent, or to be tried again. */
    WAITING,
    /** The other side took it. */
    SENT,
    /** Given up after the time that the site allows. */
    FAILED,
    /** Not wanted any more: acknowledged, shelved or suppressed before it was sent. */
    CANCELLED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What it is: {@code alarm}, {@code work_order}, {@code test}, or {@code advice} of neither. */
  public String kind() {
    if (notice.subjects().isEmpty()) {
      return route.isEmpty() ? "test" : "advice";
    }
    return notice.alarms().isEmpty() ? "work_order" : "alarm";
  }

  /** Whether it waits although it was tried. */
  public boolean failing() {
    return state == State.WAITING && attempts > 0;
  }

  /** The other side took it. */
  public Delivery sent(Instant now, String said) {
    return ended(State.SENT, attempts + 1, now, Optional.of(said));
  }

  /** Tried in vain; there is another time. */
  public Delivery again(Instant next, String said) {
    return new Delivery(
        id,
        channel,
        recipient,
        route,
        notice,
        State.WAITING,
        attempts + 1,
        createdAt,
        next,
        Optional.empty(),
        Optional.of(said));
  }

  /** Tried in vain for the last time. */
  public Delivery givenUp(Instant now, String said) {
    return ended(State.FAILED, attempts + 1, now, Optional.of(said));
  }

  /** Not wanted any more. */
  public Delivery cancelled(Instant now) {
    return ended(State.CANCELLED, attempts, now, answer);
  }

  private Delivery ended(State how, int tried, Instant now, Optional<String> said) {
    return new Delivery(
        id, channel, recipient, route, notice, how, tried, createdAt, now, Optional.of(now), said);
  }
}
