package org.zhiban.drivers.modbus;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.random.RandomGenerator;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Driver;
import org.zhiban.drivers.ExchangeLog;
import org.zhiban.drivers.RawRegisters;
import org.zhiban.drivers.SampleSink;
import org.zhiban.drivers.WriteOutcome;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.telemetry.Exchange;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.PointRef;

/** Polls one Modbus link, and writes to it. */
public final class ModbusDriver implements Driver {
  /** For a connection to be made, and for the machine. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  private final RunningPace pace;
  private final Line line;
  private final ExchangeLog log;
  private final LinkReport report;
  private final LinkPoller poller;
  private final WriteQueue writes;
  private final Duration timeout;

  private ModbusDriver(
      RunningPace pace,
      Line line,
      ExchangeLog log,
      LinkReport report,
      LinkPoller poller,
      WriteQueue writes,
      Duration timeout) {
    this.writes = writes;
    this.timeout = timeout;
    this.pace = pace;
    this.line = line;
    this.log = log;
    this.report = report;
    this.poller = poller;
  }

  /** A driver of a connection that reads the given points, all of them Modbus points. */
  public static ModbusDriver create(
      ModbusConnection connection, DrivenLink link, SampleSink sink, InstantSource clock) {
    RunningPace pace = new RunningPace();
    ExchangeLog log = new ExchangeLog();
    Line line = new LoggedLine(Lines.of(connection, pace::now), log, clock, pace::now);
    LinkReport report = new LinkReport(connection.id());
    WriteQueue writes = new WriteQueue();
    LinkPoller poller =
        new LinkPoller(
            ReadPlan.of(connection, link.points(), link.neverRead()),
            line,
            sink,
            clock,
            pace,
            report,
            writes,
            RandomGenerator.getDefault());
    return new ModbusDriver(pace, line, log, report, poller, writes, connection.timeout());
  }

  @Override
  public void run() throws InterruptedException {
    try {
      if (line.waitsNatively()) {
        runOnPlatformThread();
      } else {
        poller.run();
      }
    } finally {
      close();
    }
  }

  /** A native wait holds whatever carries it: here a thread of its own, never a shared carrier. */
  private void runOnPlatformThread() throws InterruptedException {
    FutureTask<Boolean> work =
        new FutureTask<>(
            () -> {
              poller.run();
              return true;
            });
    Thread.ofPlatform().name("modbus " + report.status().connection()).daemon().start(work);
    try {
      work.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the poll of " + line.address() + " ended", e.getCause());
    }
  }

  @Override
  public WriteOutcome write(DrivenPoint point, double value) throws InterruptedException {
    return switch (PointEncoder.encode(point, value)) {
      case PointEncoder.Encoded.Unfit(String words) -> new WriteOutcome.Unfit(words);
      case PointEncoder.Encoded.Request(PlannedWrite write) -> {
        PendingWrite pending = new PendingWrite(write);
        writes.add(pending);
        pace.wake();
        yield pending.await(
            timeout.multipliedBy(2).plus(SLACK), timeout.multipliedBy(3).plus(SLACK));
      }
    };
  }

  @Override
  public LinkStatus status() {
    return report.status();
  }

  @Override
  public ExchangeLog log() {
    return log;
  }

  @Override
  public Optional<RawRegisters> registers(PointRef point) {
    return log.latest(LineExchange.class, one -> one.registers(point).isPresent())
        .flatMap(one -> one.registers(point));
  }

  @Override
  public Optional<Exchange> broughtBy(int point, long time) {
    return log.latest(LineExchange.class, one -> one.brought(point, time)).map(LineExchange::get);
  }

  @Override
  public void close() {
    pace.end();
    line.close();
    writes.close();
  }
}
