package org.zhiban.drivers.modbus;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.drivers.SampleSink;
import org.zhiban.drivers.WriteOutcome;
import org.zhiban.drivers.modbus.PollSchedule.Turn;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * Reads a link for as long as its pace is open: connects, sends what is to be written, asks what is
 * due, tells samples and states, and comes back by itself. One thread.
 */
final class LinkPoller {
  /** From the start of an attempt to connect to the start of the next. */
  static final Duration RECONNECT = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(LinkPoller.class);

  private final ReadPlan plan;
  private final Line line;
  private final SampleSink sink;
  private final InstantSource clock;
  private final Pace pace;
  private final LinkReport report;
  private final PollSchedule schedule;
  private final Units units;
  private final WriteQueue writes;
  private final LinkWriter writer;
  private final long gap;

  private long connectAt;
  private long askAt;
  private boolean down;
  private boolean secondTry;

  LinkPoller(
      ReadPlan plan,
      Line line,
      SampleSink sink,
      InstantSource clock,
      Pace pace,
      LinkReport report,
      WriteQueue writes,
      RandomGenerator random) {
    this.plan = plan;
    this.line = line;
    this.sink = sink;
    this.clock = clock;
    this.pace = pace;
    this.report = report;
    this.writes = writes;
    writer = new LinkWriter(plan, line, report, clock, pace);
    units = new Units(plan.reads(), random);
    schedule =
        new PollSchedule(
            plan.connection().id(),
            plan.reads().stream().map(read -> new PolledRead(read, units.breaker(read))).toList(),
            pace.now());
    gap = plan.pause().toNanos();
    connectAt = pace.now();
    askAt = connectAt;
  }

  /** Works until the pace ends. */
  void run() throws InterruptedException {
    try {
      while (pace.open()) {
        if (line.isOpen() || connect()) {
          Optional<PendingWrite> write = writes.next();
          if (write.isPresent()) {
            send(write.get());
          } else {
            poll();
          }
        }
      }
    } finally {
      writes.close();
    }
  }

  /** A write goes before every read; only the pause after the last answer is kept. */
  private void send(PendingWrite write) throws InterruptedException {
    WriteOutcome outcome = new WriteOutcome.NotSent(words("the link is being closed"));
    try {
      if (pace.pass(Math.max(0, askAt - pace.now()))) {
        outcome = writer.send(write.write(), gap);
      }
    } finally {
      write.end(outcome);
    }
    askAt = pace.now() + gap;
    tell(new SampleBatch(0));
  }

  private boolean connect() throws InterruptedException {
    if (down) {
      writes.refuseAll(report.status().lastError().orElse(words("the link is down")));
    }
    if (!pace.until(connectAt)) {
      return false;
    }
    long start = pace.now();
    Optional<Answer.Lost> failure = line.open();
    if (failure.isPresent()) {
      connectAt = start + RECONNECT.toNanos();
      String words = words(failure.get().words());
      report.error(words, clock.instant());
      goDown(words);
      return false;
    }
    if (down) {
      comeBack();
    }
    connectAt = start;
    return true;
  }

  private void goDown(String words) throws InterruptedException {
    writes.refuseAll(words);
    if (down || !pace.open()) {
      return;
    }
    down = true;
    LOG.warn("{}", words);
    long time = clock.millis();
    SampleBatch batch = new SampleBatch(schedule.turns().size());
    for (Turn turn : schedule.turns()) {
      turn.read().missing(QualityReason.CONNECTION_DOWN, batch, time);
    }
    units.ids().forEach(unit -> report.unit(unit, LinkStatus.State.DOWN));
    tell(batch);
  }

  private void comeBack() {
    LOG.info("{}", words("connected again"));
    down = false;
    report.unitsUnknown();
    long now = pace.now();
    units.askAllAgain(now);
    schedule.turns().forEach(turn -> schedule.moveTo(turn, now));
  }

  private void poll() throws InterruptedException {
    Optional<Turn> first = schedule.first();
    if (first.isEmpty()) {
      pace.until(pace.now() + RECONNECT.toNanos());
      return;
    }
    Turn turn = first.get();
    if (!pace.until(turn.due()) || !pace.until(askAt)) {
      return;
    }
    UnitBreaker breaker = turn.read().breaker();
    if (breaker.mayAsk(pace.now())) {
      List<Turn> together = together(pace.now());
      if (together.size() > 1) {
        askTogether(together);
      } else {
        ask(turn, breaker);
      }
    } else {
      leaveOut(turn, breaker.reason());
      schedule.advance(turn, pace.now());
    }
  }

  /**
   * What may be asked at once: as many reads as the device bears, none of them a probe or a search,
   * whose answers decide what is asked next.
   */
  private List<Turn> together(long now) {
    int most = plan.connection().maxInFlight();
    if (most == 1 || secondTry || !line.answersCarryIds()) {
      return List.of();
    }
    return schedule.due(now).stream()
        .filter(
            turn -> !turn.read().breaker().tripped() && turn.read().refusals().search().isEmpty())
        .limit(most)
        .toList();
  }

  private void askTogether(List<Turn> turns) throws InterruptedException {
    long asked = pace.now();
    List<Optional<Exchanged>> answers =
        line.askTogether(turns.stream().map(turn -> turn.read().plan()).toList());
    askAt = pace.now() + gap;
    for (int place = 0; place < turns.size(); place++) {
      if (answers.get(place).isPresent()) {
        Turn turn = turns.get(place);
        heed(turn, turn.read().plan(), false, asked, answers.get(place).get().answer());
      }
    }
  }

  private void ask(Turn turn, UnitBreaker breaker) throws InterruptedException {
    PlannedRead wanted =
        turn.read().refusals().search().map(Bisection::next).orElse(turn.read().plan());
    boolean blindProbe = breaker.tripped() && !line.answersCarryIds();
    PlannedRead read = blindProbe ? plan.probe(wanted) : wanted;
    long asked = pace.now();
    Answer answer = line.ask(read);
    askAt = pace.now() + gap;
    heed(turn, read, blindProbe, asked, answer);
  }

  private void heed(Turn turn, PlannedRead read, boolean blindProbe, long asked, Answer answer)
      throws InterruptedException {
    long now = pace.now();
    switch (answer) {
      case Answer.Values values -> {
        report.good(now - asked, clock.millis());
        answered(turn, now);
        if (!blindProbe) {
          take(turn, values, now);
        }
      }
      case Answer.Refused refused -> {
        failed(read, ExceptionCode.words(refused.code()));
        refused(turn, refused.code(), blindProbe, asked);
      }
      case Answer.Silence _ -> {
        secondTry = false;
        failed(read, "no answer within " + plan.connection().timeout().toMillis() + " ms");
        trip(turn, asked, QualityReason.TIMEOUT);
      }
      case Answer.Broken broken -> {
        failed(read, broken.words());
        if (secondTry) {
          trip(turn, asked, QualityReason.UNDECODABLE);
        }
        secondTry = !secondTry;
      }
      case Answer.Lost lost -> {
        failed(read, lost.words());
        if (secondTry) {
          connectAt += RECONNECT.toNanos();
          goDown(words(read + ": " + lost.words()));
        }
        secondTry = true;
      }
    }
  }

  private void failed(PlannedRead read, String what) {
    report.failed(words(read + ": " + what), clock.instant());
  }

  private void take(Turn turn, Answer.Values values, long now) throws InterruptedException {
    Optional<Bisection> search = turn.read().refusals().search();
    if (search.isPresent()) {
      searchOn(turn, search.get(), true, now);
      return;
    }
    schedule.advance(turn, now);
    boolean returned = turn.read().missing();
    SampleBatch batch = turn.read().samples(values.values(), clock.millis());
    if (returned) {
      showUnit(turn.read());
    }
    tell(batch);
  }

  private void refused(Turn turn, int code, boolean blindProbe, long asked)
      throws InterruptedException {
    long now = pace.now();
    RefusalMemory refusals = turn.read().refusals();
    if (ExceptionCode.ofGateway(code) && turn.read().breaker().complaintCounts()) {
      secondTry = false;
      trip(turn, asked, QualityReason.DEVICE_REFUSED);
      return;
    }
    if (!ExceptionCode.ofGateway(code)) {
      answered(turn, now);
    }
    if (blindProbe) {
      return;
    }
    Optional<Bisection> search = refusals.search();
    if (search.isPresent() && ExceptionCode.ofAddress(code)) {
      searchOn(turn, search.get(), false, now);
    } else if (search.isPresent()) {
      refusals.learntNothing(now);
      schedule.advance(turn, now);
    } else if (refusals.begins(code, now)) {
      schedule.moveTo(turn, now);
    } else {
      schedule.advance(turn, now + refusals.rest());
    }
    leaveOut(turn, QualityReason.DEVICE_REFUSED);
  }

  private void searchOn(Turn turn, Bisection search, boolean byValues, long now) {
    search.answered(byValues);
    if (!search.done()) {
      schedule.moveTo(turn, now);
    } else if (search.readable().isEmpty()) {
      turn.read().refusals().learntNothing(now);
      schedule.advance(turn, now);
    } else {
      LOG.warn("{}", words(search.words()));
      report.remark(words(search.words()), clock.instant());
      PolledRead whole = turn.read();
      List<PolledRead> parts =
          Stream.concat(
                  search.readable().stream().map(whole::part),
                  search.refused().stream().map(whole::refusedPart))
              .toList();
      schedule.replace(turn, parts, now);
    }
  }

  private void answered(Turn turn, long now) {
    secondTry = false;
    UnitBreaker breaker = turn.read().breaker();
    boolean returned = breaker.tripped();
    breaker.answered();
    if (!returned) {
      return;
    }
    boolean first = units.allTrippedBut(breaker);
    if (first) {
      units.askAllAgain(now);
    }
    for (Turn other : schedule.turns()) {
      if (other.read().breaker() == breaker || (first && other.read().breaker().tripped())) {
        schedule.moveTo(other, now);
      }
    }
    showUnit(turn.read());
  }

  private void trip(Turn turn, long asked, QualityReason reason) throws InterruptedException {
    UnitBreaker breaker = turn.read().breaker();
    boolean again = breaker.tripped();
    if (!again) {
      LOG.warn("{}", report.status().lastError().orElse(""));
    }
    breaker.silent(asked, pace.now(), units.allTrippedBut(breaker), reason);
    schedule.moveTo(turn, breaker.retryAt());
    leaveOut(turn, reason);
    for (Turn other : schedule.turns()) {
      if (again && other.read().breaker() == breaker) {
        leaveOut(other, reason); // however seldom it is read: the unit is not there
      }
    }
  }

  private void leaveOut(Turn turn, QualityReason reason) throws InterruptedException {
    SampleBatch batch = new SampleBatch(turn.read().plan().points().size());
    turn.read().missing(reason, batch, clock.millis());
    showUnit(turn.read());
    tell(batch);
  }

  private void showUnit(PolledRead read) {
    int unit = read.plan().unit();
    if (read.breaker().tripped()) {
      report.unit(unit, LinkStatus.State.DOWN);
    } else if (schedule.turns().stream()
        .map(Turn::read)
        .anyMatch(one -> one.plan().unit() == unit && one.refused())) {
      report.unit(unit, LinkStatus.State.DEGRADED);
    } else {
      report.unit(unit, LinkStatus.State.UP);
    }
  }

  private void tell(SampleBatch batch) throws InterruptedException {
    Optional<LinkStatus> news = report.news();
    if (news.isPresent()) {
      sink.status(news.get());
    }
    if (!batch.isEmpty() && pace.open()) {
      // What is lost is read again.
      sink.samples(batch, SampleSink.NOBODY_WAITS);
    }
  }

  private String words(String what) {
    return plan.connection().id() + " (" + line.address() + "): " + what;
  }
}
