package org.zhiban.drivers.modbus;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
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
  private List<Awaited> awaited = List.of();
  private long deadline;
  private Optional<Awaited> concerned = Optional.empty();
  private @Nullable Answer failure;

  AnswerGuard(Framing framing, Wire wire, LongSupplier ticks) {
    this.framing = framing;
    this.wire = wire;
    this.ticks = ticks;
  }

  /** Prepares for one request's answer. What came before it was asked is dropped. */
  void expect(Awaited next) throws IOException {
    expectOne(List.of(next), next.deadline());
  }

  /**
   * Prepares for the next answer to any of several requests.
   *
   * @param by monotonic nanoseconds after which it comes too late
   */
  void expectOne(Collection<Awaited> any, long by) throws IOException {
    awaited = List.copyOf(any);
    deadline = by;
    concerned = Optional.empty();
    failure = null;
    if (framing.carriesIds()) {
      System.arraycopy(buffer, answerEnd, buffer, 0, end - answerEnd);
      end -= answerEnd;
    } else {
      end = 0;
      clearWire(by);
    }
    start = 0;
    answerEnd = 0;
    delivered = 0;
  }

  private void clearWire(long by) throws IOException {
    while (wire.available() > 0 && by - ticks.getAsLong() > 0) {
      if (wire.read(buffer, 0, buffer.length, by - ticks.getAsLong()) < 0) {
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

  /** Which request the answer, or the wrong answer, is meant for; empty while none came. */
  Optional<Awaited> concerned() {
    return concerned;
  }

  /** The bytes that were sent last. */
  byte[] request() {
    return request;
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
    List<Awaited> any = awaited;
    if (!any.isEmpty()) {
      awaited = List.of();
      try {
        receive(any);
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

  private void receive(List<Awaited> any) throws IOException {
    for (int strays = 0; strays <= MAX_STRAYS; strays++) {
      int length = frame();
      if (answers(any, length)) {
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

  /** Whether a frame is one of the answers; it may be meant as one and be wrong. */
  private boolean answers(List<Awaited> any, int length) throws NoAnswerException {
    for (Awaited one : any) {
      concerned = Optional.of(one);
      if (framing.judge(buffer, start, length, one) == Framing.Verdict.ANSWER) {
        return true;
      }
    }
    concerned = Optional.empty();
    return false;
  }

  private int frame() throws IOException {
    int length = framing.length(buffer, start, end - start);
    while (end - start < length) {
      if (start + length > buffer.length) {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
      }
      more();
      length = framing.length(buffer, start, end - start);
    }
    return length;
  }

  private void more() throws IOException {
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
