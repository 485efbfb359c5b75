package org.zhiban.drivers;

import java.time.Instant;
import java.util.List;

/**
 * Registers as a device gave them, before anybody decided what they mean.
 *
 * @param time when they were read
 * @param words 0 to 65,535, from the point's own address on: as many as the point takes, and what
 *     the same answer held behind them, up to the widest number
 */
public record RawRegisters(Instant time, List<Integer> words) {
  /** Registers of the widest number, of 64 bits. */
  public static final int WIDEST = 4;

  public RawRegisters {
    words = List.copyOf(words);
  }
}
