package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhiban.drivers.WriteOutcome;

/** Writes among the reads of a link: before them, once, and never when nobody waits any more. */
final class LinkWriteTest extends PolledModel {
  private static final Duration BUSY_EVERY = Duration.ofMillis(137);

  private PendingWrite order(Duration at) {
    PendingWrite write = new PendingWrite(new PlannedWrite(1, false, 7, List.of(42), false));
    pace.at(
        at,
        () -> {
          writes.add(write);
          pace.wake();
        });
    return write;
  }

  private static WriteOutcome outcome(PendingWrite write) throws InterruptedException {
    return write.await(Duration.ZERO, Duration.ZERO);
  }

  /** 200 reads of 10 ms a second are twice what the link can do. */
  @Test
  void onABusyLinkAWriteWaitsForOneReadAtTheMost() throws InterruptedException {
    List<Duration> ordered = new ArrayList<>();
    List<PendingWrite> pending = new ArrayList<>();
    for (Duration at = BUSY_EVERY; at.compareTo(MINUTE) < 0; at = at.plus(BUSY_EVERY)) {
      ordered.add(at);
      pending.add(order(at));
    }
    run(poller(line, points(1, 200)), MINUTE);

    assertThat(line.sent()).hasSameSizeAs(ordered);
    for (int index = 0; index < ordered.size(); index++) {
      Duration waited = line.sent().get(index).at().minus(ordered.get(index));
      assertThat(waited).isBetween(Duration.ZERO, ModelLine.ANSWER_TIME);
      assertThat(outcome(pending.get(index))).isInstanceOf(WriteOutcome.Written.class);
    }
  }

  @Test
  void onAnIdleLinkAWriteGoesAtOnce() throws InterruptedException {
    PendingWrite write = order(Duration.ofMillis(500));
    run(poller(line, points(1, 1)), Duration.ofSeconds(3));

    assertThat(line.sent()).singleElement().returns(Duration.ofMillis(500), ModelLine.Sent::at);
    assertThat(outcome(write)).isInstanceOf(WriteOutcome.Written.class);
    List<Duration> asked = line.askedAt(1);
    assertThat(asked).hasSize(4);
    assertThat(asked.get(2)).isEqualTo(asked.get(1).plusSeconds(1));
    assertThat(asked.get(3)).isEqualTo(asked.get(2).plusSeconds(1));
  }

  @Test
  void aLinkThatOnlyWritesServesItsWrites() throws InterruptedException {
    PendingWrite write = order(Duration.ofMillis(500));
    run(poller(line, List.of()), Duration.ofSeconds(3));

    assertThat(outcome(write)).isInstanceOf(WriteOutcome.Written.class);
  }

  /** What went unanswered may have been done: it is never sent again, and never called done. */
  @Test
  void aWriteThatIsNotAnsweredIsSentOnceAndItsOutcomeIsUnknown() throws InterruptedException {
    line.onWrite(_ -> new Answer.Silence());
    PendingWrite write = order(Duration.ofMillis(500));
    run(poller(line, points(1, 3)), MINUTE);

    assertThat(line.sent()).hasSize(1);
    assertThat(outcome(write))
        .isEqualTo(
            new WriteOutcome.Unknown(
                "plant (model): unit 1, write holding register 7: no answer within 1000 ms"));
    assertThat(line.askedAt(1)).hasSizeGreaterThan(150);
  }

  @Test
  void aBrokenOrLostAnswerLeavesTheOutcomeUnknown() throws InterruptedException {
    line.onWrite(_ -> new Answer.Broken("noise"));
    PendingWrite first = order(Duration.ofMillis(500));
    PendingWrite second = order(Duration.ofMillis(2_500));
    pace.at(
        Duration.ofMillis(2_400),
        () -> line.onWrite(_ -> new Answer.Lost("the device closed the connection")));
    run(poller(line, points(1, 1)), Duration.ofSeconds(10));

    assertThat(line.sent()).hasSize(2);
    assertThat(outcome(first)).isInstanceOf(WriteOutcome.Unknown.class);
    assertThat(outcome(second)).isInstanceOf(WriteOutcome.Unknown.class);
  }

  @Test
  void aRefusalIsToldInWordsAndIsNoSilence() throws InterruptedException {
    line.onWrite(_ -> new Answer.Refused(3));
    PendingWrite write = order(Duration.ofMillis(500));
    run(poller(line, points(1, 1)), Duration.ofSeconds(3));

    assertThat(outcome(write))
        .isEqualTo(
            new WriteOutcome.Refused(
                "plant (model): unit 1, write holding register 7: the device refused with exception"
                    + " 3, illegal data value; the device does not take this one"));
    assertThat(line.sent()).hasSize(1);
  }

  /** A gateway that did not hear its device, and a device that needs longer, may have done it. */
  @Test
  void exceptionsThatLeaveItOpenAreUnknown() throws InterruptedException {
    line.onWrite(_ -> new Answer.Refused(11));
    PendingWrite first = order(Duration.ofMillis(500));
    pace.at(Duration.ofMillis(1_400), () -> line.onWrite(_ -> new Answer.Refused(5)));
    PendingWrite second = order(Duration.ofMillis(1_500));
    run(poller(line, points(1, 1)), Duration.ofSeconds(3));

    assertThat(outcome(first)).isInstanceOf(WriteOutcome.Unknown.class);
    assertThat(outcome(second)).isInstanceOf(WriteOutcome.Unknown.class);
  }

  /** A device that does not know function 6 has done nothing; function 16 may be asked. */
  @Test
  void aDeviceThatOnlyKnowsTheFunctionForSeveralIsAskedByThat() throws InterruptedException {
    line.onWrite(write -> write.several() ? new Answer.Values(new int[0]) : new Answer.Refused(1));
    PendingWrite write = order(Duration.ofMillis(500));
    run(poller(line, points(1, 1)), Duration.ofSeconds(3));

    assertThat(outcome(write)).isInstanceOf(WriteOutcome.Written.class);
    assertThat(line.sent()).extracting(sent -> sent.write().function()).containsExactly(6, 16);
  }

  @Test
  void overALinkThatIsDownNothingIsSentNorLater() throws InterruptedException {
    line.reachable(false);
    LinkPoller poller = poller(line, points(1, 1));
    PendingWrite write = order(Duration.ofMillis(2_500));
    run(poller, Duration.ofSeconds(2).plusMillis(600));
    assertThat(outcome(write))
        .isEqualTo(new WriteOutcome.NotSent("plant (model): connection refused"));
    line.reachable(true);
    run(poller, MINUTE);

    assertThat(line.askedAt(1)).isNotEmpty();
    assertThat(line.sent()).isEmpty();
  }

  @Test
  void aWriteThatWasWithdrawnIsNeverSent() throws InterruptedException {
    LinkPoller poller = poller(line, points(1, 1));
    PendingWrite write = new PendingWrite(new PlannedWrite(1, true, 0, List.of(1), false));
    writes.add(write);

    assertThat(outcome(write)).isInstanceOf(WriteOutcome.NotSent.class);
    run(poller, MINUTE);
    assertThat(line.sent()).isEmpty();
  }

  @Test
  void aLinkThatEndsRefusesWhatWaits() throws InterruptedException {
    run(poller(line, points(1, 1)), SECOND);
    PendingWrite late = new PendingWrite(new PlannedWrite(1, true, 0, List.of(1), false));
    writes.add(late);

    assertThat(outcome(late)).isInstanceOf(WriteOutcome.NotSent.class);
  }
}
