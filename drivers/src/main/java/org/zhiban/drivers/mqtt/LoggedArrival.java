package org.zhiban.drivers.mqtt;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.telemetry.Exchange;
import org.zhiban.model.telemetry.Exchange.Outcome;
import org.zhiban.model.telemetry.RejectedMessage;

/** A message as the log shows it: where it came from, what was in it, when it was acknowledged. */
final class LoggedArrival implements Supplier<Exchange> {
  private final String topic;
  private final Instant received;
  private final int qos;
  private final boolean retained;
  private final int size;
  private final byte[] head;
  private final int values;
  private final int events;
  private final @Nullable RejectedMessage fault;
  private final @Nullable Supplier<String> words;
  private volatile @Nullable Instant acknowledged;

  /**
   * Keeps what is shown of a message.
   *
   * @param values read from it
   * @param events read from it
   * @param fault the first thing in it that could not be used; null: none
   * @param words what it holds; null: its bytes are text
   */
  LoggedArrival(
      Arrival arrival,
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
    this.head = Arrays.copyOf(arrival.payload(), Math.min(RejectedMessage.HEAD, size));
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

  @Override
  public Exchange get() {
    return new Exchange(
        received,
        Optional.empty(),
        fault == null ? Outcome.ANSWERED : Outcome.BROKEN,
        topic + ", QoS " + qos + (retained ? ", retained, " : ", ") + size + " bytes",
        "",
        content() + ": " + decoded() + acknowledgement(),
        Exchange.hex(head));
  }

  private String content() {
    Supplier<String> told = words;
    return told == null
        ? "\"" + RejectedMessage.head(head) + (size > head.length ? "…" : "") + "\""
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
