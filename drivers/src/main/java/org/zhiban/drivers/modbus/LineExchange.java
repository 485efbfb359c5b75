package org.zhiban.drivers.modbus;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.RawRegisters;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.telemetry.Digits;
import org.zhiban.model.telemetry.Exchange;
import org.zhiban.model.telemetry.Exchange.Outcome;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * An exchange as it is kept, before anybody asks for its words.
 *
 * @param time when it began, milliseconds since 1970 UTC
 * @param nanos how long it took
 * @param came what came; the values of a right answer are in its frame alone
 */
record LineExchange(long time, long nanos, Asked asked, FrameBytes frames, Answer came)
    implements Supplier<Exchange> {
  /** Values that are shown of a read that feeds no point. */
  private static final int SHOWN = 16;

  /** Milliseconds from the answer to its samples. */
  private static final long TAKEN_UP_WITHIN = 1_000;

  /** What was wanted. */
  sealed interface Asked {}

  /** A connection to the device. */
  record Connect(String address) implements Asked {}

  /** Values. */
  record Read(PlannedRead read) implements Asked {}

  /** That values be taken. */
  record Write(PlannedWrite write) implements Asked {}

  @Override
  public Exchange get() {
    return new Exchange(
        Instant.ofEpochMilli(time),
        Optional.of(Duration.ofNanos(nanos)),
        outcome(),
        question(),
        Exchange.hex(frames.request()),
        told(),
        Exchange.hex(frames.answer()));
  }

  /** What came for a point; empty where this is no right answer that holds its registers. */
  Optional<RawRegisters> registers(PointRef point) {
    if (!(asked instanceof Read(PlannedRead read))
        || !(came instanceof Answer.Values)
        || read.table().bits()) {
      return Optional.empty();
    }
    return read.points().stream()
        .filter(one -> one.ref().equals(point))
        .findFirst()
        .map(
            one -> {
              PointSource.Modbus source = ReadPlan.source(one);
              int from = source.address() - read.address();
              int wanted = Math.max(source.length(), RawRegisters.WIDEST);
              int to = Math.min(read.count(), from + wanted);
              return new RawRegisters(
                  Instant.ofEpochMilli(time),
                  Arrays.stream(frames.values(read), from, to).boxed().toList());
            });
  }

  /**
   * Whether it brought the sample of a point: it was over when that was made, and just so. A sample
   * has the time at which its answer was taken up.
   */
  boolean brought(int point, long sample) {
    long over = time + nanos / 1_000_000;
    return asked instanceof Read(PlannedRead read)
        && came instanceof Answer.Values
        && over <= sample + 1
        && sample <= over + TAKEN_UP_WITHIN
        && read.points().stream().anyMatch(one -> one.number() == point);
  }

  private Outcome outcome() {
    return switch (came) {
      case Answer.Values _ -> Outcome.ANSWERED;
      case Answer.Refused _ -> Outcome.REFUSED;
      case Answer.Silence _ -> Outcome.SILENT;
      case Answer.Broken _ -> Outcome.BROKEN;
      case Answer.Lost _ -> Outcome.LOST;
    };
  }

  private String question() {
    return switch (asked) {
      case Connect(String address) -> "connect to " + address;
      case Read(PlannedRead read) -> "function " + read.function() + ": " + read;
      case Write(PlannedWrite write) ->
          "function " + write.function() + ": " + write + ", " + write.values();
    };
  }

  private String told() {
    return switch (came) {
      case Answer.Values _ -> values();
      case Answer.Refused(int code) ->
          asked instanceof Write ? ExceptionCode.wordsOfWrite(code) : ExceptionCode.words(code);
      case Answer.Silence _ -> "no answer in time";
      case Answer.Broken(String words) -> words;
      case Answer.Lost(String words) -> words;
    };
  }

  private String values() {
    return switch (asked) {
      case Connect _ -> "connected";
      case Write _ -> "taken";
      case Read(PlannedRead read) when read.points().isEmpty() -> raw(read, frames.values(read));
      case Read(PlannedRead read) -> decoded(read, frames.values(read));
    };
  }

  private static String raw(PlannedRead read, int[] values) {
    StringJoiner words = new StringJoiner(" ", read.address() + ": ", "");
    for (int index = 0; index < Math.min(SHOWN, read.count()); index++) {
      words.add(Integer.toString(values[index]));
    }
    return read.count() > SHOWN ? words + " …" : words.toString();
  }

  private static String decoded(PlannedRead read, int[] values) {
    StringJoiner words = new StringJoiner("; ");
    for (DrivenPoint point : read.points()) {
      SampleBatch one = new SampleBatch(1);
      PointDecoder.of(point, read).decode(values, one, 0);
      PointSource.Modbus source = ReadPlan.source(point);
      words.add(source.address() + " " + point.ref() + " = " + sample(point, one));
    }
    return words.toString();
  }

  private static String sample(DrivenPoint point, SampleBatch one) {
    if (one.reason(0) != QualityReason.NONE) {
      return one.reason(0).word();
    }
    String value =
        switch (point.spec().kind()) {
          case ANALOG, COUNTER -> Digits.of(one.value(0));
          case BINARY -> one.value(0) == 0 ? "false" : "true";
          case MULTISTATE -> point.spec().states().get((int) one.value(0)).name();
          case TEXT, EVENT -> "\"" + one.text(0) + "\"";
        };
    return point.spec().unit().map(unit -> value + " " + unit).orElse(value);
  }
}
