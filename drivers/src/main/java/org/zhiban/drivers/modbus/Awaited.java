package org.zhiban.drivers.modbus;

/**
 * The answer that the outstanding request calls for.
 *
 * @param transaction MBAP transaction id, 0 to 65,535
 * @param unit 0 to 255
 * @param function 1 to 4
 * @param dataBytes bytes of values in a right answer
 * @param deadline monotonic nanoseconds after which it comes too late
 */
record Awaited(int transaction, int unit, int function, int dataBytes, long deadline) {}
