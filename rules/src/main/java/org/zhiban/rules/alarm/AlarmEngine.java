package org.zhiban.rules.alarm;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * Judges samples and events by the rules of a site and leads every alarm through its life. Pure and
 * replayable: the same calls in the same order give the same changes, ids included. Times are
 * milliseconds since 1970 UTC; {@code now} is the gateway's clock at the call. One thread.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class AlarmEngine {
  /**
   * An engine that knows of no alarm yet.
   *
   * @param table belongs to the engine from now on: {@link #samples} writes it
   */
  public AlarmEngine(CompiledRules rules, PointTable table) {
    throw new UnsupportedOperationException();
  }

  /**
   * Goes on where an earlier engine stopped; called once, before anything else.
   *
   * @param nowMillis start of this engine: points count as heard of at this moment
   * @return what changed at that: alarms whose rule the site no longer has are cleared
   */
  public List<AlarmChange> restore(
      Collection<Alarm> standing, Collection<RuleMemory> memory, long nowMillis) {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes the samples over into the table and judges the rules that name their points. Consecutive
   * rows of one time are one read of the device: they are judged together.
   */
  public List<AlarmChange> samples(SampleBatch batch, long now) {
    throw new UnsupportedOperationException();
  }

  /** Judges events; each once, repeats are the caller's to drop. */
  public List<AlarmChange> events(List<PointEvent> events, long now) {
    throw new UnsupportedOperationException();
  }

  /** The points were heard of without a new value. */
  public List<AlarmChange> alive(int[] points, long time, long now) {
    throw new UnsupportedOperationException();
  }

  /** Fires every timer that is due by {@code now}, in order of time. */
  public List<AlarmChange> advance(long now) {
    throw new UnsupportedOperationException();
  }

  /**
   * When {@link #advance} is to be called at the latest; it may turn out that nothing is due then.
   * {@link Long#MAX_VALUE}: no timer runs.
   */
  public long nextDeadline() {
    throw new UnsupportedOperationException();
  }

  /** Somebody has seen the alarm. */
  public AlarmOutcome acknowledge(String alarm, String by, Optional<String> comment, long now) {
    throw new UnsupportedOperationException();
  }

  /** Somebody resets the latch of an alarm whose condition is gone. */
  public AlarmOutcome reset(String alarm, String by, Optional<String> comment, long now) {
    throw new UnsupportedOperationException();
  }

  /**
   * Somebody puts the alarm aside; its rule is judged on, and a return of the condition before
   * {@code until} does not sound either.
   */
  public AlarmOutcome shelve(
      String alarm, String by, Optional<String> comment, Instant until, long now) {
    throw new UnsupportedOperationException();
  }

  /** Somebody ends the shelving early. */
  public AlarmOutcome unshelve(String alarm, String by, Optional<String> comment, long now) {
    throw new UnsupportedOperationException();
  }

  /** Every alarm that stands, oldest first. */
  public Collection<Alarm> standing() {
    throw new UnsupportedOperationException();
  }

  /** All that must survive a restart beside the standing alarms. */
  public List<RuleMemory> memory() {
    throw new UnsupportedOperationException();
  }

  /** Rises whenever {@link #memory()} may differ from before: save it then. */
  public long memoryVersion() {
    throw new UnsupportedOperationException();
  }
}
