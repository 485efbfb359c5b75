package org.zhiban.gateway.telemetry.forwarding;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A store of measurements that is somewhere else. Rows of one series and time replace each other.
 */
public interface MeasurementSink extends AutoCloseable {
  /** Writes rows and waits for the answer; never throws for what the other side or the net does. */
  Outcome write(List<Measurement> rows);

  /** Also ends a write that waits. */
  @Override
  void close();

  /** What became of the rows. */
  sealed interface Outcome {
    /** They are there. */
    record Accepted() implements Outcome {}

    /** At least one of them is not to be had; they would be refused again as they are. */
    record Rejected(String reason) implements Outcome {}

    /**
     * Nobody can say; to be written again later.
     *
     * @param retryAfter the wait that the other side asked for
     */
    record Unavailable(String reason, Optional<Duration> retryAfter) implements Outcome {}
  }
}
