package org.zhiban.gateway.telemetry.forwarding;

import java.util.ArrayList;
import java.util.List;

/**
 * What was forwarded of the samples in their order of appending: all before {@code live} but the
 * gaps that outages left.
 *
 * @param gaps oldest first, none touching another
 * @param live everything behind is yet to come
 */
record Progress(List<Gap> gaps, long live) {
  /** More are kept apart no longer: what was forwarded between two of them goes out again. */
  static final int MOST_GAPS = 8;

  /** Samples from one to before another. */
  record Gap(long from, long to) {
    Gap {
      if (from < 0 || from >= to) {
        throw new IllegalArgumentException("no gap: " + from + " to " + to);
      }
    }
  }

  Progress {
    gaps = List.copyOf(gaps);
    long before = -1;
    for (Gap gap : gaps) {
      if (gap.from() <= before) {
        throw new IllegalArgumentException("gaps out of order: " + gaps);
      }
      before = gap.to();
    }
    if (live < before || live < 0) {
      throw new IllegalArgumentException("a gap of what is yet to come: " + gaps + ", " + live);
    }
  }

  /** All before was forwarded, and nothing else. */
  static Progress upTo(long done) {
    return new Progress(List.of(), done);
  }

  /** Everything before was forwarded, or is known to be gone. */
  long done() {
    return gaps.isEmpty() ? live : gaps.getFirst().from();
  }

  /** Goes on with what comes from now on; what is open before becomes a gap. */
  Progress resumedAt(long head) {
    if (head <= live) {
      return this;
    }
    List<Gap> more = new ArrayList<>(gaps);
    boolean touches = !gaps.isEmpty() && gaps.getLast().to() == live;
    more.add(new Gap(touches ? more.removeLast().from() : live, head));
    if (more.size() > MOST_GAPS) {
      joinNearest(more);
    }
    return new Progress(more, head);
  }

  private static void joinNearest(List<Gap> gaps) {
    int nearest = 1;
    for (int i = 2; i < gaps.size(); i++) {
      if (between(gaps, i) < between(gaps, nearest)) {
        nearest = i;
      }
    }
    Gap second = gaps.remove(nearest);
    gaps.set(nearest - 1, new Gap(gaps.get(nearest - 1).from(), second.to()));
  }

  private static long between(List<Gap> gaps, int i) {
    return gaps.get(i).from() - gaps.get(i - 1).to();
  }

  /** What is live was forwarded up to here. */
  Progress liveUpTo(long next) {
    return new Progress(gaps, next);
  }

  /** The oldest gap was forwarded up to here; what of others lies before is gone. */
  Progress filledUpTo(long next) {
    List<Gap> left = new ArrayList<>();
    for (Gap gap : gaps) {
      if (next < gap.to()) {
        left.add(new Gap(Math.max(next, gap.from()), gap.to()));
      }
    }
    return new Progress(left, Math.max(live, next));
  }

  /** Samples of the gaps. */
  long missed() {
    return gaps.stream().mapToLong(gap -> gap.to() - gap.from()).sum();
  }

  /** Samples that were not forwarded. */
  long waiting(long head) {
    return missed() + Math.max(0, head - live);
  }
}
