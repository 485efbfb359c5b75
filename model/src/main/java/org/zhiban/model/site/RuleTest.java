package org.zhiban.model.site;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A rehearsal that {@code check} runs: values in, alarms and orders out.
 *
 * @param equipment whose points plain names mean
 */
public record RuleTest(
    String name,
    String equipment,
    List<Given> given,
    List<Expected> expected,
    SourcePosition position) {
  public RuleTest {
    given = List.copyOf(given);
    expected = List.copyOf(expected);
  }

  /**
   * At this moment points take these values: {@link Double}, {@link Boolean} or {@link String}; by
   * {@code point} or {@code id/point}.
   */
  public record Given(Duration at, Map<String, Object> values, SourcePosition position) {
    public Given {
      values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /** At this moment these rules are in alarm, are not, or have an order. */
  public record Expected(
      Duration at,
      List<String> alarms,
      List<String> notAlarms,
      List<String> orders,
      List<String> notOrders,
      SourcePosition position) {
    public Expected {
      alarms = List.copyOf(alarms);
      notAlarms = List.copyOf(notAlarms);
      orders = List.copyOf(orders);
      notOrders = List.copyOf(notOrders);
    }
  }
}
