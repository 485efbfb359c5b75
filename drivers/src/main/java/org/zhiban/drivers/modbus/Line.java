package org.zhiban.drivers.modbus;

import java.util.List;
import java.util.Optional;

/**
 * One physical link, one request at a time. Used by one thread, but for {@link #close()}.
 *
 * <p>What it promises: {@link Answer.Values} are the answer to the very request that was asked
 * last. An answer that comes late, from another unit, with another length or damaged is never taken
 * for it.
 */
interface Line extends AutoCloseable {
  /** Connects. What stood in the way, if something did. */
  Optional<Answer.Lost> open();

  /** Whether a request can be asked now. A link that failed is not open. */
  boolean isOpen();

  /** Asks and waits, at most the connection's time-out in all. */
  Answer ask(PlannedRead read);

  /**
   * Asks for several reads before the first is answered, for a device that bears it; only where
   * {@link #answersCarryIds()}. Waits at most the connection's time-out for each next answer. When
   * the line fails, one of those without an answer tells how, and of the others nothing is known.
   *
   * @return in the order of the reads; empty: to be asked again
   */
  List<Optional<Exchanged>> askTogether(List<PlannedRead> reads);

  /** Asks once for a write and waits, as {@link #ask} does. */
  Answer write(PlannedWrite write);

  /** The bytes of the last request and of what came for an answer. */
  FrameBytes frames();

  /** Whether answers carry the id of their request. */
  boolean answersCarryIds();

  /** Whether waiting for an answer holds the thread that carries a virtual one. */
  boolean waitsNatively();

  /** For people: {@code 127.0.0.1:502}, {@code /dev/ttyS1}. */
  String address();

  /** Ends a request or a connection attempt under way; a closed line never opens again. */
  @Override
  void close();
}
