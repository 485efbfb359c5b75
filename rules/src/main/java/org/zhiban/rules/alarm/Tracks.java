package org.zhiban.rules.alarm;

import static org.zhiban.rules.alarm.kind.Signal.NEVER;

import java.util.List;
import org.zhiban.model.alarm.Priority;
import org.zhiban.rules.alarm.kind.Notes;
import org.zhiban.rules.alarm.kind.Signal;
import org.zhiban.rules.alarm.kind.Track;
import org.zhiban.rules.expression.Truth;

/** The delays of an alarm's place: one for each limit of a threshold, else one. */
final class Tracks {
  private final List<Track> tracks;
  private final Delay[] delays;

  Tracks(List<Track> tracks, long offDelay) {
    this.tracks = tracks;
    this.delays =
        tracks.stream().map(track -> new Delay(track.onDelay(), offDelay)).toArray(Delay[]::new);
  }

  /** What the condition is, as far as it is known: of any track. */
  Truth input() {
    Truth any = Truth.FALSE;
    for (Delay delay : delays) {
      any = any.or(delay.input());
    }
    return any;
  }

  /** The first track alone, which is all that a place with a key has. */
  Delay first() {
    return delays[0];
  }

  /** Whether the condition held when it was last known. */
  boolean heldWhenKnown() {
    for (Delay delay : delays) {
      if (delay.heldWhenKnown()) {
        return true;
      }
    }
    return false;
  }

  boolean idle() {
    for (Delay delay : delays) {
      if (!delay.idle()) {
        return false;
      }
    }
    return true;
  }

  boolean active() {
    for (Delay delay : delays) {
      if (delay.active()) {
        return true;
      }
    }
    return false;
  }

  /** What an update came to. */
  enum Moved {
    NOTHING,
    INPUT,
    OUTPUT
  }

  /** Takes what the signal says now. */
  Moved update(Signal signal, long time) {
    Moved moved = Moved.NOTHING;
    for (int track = 0; track < delays.length; track++) {
      Delay delay = delays[track];
      Truth input = signal.input(track);
      if (input != delay.input()) {
        if (delay.update(input, time)) {
          moved = Moved.OUTPUT;
          signal.held(track, delay.active());
        } else if (moved == Moved.NOTHING) {
          moved = Moved.INPUT;
        }
      }
    }
    return moved;
  }

  /** Lets every delay that is over take effect; says whether an output changed. */
  boolean expire(Signal signal, long time) {
    boolean flipped = false;
    for (int track = 0; track < delays.length; track++) {
      if (delays[track].expire(time)) {
        flipped = true;
        signal.held(track, delays[track].active());
      }
    }
    return flipped;
  }

  long deadline() {
    long earliest = NEVER;
    for (Delay delay : delays) {
      earliest = Math.min(earliest, delay.deadline());
    }
    return earliest;
  }

  /** The most pressing of those that are active. */
  Priority priority() {
    Priority priority = Priority.JOURNAL;
    for (int track = 0; track < delays.length; track++) {
      if (delays[track].active()) {
        priority = priority.higher(tracks.get(track).priority());
      }
    }
    return priority;
  }

  /** Of an alarm that no track holds: the priority of the first. */
  Priority firstPriority() {
    return tracks.getFirst().priority();
  }

  /** When the condition of those that are active was first seen, at the latest at a time. */
  long firstSeen(long latest) {
    long seen = latest;
    for (Delay delay : delays) {
      if (delay.active()) {
        seen = Math.min(seen, delay.firstSeen());
      }
    }
    return seen;
  }

  /**
   * An alarm stands of which no track is known: those whose condition holds take it up; where none
   * is known to hold, the least pressing one does, so that nothing sounds worse than it is.
   */
  void stand(Signal signal, long seen) {
    boolean any = false;
    int least = 0;
    for (int track = 0; track < delays.length; track++) {
      if (signal.input(track) == Truth.TRUE) {
        delays[track].stand(seen);
        any = true;
      }
      if (tracks.get(track).priority().compareTo(tracks.get(least).priority()) > 0) {
        least = track;
      }
    }
    if (!any) {
      delays[least].stand(seen);
    }
  }

  /** Nothing of what was written down holds: the condition is looked at anew. */
  void begin() {
    for (Delay delay : delays) {
      delay.begin();
    }
  }

  /** The signal is told what holds. */
  void tell(Signal signal) {
    for (int track = 0; track < delays.length; track++) {
      signal.held(track, delays[track].active());
    }
  }

  void save(Notes notes) {
    for (int track = 0; track < delays.length; track++) {
      delays[track].save(notes, "t" + track);
    }
  }

  void load(Notes notes) {
    for (int track = 0; track < delays.length; track++) {
      delays[track].load(notes, "t" + track);
    }
  }
}
