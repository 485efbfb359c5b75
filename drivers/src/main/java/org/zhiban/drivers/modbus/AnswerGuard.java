package org.zhiban.drivers.modbus;

import java.io.IOException;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Stands between a wire and j2mod and lets through one thing only: the whole, sound answer to the
 * request that was asked last. j2mod by itself takes a late answer for the next one's, drops the
 * check sum of RTU frames over TCP, takes a short datagram as padded with zeros, and waits its
 * time-out anew for every byte that a device dribbles.
 *
 * <p>Used by one thread.
 */
final class AnswerGuard {
  private static final int MAX_STRAYS = 3;

  private final Framing framing;
  private final Wire wire;
  private final LongSupplier ticks;

  private final byte[] buffer = new byte[2 * Framing.MAX_FRAME];
  private int start;
  private int end;
  private int delivered;
  private int answerEnd;
  private Optional<Awaited> awaited = Optional.empty();
  private Optional<Answer> failure = Optional.empty();

  AnswerGuard(Framing framing, Wire wire, LongSupplier ticks) {
    this.framing = framing;
    this.wire = wire;
    this.ticks = ticks;
  }

  /** Prepares for one request's answer. What came before it was asked is dropped. */
  void expect(Awaited next) throws IOException {
    awaited = Optional.of(next);
    failure = Optional.empty();
    start = answerEnd;
    if (!framing.carriesIds()) {
      start = end;
      while (wire.available() > 0 && wire.read(buffer, 0, buffer.length, 1_000_000) > 0) {
        end = 0;
      }
    }
    System.arraycopy(buffer, start, buffer, 0, end - start);
    end -= start;
    start = 0;
    answerEnd = 0;
    delivered = 0;
  }

  /** Why the awaited answer was not let through. */
  Optional<Answer> failure() {
    return failure;
  }

  /**
   * Reads on in the awaited answer; waits for it at first. At its end there is nothing more to read
   * until the next request.
   */
  int read(byte[] into, int offset, int length) throws IOException {
    if (awaited.isPresent()) {
      Awaited one = awaited.get();
      awaited = Optional.empty();
      try {
        receive(one);
      } catch (NoAnswerException e) {
        failure = Optional.of(e.answer());
        throw e;
      } catch (IOException e) {
        failure = Optional.of(new Answer.Lost(WireWords.talking(e)));
        throw e;
      }
    }
    int count = Math.min(length, answerEnd - delivered);
    if (count <= 0) {
      return -1;
    }
    System.arraycopy(buffer, delivered, into, offset, count);
    delivered += count;
    return count;
  }

  private void receive(Awaited one) throws IOException {
    for (int strays = 0; strays <= MAX_STRAYS; strays++) {
      int length = frame(one);
      if (framing.judge(buffer, start, length, one) == Framing.Verdict.ANSWER) {
        delivered = start;
        answerEnd = start + length;
        return;
      }
      start += length;
      if (start == end) {
        start = 0;
        end = 0;
      }
    }
    throw NoAnswerException.broken(MAX_STRAYS + 1 + " answers came that nobody asked for");
  }

  private int frame(Awaited one) throws IOException {
    int length = framing.length(buffer, start, end - start);
    while (end - start < length) {
      if (start + length > buffer.length) {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
      }
      more(one.deadline());
      length = framing.length(buffer, start, end - start);
    }
    return length;
  }

  private void more(long deadline) throws IOException {
    long left = deadline - ticks.getAsLong();
    int count = left <= 0 ? 0 : wire.read(buffer, end, buffer.length - end, left);
    if (count == 0) {
      throw new NoAnswerException(new Answer.Silence());
    }
    if (count < 0) {
      throw new NoAnswerException(
          new Answer.Lost(
              end == start
                  ? "the device closed the connection"
                  : "the device closed the connection in the middle of an answer"));
    }
    end += count;
  }
}
