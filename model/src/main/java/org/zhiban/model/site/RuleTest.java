package org.zhiban.model.site;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zhiban.model.alarm.Priority;

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

  /** The rules of which it expects something, as it names them. */
  public Set<String> named() {
    Set<String> named = new LinkedHashSet<>();
    for (Expected moment : expected) {
      named.addAll(moment.alarms());
      named.addAll(moment.notAlarms());
      named.addAll(moment.orders());
      named.addAll(moment.notOrders());
      named.addAll(moment.priorities().keySet());
    }
    return named;
  }

  /**
   * At this moment points take these values: {@link Double}, {@link Boolean}, {@link String},
   * {@link Ramp} or {@link Happening}; by {@code point} or {@code id/point}.
   */
  public record Given(Duration at, Map<String, Object> values, SourcePosition position) {
    public Given {
      values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /** A number that moves evenly until it is given anew: {@code by} in every {@code per}. */
  public record Ramp(double from, double by, Duration per) {
    /** Where it is so long after its moment. */
    public double after(long millis) {
      return from + by * millis / per.toMillis();
    }
  }

  /** What an event point tells once, at the moment: fields as in a {@code PointEvent}. */
  public record Happening(Map<String, Object> fields) {
    public Happening {
      fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  /**
   * At this moment these rules are in alarm, are not, or have an order.
   *
   * @param priorities what the alarm of a rule has become, by the rule's name
   */
  public record Expected(
      Duration at,
      List<String> alarms,
      List<String> notAlarms,
      List<String> orders,
      List<String> notOrders,
      Map<String, Priority> priorities,
      SourcePosition position) {
    public Expected {
      alarms = List.copyOf(alarms);
      notAlarms = List.copyOf(notAlarms);
      orders = List.copyOf(orders);
      notOrders = List.copyOf(notOrders);
      priorities = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(priorities));
    }
  }
}
