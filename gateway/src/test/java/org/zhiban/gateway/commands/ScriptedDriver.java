package org.zhiban.gateway.commands;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Driver;
import org.zhiban.drivers.ExchangeLog;
import org.zhiban.drivers.LinkHealth;
import org.zhiban.drivers.WriteOutcome;
import org.zhiban.model.telemetry.LinkStatus;

/** A link that answers writes as a test says, and remembers them. */
final class ScriptedDriver implements Driver {
  final List<Double> writes = new ArrayList<>();
  private Function<Double, WriteOutcome> script = _ -> new WriteOutcome.Written();

  void answers(Function<Double, WriteOutcome> next) {
    script = next;
  }

  @Override
  public WriteOutcome write(DrivenPoint point, double value) {
    writes.add(value);
    return script.apply(value);
  }

  @Override
  public void run() {}

  @Override
  public LinkStatus status() {
    return new LinkHealth("pump-room", InstantSource.fixed(Instant.EPOCH)).status();
  }

  @Override
  public ExchangeLog log() {
    return new ExchangeLog();
  }

  @Override
  public void close() {}
}
