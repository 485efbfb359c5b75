package org.zhiban.drivers.mqtt;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.telemetry.Exchange;
import org.zhiban.model.telemetry.Exchange.Outcome;
import org.zhiban.model.telemetry.RejectedMessage;
import org.zhiban.model.telemetry.SampleBatch;

/** A message as the log shows it: where it came from, what was in it, when it was acknowledged. */
final class LoggedArrival implements Supplier<Exchange> {
  private final String topic;
  private final Instant received;
  private final int qos;
  private final boolean retained;
  private final int size;
  private final byte[] kept;
  private final Brought brought;
  private final int values;
  private final int events;
  private final @Nullable RejectedMessage fault;
  private final @Nullable Supplier<String> words;
  private volatile @Nullable Instant acknowledged;

  /** How much of a message is evidence, in bytes. */
  private static final int EVIDENCE = 1_024;

  /** Samples that a message brought. */
  @SuppressWarnings("ArrayRecordComponent") // never compared; hundreds are kept
  record Brought(int[] points, long[] times) {
    /** Those of the rows from one on. */
    static Brought of(SampleBatch samples, int from) {
      int[] points = new int[samples.size() - from];
      long[] times = new long[points.length];
      for (int row = 0; row < points.length; row++) {
        points[row] = samples.point(from + row);
        times[row] = samples.time(from + row);
      }
      return new Brought(points, times);
    }

    boolean holds(int point, long time) {
      return IntStream.range(0, points.length)
          .anyMatch(row -> points[row] == point && times[row] == time);
    }
  }

  /**
   * Keeps what is shown of a message.
   *
   * @param brought the samples of now in it
   * @param values read from it
   * @param events read from it
   * @param fault the first thing in it that could not be used; null: none
   * @param words what it holds; null: its bytes are text
   */
  LoggedArrival(
      Arrival arrival,
      Brought brought,
      int values,
      int events,
      @Nullable RejectedMessage fault,
      @Nullable Supplier<String> words) {
    this.words = words;
    this.topic = arrival.topic();
    this.received = arrival.received();
    this.qos = arrival.qos();
    this.retained = arrival.retained();
    this.size = arrival.payload().length;
    this.kept = size <= EVIDENCE ? arrival.payload() : Arrays.copyOf(arrival.payload(), EVIDENCE);
    this.brought = brought;
    this.values = values;
    this.events = events;
    this.fault = fault;
  }

  /** Whether all of it could be used. */
  boolean understood() {
    return fault == null;
  }

  void acknowledged(Instant at) {
    acknowledged = at;
  }

  /** Whether it brought the sample of a point and no event, which may hold what is private. */
  boolean brought(int point, long time) {
    return events == 0 && brought.holds(point, time);
  }

  @Override
  public Exchange get() {
    return shown(Arrays.copyOf(kept, Math.min(RejectedMessage.HEAD, kept.length)));
  }

  /** The same with more of what was in it. */
  Exchange whole() {
    return shown(kept);
  }

  private Exchange shown(byte[] head) {
    return new Exchange(
        received,
        Optional.empty(),
        fault == null ? Outcome.ANSWERED : Outcome.BROKEN,
        topic + ", QoS " + qos + (retained ? ", retained, " : ", ") + size + " bytes",
        "",
        content(head) + ": " + decoded() + acknowledgement(),
        Exchange.hex(head));
  }

  private String content(byte[] head) {
    Supplier<String> told = words;
    return told == null
        ? "\"" + RejectedMessage.text(head, head.length) + (size > head.length ? "…" : "") + "\""
        : told.get();
  }

  private String decoded() {
    RejectedMessage wrong = fault;
    String held =
        values
            + (values == 1 ? " value, " : " values, ")
            + events
            + (events == 1 ? " event" : " events");
    return wrong == null ? held : held + "; " + wrong.why() + " at " + wrong.position();
  }

  private String acknowledgement() {
    Instant at = acknowledged;
    if (qos == 0) {
      return "";
    }
    return at == null
        ? "; not acknowledged yet"
        : "; acknowledged after "
            + java.time.Duration.between(received, at).toMillis()
            + " ms, when it was on disk";
  }
}
