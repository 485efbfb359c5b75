package org.zhiban.drivers.modbus;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a read that the device refuses is taken apart to see what of it the device answers. Where
 * the device refused every part nothing was learnt, it may just be starting: the next try waits 1
 * min, then twice as long, up to 1 h. A point that was refused even alone is asked again after 1 s,
 * then after twice as long, up to 1 min, since its device may have been starting meanwhile.
 *
 * <p>Moments are monotonic nanoseconds.
 */
final class RefusalMemory {
  static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  static final Duration FIRST_REST = Duration.ofSeconds(1);
  static final Duration LONGEST_REST = Duration.ofMinutes(1);

  private final PlannedRead read;
  private final boolean alone;
  private @Nullable Bisection search;
  private long pause;
  private long notBefore;
  private long rest;

  private RefusalMemory(PlannedRead read, boolean alone) {
    this.read = read;
    this.alone = alone;
  }

  /** Of a read that is asked as it was planned. */
  static RefusalMemory of(PlannedRead read) {
    return new RefusalMemory(read, false);
  }

  /** Of a point that was found to be refused even alone. */
  static RefusalMemory ofRefused(PlannedRead read) {
    return new RefusalMemory(read, true);
  }

  /** It was refused: how long to leave it in peace, beyond its period. */
  long rest() {
    if (alone) {
      rest = Math.clamp(2 * rest, FIRST_REST.toNanos(), LONGEST_REST.toNanos());
    }
    return rest;
  }

  /** It was answered. */
  void answered() {
    rest = 0;
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
