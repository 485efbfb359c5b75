package org.zhiban.drivers.modbus;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

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
  private byte[] request = new byte[0];
  private @Nullable Awaited awaited;
  private @Nullable Answer failure;

  AnswerGuard(Framing framing, Wire wire, LongSupplier ticks) {
    this.framing = framing;
    this.wire = wire;
    this.ticks = ticks;
  }

  /** Prepares for one request's answer. What came before it was asked is dropped. */
  void expect(Awaited next) throws IOException {
    awaited = next;
    failure = null;
    if (framing.carriesIds()) {
      System.arraycopy(buffer, answerEnd, buffer, 0, end - answerEnd);
      end -= answerEnd;
    } else {
      end = 0;
      clearWire(next.deadline());
    }
    start = 0;
    answerEnd = 0;
    delivered = 0;
  }

  private void clearWire(long deadline) throws IOException {
    while (wire.available() > 0 && deadline - ticks.getAsLong() > 0) {
      if (wire.read(buffer, 0, buffer.length, deadline - ticks.getAsLong()) < 0) {
        return;
      }
    }
  }

  /** Notes what is sent to the device. */
  void sent(byte[] bytes, int offset, int length) {
    request = Arrays.copyOfRange(bytes, offset, offset + length);
  }

  /** The last request, and what came for an answer since. */
  FrameBytes frames() {
    byte[] answer = Arrays.copyOfRange(buffer, start, answerEnd > 0 ? answerEnd : end);
    return new FrameBytes(request, answer, framing.dataAt());
  }

  /** Why the awaited answer was not let through. */
  Optional<Answer> failure() {
    return Optional.ofNullable(failure);
  }

  /**
   * Reads on in the awaited answer; waits for it at first. At its end there is nothing more to read
   * until the next request.
   */
  int read(byte[] into, int offset, int length) throws IOException {
    Awaited one = awaited;
    if (one != null) {
      awaited = null;
      try {
        receive(one);
      } catch (NoAnswerException e) {
        failure = e.answer();
        throw e;
      } catch (IOException e) {
        failure = new Answer.Lost(WireWords.talking(e));
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
