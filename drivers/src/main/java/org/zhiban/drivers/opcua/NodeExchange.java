package org.zhiban.drivers.opcua;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.zhiban.drivers.WriteOutcome;
import org.zhiban.model.telemetry.Exchange;
import org.zhiban.model.telemetry.Exchange.Outcome;

/**
 * An exchange with a server as it is kept, before anybody asks for its words. The client library
 * does not show the bytes of a message.
 */
sealed interface NodeExchange extends Supplier<Exchange> {
  /** Values of one message that are shown; the rest are counted. */
  int SHOWN = 16;

  int LONGEST_VALUE = 80;

  /**
   * Values that came of a subscription, or of a read.
   *
   * @param took of a read
   * @param nodes the first of them
   * @param values of these nodes
   * @param count of all values in the message
   */
  record Values(
      Instant time,
      Optional<Duration> took,
      List<NodePoint> nodes,
      List<DataValue> values,
      int count)
      implements NodeExchange {
    static Values of(
        Instant time, Optional<Duration> took, List<NodePoint> nodes, List<DataValue> values) {
      int shown = Math.min(SHOWN, values.size());
      return new Values(
          time,
          took,
          List.copyOf(nodes.subList(0, shown)),
          List.copyOf(values.subList(0, shown)),
          values.size());
    }

    /** Whether it brought the sample of a point, by its source's time or that of its coming. */
    boolean brought(int point, long sample) {
      for (int place = 0; place < values.size(); place++) {
        DateTime at = values.get(place).sourceTime();
        boolean then =
            (at != null && at.getJavaInstant().toEpochMilli() == sample)
                || time.plus(took.orElse(Duration.ZERO)).toEpochMilli() == sample;
        if (then && nodes.get(place).point().number() == point) {
          return true;
        }
      }
      return false;
    }

    @Override
    public Exchange get() {
      StringJoiner words = new StringJoiner("; ");
      for (int place = 0; place < values.size(); place++) {
        words.add(nodes.get(place).name() + " = " + said(values.get(place)));
      }
      if (count > values.size()) {
        words.add(count - values.size() + " more");
      }
      boolean allBad = values.stream().allMatch(value -> value.statusCode().isBad());
      return exchange(
          time,
          took,
          allBad ? Outcome.REFUSED : Outcome.ANSWERED,
          (took.isPresent() ? "read of " : "publication of ")
              + (count == 1 ? "1 value" : count + " values"),
          words.toString());
    }

    private static String said(DataValue value) {
      String text = String.valueOf(value.value().value());
      String cut = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
      DateTime at = value.sourceTime();
      StatusCode status = value.statusCode();
      return cut
          + (status.isGood() ? "" : " (" + NodeReading.words(status) + ")")
          + (at == null ? "" : " at " + at.getJavaInstant());
    }
  }

  /** A value that was to be written, or a method that was to be called. */
  record Write(Instant time, Duration took, Commanded target, double value, WriteOutcome came)
      implements NodeExchange {
    @Override
    public Exchange get() {
      return exchange(
          time,
          Optional.of(took),
          switch (came) {
            case WriteOutcome.Written _ -> Outcome.ANSWERED;
            case WriteOutcome.Refused _, WriteOutcome.Unfit _ -> Outcome.REFUSED;
            case WriteOutcome.Unknown _ -> Outcome.SILENT;
            case WriteOutcome.NotSent _ -> Outcome.LOST;
          },
          target.asked(value),
          switch (came) {
            case WriteOutcome.Written _ -> "taken";
            case WriteOutcome.Refused(String words) -> words;
            case WriteOutcome.Unfit(String words) -> words;
            case WriteOutcome.Unknown(String words) -> words;
            case WriteOutcome.NotSent(String words) -> words;
          });
    }
  }

  /**
   * Events that came of a subscription.
   *
   * @param told the first of them, in words
   * @param count of all events in the message
   */
  record Events(Instant time, List<String> told, int count) implements NodeExchange {
    public Events {
      told = List.copyOf(told);
    }

    @Override
    public Exchange get() {
      StringJoiner words = new StringJoiner("; ");
      told.forEach(words::add);
      if (count > told.size()) {
        words.add(count - told.size() + " more");
      }
      return exchange(
          time,
          Optional.empty(),
          Outcome.ANSWERED,
          "publication of " + (count == 1 ? "1 event" : count + " events"),
          words.toString());
    }
  }

  /**
   * A server was asked for its standing conditions.
   *
   * @param refused what it answered instead; empty: it tells them
   */
  record Refreshed(Instant time, Duration took, String refused) implements NodeExchange {
    @Override
    public Exchange get() {
      return exchange(
          time,
          Optional.of(took),
          refused.isEmpty() ? Outcome.ANSWERED : Outcome.REFUSED,
          "ConditionRefresh",
          refused.isEmpty() ? "the standing conditions follow" : refused);
    }
  }

  /** A session that could not be opened, or ended. */
  record NoSession(Instant time, String endpoint, String words) implements NodeExchange {
    @Override
    public Exchange get() {
      return exchange(time, Optional.empty(), Outcome.LOST, "session at " + endpoint, words);
    }
  }

  private static Exchange exchange(
      Instant time, Optional<Duration> took, Outcome outcome, String asked, String told) {
    return new Exchange(time, took, outcome, asked, "", told, "");
  }
}
