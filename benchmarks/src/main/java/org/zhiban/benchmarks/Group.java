package org.zhiban.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.zhiban.benchmarks.modbus.FlatOut;
import org.zhiban.benchmarks.orders.FaultToOrder;
import org.zhiban.benchmarks.rules.Judging;

/** What can be measured, by the word for it on the command line. */
public enum Group {
  MODBUS,
  RULES,
  ORDERS;

  /** What is to be measured at a scale. */
  public Benchmark at(Scale scale) {
    return switch (this) {
      case MODBUS -> FlatOut.of(scale);
      case RULES -> Judging.of(scale);
      case ORDERS -> FaultToOrder.of(scale);
    };
  }

  /** The word for it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The group of a word. */
  public static Optional<Group> of(String word) {
    return Arrays.stream(values()).filter(group -> group.word().equals(word)).findFirst();
  }
}
