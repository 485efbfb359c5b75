package org.zhiban.drivers.modbus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A link in leaping time: each answer takes 10 ms, each silence the time-out. */
final class ModelLine implements Line {
  /** A write and when it was sent. */
  record Sent(Duration at, PlannedWrite write) {}

  /** A request and when it was asked. */
  record Asked(Duration at, PlannedRead read) {}

  static final Duration ANSWER_TIME = Duration.ofMillis(10);

  private final LeapingPace pace;
  private final Duration timeout;
  private final boolean answersCarryIds;
  private final List<Asked> asked = new ArrayList<>();
  private final List<Integer> together = new ArrayList<>();
  private final List<Duration> dialed = new ArrayList<>();
  private final Set<Integer> silent = new HashSet<>();
  private final Map<Integer, Function<PlannedRead, Answer>> scripts = new HashMap<>();
  private final List<Sent> sent = new ArrayList<>();
  private Function<PlannedWrite, Answer> onWrite = _ -> new Answer.Values(new int[0]);
  private boolean reachable = true;
  private boolean open;

  ModelLine(LeapingPace pace, Duration timeout, boolean answersCarryIds) {
    this.pace = pace;
    this.timeout = timeout;
    this.answersCarryIds = answersCarryIds;
  }

  void reachable(boolean now) {
    reachable = now;
    open &= now;
  }

  void silent(int unit, boolean now) {
    if (now) {
      silent.add(unit);
    } else {
      silent.remove(unit);
    }
  }

  /** What a unit answers; by default each register holds its own address. */
  void script(int unit, Function<PlannedRead, Answer> script) {
    scripts.put(unit, script);
  }

  /** What every unit answers to a write; by default it takes it. */
  void onWrite(Function<PlannedWrite, Answer> script) {
    onWrite = script;
  }

  List<Sent> sent() {
    return sent;
  }

  static Answer rightly(PlannedRead read) {
    int[] values = new int[read.count()];
    for (int index = 0; index < values.length; index++) {
      values[index] = read.address() + index;
    }
    return new Answer.Values(values);
  }

  List<Asked> asked() {
    return asked;
  }

  List<Duration> askedAt(int unit) {
    return asked.stream().filter(one -> one.read.unit() == unit).map(Asked::at).toList();
  }

  List<Duration> dialed() {
    return dialed;
  }

  @Override
  public Optional<Answer.Lost> open() {
    dialed.add(pace.elapsed());
    open = reachable;
    return open ? Optional.empty() : Optional.of(new Answer.Lost("connection refused"));
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public Answer ask(PlannedRead read) {
    asked.add(new Asked(pace.elapsed(), read));
    if (silent.contains(read.unit())) {
      pace.pass(timeout);
      open = false;
      return new Answer.Silence();
    }
    pace.pass(ANSWER_TIME);
    Answer answer = scripts.getOrDefault(read.unit(), ModelLine::rightly).apply(read);
    open = answer instanceof Answer.Values || answer instanceof Answer.Refused;
    return answer;
  }

  /** Several at once take no longer than one; who is silent fails the line for those behind. */
  @Override
  public List<Optional<Exchanged>> askTogether(List<PlannedRead> reads) {
    together.add(reads.size());
    List<Optional<Exchanged>> answers = new ArrayList<>();
    for (PlannedRead read : reads) {
      if (!open) {
        answers.add(Optional.empty());
      } else if (silent.contains(read.unit())) {
        asked.add(new Asked(pace.elapsed(), read));
        pace.pass(timeout);
        open = false;
        answers.add(Optional.of(new Exchanged(new Answer.Silence(), FrameBytes.NONE)));
      } else {
        asked.add(new Asked(pace.elapsed(), read));
        Answer answer = scripts.getOrDefault(read.unit(), ModelLine::rightly).apply(read);
        open = answer instanceof Answer.Values || answer instanceof Answer.Refused;
        answers.add(Optional.of(new Exchanged(answer, FrameBytes.NONE)));
      }
    }
    pace.pass(ANSWER_TIME);
    return answers;
  }

  /** How many requests each volley had. */
  List<Integer> together() {
    return together;
  }

  @Override
  public Answer write(PlannedWrite write) {
    sent.add(new Sent(pace.elapsed(), write));
    Answer answer = onWrite.apply(write);
    pace.pass(answer instanceof Answer.Silence ? timeout : ANSWER_TIME);
    open = answer instanceof Answer.Values || answer instanceof Answer.Refused;
    return answer;
  }

  @Override
  public FrameBytes frames() {
    return FrameBytes.NONE;
  }

  @Override
  public boolean answersCarryIds() {
    return answersCarryIds;
  }

  @Override
  public boolean waitsNatively() {
    return false;
  }

  @Override
  public String address() {
    return "model";
  }

  @Override
  public void close() {
    open = false;
  }
}
