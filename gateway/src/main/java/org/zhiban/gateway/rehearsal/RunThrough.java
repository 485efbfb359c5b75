package org.zhiban.gateway.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.rehearsal.RecordedPast.Happening;
import org.zhiban.gateway.telemetry.ExceptionFilter;
import org.zhiban.gateway.telemetry.history.Playback;
import org.zhiban.gateway.telemetry.history.RecordedHistory;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * Runs the record of a period through rules, in order of time: samples by the time of their source,
 * events by their arrival, what people did when they did it; between them every timer at its own
 * time.
 */
final class RunThrough {
  /**
   * Where nothing at all was recorded for longer than a heartbeat, the gateway did not run: a point
   * that is read is recorded once in a heartbeat.
   */
  private static final Duration STANDSTILL = ExceptionFilter.HEARTBEAT.plusMinutes(1);

  /** How long a gateway is taken to have run on behind the last of its record. */
  private static final long RAN_ON = 1_000;

  private final Period period;
  private final Instant start;
  private final RecordedHistory history;
  private final PointIndex index;
  private final RecordedPast past;
  private final List<RehearsedRules> sides;
  private final Playback playback;
  private Optional<SampleBatch> batch = Optional.empty();
  private long last;
  private long samples;
  private long events;

  /**
   * @param recorded takes the alarms of the record
   * @param sides rules over the same points
   */
  RunThrough(
      Period period,
      Duration warmUp,
      RecordedHistory history,
      OperationsStore store,
      Episodes recorded,
      List<RehearsedRules> sides) {
    this.period = period;
    this.start = period.from().minus(warmUp);
    this.history = history;
    this.index = sides.getFirst().rules().index();
    this.sides = sides;
    // Somewhat further than the period, to know whether the gateway ran to its end.
    Instant end = period.to().plus(STANDSTILL);
    this.past = new RecordedPast(store, index, start, end, recorded);
    this.playback = history.play(index, start, end);
    this.last = start.toEpochMilli();
    past.standing().forEach(recorded::stands);
  }

  /** Runs to the end of the period. */
  void run() throws InterruptedException {
    begin();
    batch = playback.next();
    long end = period.to().toEpochMilli();
    long next = next();
    while (next < end) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the rehearsal was ended");
      }
      reach(next);
      happen(next);
      next = next();
    }
    // Nobody looked at the end of the period either where a standstill reaches over it.
    boolean stood = next == Long.MAX_VALUE || next - last > STANDSTILL.toMillis();
    pass(stood ? Math.min(end - 1, last + RAN_ON) : end - 1);
  }

  private void begin() {
    SampleBatch known = history.before(index, start);
    var standing = past.standing();
    var ordered = past.ordered();
    var before = past.before();
    for (RehearsedRules side : sides) {
      past.failures(side::failed);
      past.clearedItself(side::clearedItself);
      side.begin(standing, ordered, before, known, last);
    }
  }

  private long next() {
    long sample = batch.map(one -> one.time(0)).orElse(Long.MAX_VALUE);
    long happening = past.peek().map(one -> one.at().toEpochMilli()).orElse(Long.MAX_VALUE);
    return Math.min(sample, happening);
  }

  /** Goes to the time of what comes next. */
  private void reach(long next) {
    if (next - last > STANDSTILL.toMillis()) {
      pass(last + RAN_ON);
      sides.forEach(side -> side.restart(next));
    }
    pass(next);
    last = next;
  }

  private void pass(long until) {
    sides.forEach(side -> side.pass(until));
  }

  private void happen(long now) {
    if (batch.isPresent() && batch.get().time(0) <= now) {
      SampleBatch read = batch.get();
      samples += read.size();
      sides.forEach(side -> side.samples(read, now));
      batch = playback.next();
      return;
    }
    Happening happening = past.peek().orElseThrow();
    past.remove();
    switch (happening) {
      case Happening.Arrived(var event) -> {
        events++;
        sides.forEach(side -> side.events(List.of(event), now));
      }
      case Happening.Acted(var act) -> sides.forEach(side -> side.act(act));
      case Happening.Moved(var fault, var step) -> sides.forEach(side -> side.move(fault, step));
    }
  }

  /** Samples that were judged, those before the period too. */
  long samples() {
    return samples;
  }

  /** Events that were judged. */
  long events() {
    return events;
  }

  List<OpenedOrder> recordedOrders() {
    return past.opened(period);
  }
}
