package org.zhiban.drivers.modbus;

/**
 * The answer that the outstanding request calls for.
 *
 * @param transaction MBAP transaction id, 0 to 65,535
 * @param unit 0 to 255
 * @param function 1 to 6, 15, 16 or 43
 * @param dataBytes bytes of values in a right answer to a read; of function 43 they are not known
 *     before
 * @param echo the four bytes behind the function code that a right answer to a write repeats; else
 *     {@link #NO_ECHO}
 * @param deadline monotonic nanoseconds after which it comes too late
 */
record Awaited(int transaction, int unit, int function, int dataBytes, long echo, long deadline) {
  static final long NO_ECHO = -1;

  /** Bytes of an echo: an address, and a value or a count. */
  static final int ECHO_BYTES = 4;

  static Awaited ofRead(int transaction, PlannedRead read, long deadline) {
    return new Awaited(
        transaction, read.unit(), read.function(), read.dataBytes(), NO_ECHO, deadline);
  }

  static Awaited ofWrite(int transaction, PlannedWrite write, long deadline) {
    return new Awaited(transaction, write.unit(), write.function(), 0, write.echo(), deadline);
  }

  /** A request for what the device says of itself. */
  static Awaited ofIdentification(int transaction, int unit, long deadline) {
    return new Awaited(transaction, unit, DeviceObjects.FUNCTION, 0, NO_ECHO, deadline);
  }

  boolean ofWrite() {
    return echo != NO_ECHO;
  }

  /** Whether the bytes from an index on repeat the write. */
  boolean repeated(byte[] frame, int index) {
    long said = (long) Framing.wordAt(frame, index) << 16 | Framing.wordAt(frame, index + 2);
    return said == echo;
  }
}
