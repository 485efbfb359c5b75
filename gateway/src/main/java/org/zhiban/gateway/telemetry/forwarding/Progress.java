package org.zhiban.gateway.telemetry.forwarding;

/**
 * What was forwarded of the samples in their order of appending: all before {@code done}, and,
 * where an outage left a gap, those from {@code resumed} to {@code live} too.
 *
 * @param done the gap begins here
 * @param resumed and ends here; as {@code done} where there is none
 * @param live everything behind is yet to come; as {@code done} where there is no gap
 */
record Progress(long done, long resumed, long live) {
  Progress {
    if (done < 0 || done > resumed || resumed > live) {
      throw new IllegalArgumentException("no progress: " + done + ", " + resumed + ", " + live);
    }
  }

  /** All before was forwarded, and nothing else. */
  static Progress upTo(long done) {
    return new Progress(done, done, done);
  }

  boolean gap() {
    return done < resumed;
  }

  /**
   * Goes on with what comes from now on; what is open before becomes the gap. What was forwarded
   * behind an older gap is counted in and goes out again, as the same rows.
   */
  Progress resumedAt(long head) {
    return new Progress(done, head, head);
  }

  /** What is live was forwarded up to here. */
  Progress liveUpTo(long next) {
    return gap() ? new Progress(done, resumed, next) : upTo(next);
  }

  /** The gap was forwarded up to here. */
  Progress filledUpTo(long next) {
    return next < resumed ? new Progress(next, resumed, live) : upTo(Math.max(next, live));
  }

  /** Samples of the gap. */
  long missed() {
    return resumed - done;
  }

  /** Samples that were not forwarded. */
  long waiting(long head) {
    return missed() + Math.max(0, head - live);
  }
}
