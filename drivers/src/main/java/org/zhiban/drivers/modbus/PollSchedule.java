package org.zhiban.drivers.modbus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * When which read is due. Every read has a grid of its period; the grids of reads with the same
 * period are shifted against each other, and the links' by their ids, so that requests do not
 * bunch. A read that comes late skips what it missed instead of making it up.
 *
 * <p>Moments are monotonic nanoseconds.
 */
final class PollSchedule {
  /** 2 to the 32nd over the golden ratio: ids that count up are spread as evenly as can be. */
  private static final int GOLDEN = 0x9E3779B9;

  private final List<Turn> turns = new ArrayList<>();
  private final PriorityQueue<Turn> queue = new PriorityQueue<>(PollSchedule::earlier);

  /**
   * All reads are due at once; from then on each keeps its grid.
   *
   * @param link whose reads they are
   */
  PollSchedule(String link, List<PolledRead> reads, long now) {
    double lead = Integer.toUnsignedLong(link.hashCode() * GOLDEN) / (double) (1L << Integer.SIZE);
    Map<Duration, Integer> total = new HashMap<>();
    reads.forEach(read -> total.merge(read.plan().every(), 1, Integer::sum));
    Map<Duration, Integer> placed = new HashMap<>();
    for (PolledRead read : reads) {
      Duration every = read.plan().every();
      int place = placed.merge(every, 1, Integer::sum) - 1;
      long period = every.toNanos();
      long phase = (long) (period / total.getOrDefault(every, 1) * (place + lead));
      turns.add(new Turn(read, period, now + phase, turns.size(), now));
    }
    queue.addAll(turns);
  }

  private static int earlier(Turn one, Turn other) {
    int byDue = Long.signum(one.due - other.due);
    return byDue != 0 ? byDue : Integer.compare(one.place, other.place);
  }

  List<Turn> turns() {
    return turns;
  }

  /** The read that is due first. */
  Optional<Turn> first() {
    return Optional.ofNullable(queue.peek());
  }

  /** Those that are due by now, the earliest first. */
  List<Turn> due(long now) {
    return queue.stream()
        .filter(turn -> turn.due - now <= 0)
        .sorted(PollSchedule::earlier)
        .toList();
  }

  /** The read was done, or left out: it is due again at its grid's next moment. */
  void advance(Turn turn, long now) {
    long behind = now - turn.origin;
    long next = behind < 0 ? turn.origin : turn.origin + (behind / turn.period + 1) * turn.period;
    moveTo(turn, next);
  }

  /** Makes a read due at a moment off its grid. */
  void moveTo(Turn turn, long moment) {
    queue.remove(turn);
    turn.due = moment;
    queue.add(turn);
  }

  /** Reads take the place of another; each is due now, then keeps its own period. */
  void replace(Turn turn, List<PolledRead> reads, long now) {
    queue.remove(turn);
    turns.remove(turn);
    for (PolledRead read : reads) {
      Turn next = new Turn(read, read.plan().every().toNanos(), now, turn.place, now);
      turns.add(next);
      queue.add(next);
    }
  }

  /** A read and its next moment. */
  static final class Turn {
    private final PolledRead read;
    private final long period;
    private final long origin;
    private final int place;
    private long due;

    private Turn(PolledRead read, long period, long origin, int place, long due) {
      this.read = read;
      this.period = Math.max(period, 1);
      this.origin = origin;
      this.place = place;
      this.due = due;
    }

    PolledRead read() {
      return read;
    }

    long due() {
      return due;
    }
  }
}
