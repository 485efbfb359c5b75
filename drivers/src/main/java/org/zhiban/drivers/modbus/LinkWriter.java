package org.zhiban.drivers.modbus;

import java.time.InstantSource;
import org.zhiban.drivers.WriteOutcome;

/**
 * Sends one write over a line, once. Only where the device says that it does not know the function
 * for one place, and so has done nothing, the function for several is asked instead.
 */
final class LinkWriter {
  private final Line line;
  private final LinkReport report;
  private final InstantSource clock;
  private final Pace pace;
  private final String connection;
  private final long timeoutMillis;

  LinkWriter(ReadPlan plan, Line line, LinkReport report, InstantSource clock, Pace pace) {
    this.line = line;
    this.report = report;
    this.clock = clock;
    this.pace = pace;
    connection = plan.connection().id();
    timeoutMillis = plan.connection().timeout().toMillis();
  }

  /** Sends the write and tells what came of it; {@code gap} passes between two requests. */
  WriteOutcome send(PlannedWrite write, long gap) throws InterruptedException {
    Answer answer = ask(write);
    boolean otherwise =
        answer instanceof Answer.Refused refused
            && ExceptionCode.ofFunction(refused.code())
            && !write.several();
    if (otherwise && line.isOpen() && pace.pass(gap)) {
      answer = ask(write.asSeveral());
    }
    return outcome(write, answer);
  }

  private Answer ask(PlannedWrite write) {
    long asked = pace.now();
    Answer answer = line.write(write);
    if (answer instanceof Answer.Values) {
      report.good(pace.now() - asked, clock.millis());
    }
    return answer;
  }

  private WriteOutcome outcome(PlannedWrite write, Answer answer) {
    return switch (answer) {
      case Answer.Values _ -> new WriteOutcome.Written();
      case Answer.Refused(int code) when ExceptionCode.leavesOpen(code) ->
          new WriteOutcome.Unknown(failed(write, ExceptionCode.wordsOfWrite(code)));
      case Answer.Refused(int code) ->
          new WriteOutcome.Refused(failed(write, ExceptionCode.wordsOfWrite(code)));
      case Answer.Silence _ ->
          new WriteOutcome.Unknown(failed(write, "no answer within " + timeoutMillis + " ms"));
      case Answer.Broken(String words) -> new WriteOutcome.Unknown(failed(write, words));
      case Answer.Lost(String words) -> new WriteOutcome.Unknown(failed(write, words));
    };
  }

  private String failed(PlannedWrite write, String what) {
    String words = connection + " (" + line.address() + "): " + write + ": " + what;
    report.failed(words, clock.instant());
    return words;
  }
}
