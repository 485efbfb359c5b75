package org.zhiban.drivers.modbus;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.zhiban.drivers.ExchangeLog;

/** A line all of whose exchanges are kept for a person to look at. */
final class LoggedLine implements Line {
  private static final Answer TAKEN = new Answer.Values(new int[0]);

  private final Line line;
  private final ExchangeLog log;
  private final InstantSource clock;
  private final LongSupplier ticks;

  LoggedLine(Line line, ExchangeLog log, InstantSource clock, LongSupplier ticks) {
    this.line = line;
    this.log = log;
    this.clock = clock;
    this.ticks = ticks;
  }

  @Override
  public Optional<Answer.Lost> open() {
    long time = clock.millis();
    long start = ticks.getAsLong();
    Optional<Answer.Lost> failure = line.open();
    failure.ifPresent(
        lost ->
            log.add(
                new LineExchange(
                    time,
                    ticks.getAsLong() - start,
                    new LineExchange.Connect(line.address()),
                    FrameBytes.NONE,
                    lost)));
    return failure;
  }

  @Override
  public Answer ask(PlannedRead read) {
    return kept(new LineExchange.Read(read), read, line::ask);
  }

  @Override
  public List<Optional<Exchanged>> askTogether(List<PlannedRead> reads) {
    long time = clock.millis();
    long start = ticks.getAsLong();
    List<Optional<Exchanged>> answers = line.askTogether(reads);
    long took = ticks.getAsLong() - start;
    for (int place = 0; place < reads.size(); place++) {
      LineExchange.Asked asked = new LineExchange.Read(reads.get(place));
      answers.get(place).ifPresent(one -> keep(time, took, asked, one.frames(), one.answer()));
    }
    return answers;
  }

  @Override
  public Answer write(PlannedWrite write) {
    return kept(new LineExchange.Write(write), write, line::write);
  }

  private <T> Answer kept(LineExchange.Asked asked, T request, Function<T, Answer> exchange) {
    long time = clock.millis();
    long start = ticks.getAsLong();
    Answer answer = exchange.apply(request);
    keep(time, ticks.getAsLong() - start, asked, line.frames(), answer);
    return answer;
  }

  private void keep(
      long time, long took, LineExchange.Asked asked, FrameBytes frames, Answer answer) {
    Answer kept = answer instanceof Answer.Values ? TAKEN : answer; // the frame holds the values
    log.add(new LineExchange(time, took, asked, frames, kept));
  }

  @Override
  public boolean isOpen() {
    return line.isOpen();
  }

  @Override
  public FrameBytes frames() {
    return line.frames();
  }

  @Override
  public boolean answersCarryIds() {
    return line.answersCarryIds();
  }

  @Override
  public boolean waitsNatively() {
    return line.waitsNatively();
  }

  @Override
  public String address() {
    return line.address();
  }

  @Override
  public void close() {
    line.close();
  }
}
