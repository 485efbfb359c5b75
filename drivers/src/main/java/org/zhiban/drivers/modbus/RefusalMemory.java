package org.zhiban.drivers.modbus;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a read that the device refuses is taken apart to see what of it the device answers. Where
 * the device refused every part nothing was learnt, it may just be starting: the next try waits 1
 * min, then twice as long, up to 1 h.
 *
 * <p>Moments are monotonic nanoseconds.
 */
final class RefusalMemory {
  static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final PlannedRead read;
  private @Nullable Bisection search;
  private long pause;
  private long notBefore;

  RefusalMemory(PlannedRead read) {
    this.read = read;
  }

  /** The search under way. */
  Optional<Bisection> search() {
    return Optional.ofNullable(search);
  }

  /** The whole read was refused: whether a search begins. */
  boolean begins(int code, long now) {
    boolean wanted =
        ExceptionCode.ofAddress(code)
            && read.points().size() > 1
            && (pause == 0 || now - notBefore >= 0);
    if (wanted) {
      search = new Bisection(read);
    }
    return wanted;
  }

  /** The search ended, or was given up, with nothing learnt. */
  void learntNothing(long now) {
    search = null;
    pause = Math.clamp(2 * pause, FIRST_PAUSE.toNanos(), LONGEST_PAUSE.toNanos());
    notBefore = now + pause;
  }
}
