package org.zhiban.benchmarks.rules;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Consumer;
import org.zhiban.benchmarks.Benchmark;
import org.zhiban.benchmarks.Figure;
import org.zhiban.benchmarks.Goal;
import org.zhiban.benchmarks.Measured;
import org.zhiban.benchmarks.Rounds;
import org.zhiban.benchmarks.Scale;
import org.zhiban.benchmarks.Sites;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.SampleBatch;
import org.zhiban.rules.alarm.AlarmEngine;
import org.zhiban.rules.alarm.CompiledRules;

/**
 * Samples judged a second on one thread, 20 rules for 100 points, most samples changing nothing.
 * The engine and the plain loop must find the same number of alarms.
 *
 * @param devices of 100 points each
 * @param seconds of the site's life that are judged in a round
 */
public record Judging(int devices, int seconds, Rounds rounds) implements Benchmark {
  private static final double NANOS_A_SECOND = 1e9;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Goal RATE = Goal.atLeast(10_000_000);
  private static final Goal RATIO = Goal.atLeast(0.2);
  private static final Goal BYTES = Goal.atMost(32);

  public Judging {
    if (devices < 1 || seconds < 1) {
      throw new IllegalArgumentException(devices + " devices for " + seconds + " s");
    }
  }

  public static Judging of(Scale scale) {
    return switch (scale) {
      case SMALLEST -> new Judging(20, 100, new Rounds(1));
      case QUICK -> new Judging(1_000, 20, new Rounds(7));
      case FULL -> new Judging(1_000, 20, new Rounds(25));
    };
  }

  @Override
  public List<Figure> measure() throws Exception {
    EngineLoop engine = new EngineLoop(Sites.compile(Estate.of(devices)));
    PlainLoop plain = new PlainLoop(devices);
    Stream ofEngine = new Stream(devices);
    Stream ofPlain = new Stream(devices);
    Rounds.Results<Speed> speeds =
        rounds.of(
            () -> speed(ofEngine.next(seconds), engine::judge),
            () -> speed(ofPlain.next(seconds), plain::judge));
    if (engine.steps() != plain.steps() || plain.steps() == 0) {
      throw new IllegalStateException(
          "the engine found %d steps of alarms, the plain loop %d"
              .formatted(engine.steps(), plain.steps()));
    }
    return List.of(
        Figure.of(
                "Rule engine on one thread, %,d points, %,d rules"
                    .formatted(devices * Estate.POINTS, devices * Estate.RULES),
                Measured.of("our engine", speeds.ours(Speed::samples), "samples/s").withGoal(RATE),
                Measured.of(
                    "plain loop over arrays", speeds.yardstick(Speed::samples), "samples/s"))
            .withRatioGoal(RATIO)
            .beside(
                Measured.of("our engine, allocated", speeds.ours(Speed::bytes), "bytes/sample")
                    .withGoal(BYTES),
                Measured.of(
                    "our engine, processor time", speeds.ours(Speed::cpuNanos), "ns/sample"),
                Measured.of(
                    "plain loop, processor time", speeds.yardstick(Speed::cpuNanos), "ns/sample"),
                Measured.of("alarms that came or went, in both", (double) plain.steps(), "steps")));
  }

  /** The engine as the gateway calls it: timers first, then what was read. */
  private static final class EngineLoop {
    private final AlarmEngine engine;
    private long steps;

    EngineLoop(CompiledRules rules) {
      engine = new AlarmEngine(rules, new PointTable(rules.index().size()));
    }

    void judge(List<SampleBatch> batches) {
      for (SampleBatch batch : batches) {
        long now = batch.time(0);
        engine.advance(now).forEach(this::count);
        engine.samples(batch, now).forEach(this::count);
      }
    }

    private void count(AlarmChange change) {
      switch (change.kind()) {
        case RAISED, REPEATED, CLEARED -> steps++;
        case ESCALATED,
            ACKNOWLEDGED,
            REALARMED,
            RESET,
            SHELVED,
            UNSHELVED,
            SUPPRESSED,
            UNSUPPRESSED,
            QUALITY ->
            throw new IllegalStateException("no rule of the estate does this: " + change);
      }
    }

    long steps() {
      return steps;
    }
  }

  /**
   * What judging took.
   *
   * @param samples a second
   * @param bytes allocated for a sample
   * @param cpuNanos processor time for a sample
   */
  private record Speed(double samples, double bytes, double cpuNanos) {}

  private static Speed speed(List<SampleBatch> batches, Consumer<List<SampleBatch>> judge) {
    double samples = batches.stream().mapToInt(SampleBatch::size).sum();
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long cpu = THREADS.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    judge.accept(batches);
    long nanos = System.nanoTime() - start;
    long cpuNanos = THREADS.getCurrentThreadCpuTime() - cpu;
    long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
    return new Speed(samples * NANOS_A_SECOND / nanos, bytes / samples, cpuNanos / samples);
  }
}
