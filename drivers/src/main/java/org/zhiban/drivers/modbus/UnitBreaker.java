package org.zhiban.drivers.modbus;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.zhiban.model.telemetry.QualityReason;

/**
 * Spares a link the time-outs of a unit that is silent. The unit is asked again after a pause of 2
 * s that doubles up to 5 min; one answer ends it. While no unit of the link answers nobody is
 * delayed, and a silent unit is asked each second.
 *
 * <p>Moments are monotonic nanoseconds.
 */
final class UnitBreaker {
  static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  static final Duration PAUSE_ALONE = Duration.ofSeconds(1);

  /** Pauses are spread by up to this part, so that units fallen silent together do not bunch. */
  static final double JITTER = 0.1;

  private final RandomGenerator random;
  private boolean tripped;
  private QualityReason reason = QualityReason.TIMEOUT;
  private boolean gatewayComplained;
  private long retryAt;
  private long pause = FIRST_PAUSE.toNanos();

  UnitBreaker(RandomGenerator random) {
    this.random = random;
  }

  /** Whether the unit is taken to be silent. */
  boolean tripped() {
    return tripped;
  }

  /** What is said of the points of a unit that is taken to be silent. */
  QualityReason reason() {
    return reason;
  }

  /** Whether the unit may be asked, be it as a probe. */
  boolean mayAsk(long now) {
    return !tripped || now - retryAt >= 0;
  }

  /** When the unit may be asked again; means something while {@link #tripped()}. */
  long retryAt() {
    return retryAt;
  }

  /** The unit answered. */
  void answered() {
    tripped = false;
    gatewayComplained = false;
    pause = FIRST_PAUSE.toNanos();
  }

  /**
   * The unit did not answer.
   *
   * @param asked when it was asked
   * @param now when its time was up
   * @param alone whether no other unit of the link answers
   * @param why what is said of its points
   */
  void silent(long asked, long now, boolean alone, QualityReason why) {
    tripped = true;
    reason = why;
    if (alone) {
      retryAt = Math.max(asked + PAUSE_ALONE.toNanos(), now);
      pause = FIRST_PAUSE.toNanos();
    } else {
      retryAt = now + (long) (pause * (1 - JITTER + 2 * JITTER * random.nextDouble()));
      pause = Math.min(2 * pause, LONGEST_PAUSE.toNanos());
    }
  }

  /**
   * A gateway says that the unit did not answer it. Said twice with no answer between, or of a unit
   * that was silent before, it counts as silence: each such complaint costs the gateway's time-out.
   */
  boolean complaintCounts() {
    boolean counts = tripped || gatewayComplained;
    gatewayComplained = true;
    return counts;
  }

  /** Lets a tripped unit be asked at once, since its link came back to life. */
  void askAgain(long now) {
    retryAt = now;
    pause = FIRST_PAUSE.toNanos();
  }
}
