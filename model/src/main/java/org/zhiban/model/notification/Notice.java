package org.zhiban.model.notification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;

/**
 * A message as it was worded when it became due, in the site's language.
 *
 * @param title one line
 * @param text whole, the title included; lines are separated by a line feed
 * @param link where it is seen, where the site has an address
 * @param step from 1
 * @param subjects the alarms, or the orders, that it speaks of; none: a test, or advice
 */
public record Notice(
    Priority priority,
    String title,
    String text,
    Optional<String> link,
    int step,
    List<Subject> subjects) {
  public Notice {
    subjects = List.copyOf(subjects);
    if (step < 1) {
      throw new IllegalArgumentException("steps of a message are numbered from 1: " + step);
    }
  }

  /** What a message speaks of. */
  public sealed interface Subject {}

  /**
   * An order whose time runs on.
   *
   * @param step what was done, as its history has it
   */
  public record OfOrder(
      String order,
      LocalizedText title,
      Optional<String> equipment,
      Optional<String> location,
      String status,
      String step)
      implements Subject {}

  /**
   * An alarm as it stood then.
   *
   * @param name of the equipment; empty where the rule has none
   * @param occurrences how often the condition came while the alarm stood
   */
  public record OfAlarm(
      String alarm,
      String equipment,
      LocalizedText name,
      Optional<String> location,
      Optional<String> area,
      String rule,
      String key,
      Priority priority,
      boolean lifeSafety,
      LocalizedText message,
      int occurrences,
      Instant raisedAt)
      implements Subject {}

  /** The alarms that it speaks of. */
  public List<OfAlarm> alarms() {
    return subjects.stream().filter(OfAlarm.class::isInstance).map(OfAlarm.class::cast).toList();
  }

  /** The orders that it speaks of. */
  public List<OfOrder> orders() {
    return subjects.stream().filter(OfOrder.class::isInstance).map(OfOrder.class::cast).toList();
  }

  /** Life safety comes before every priority: smaller is sent first. */
  public int rank() {
    if (alarms().stream().anyMatch(OfAlarm::lifeSafety)) {
      return 0;
    }
    return switch (priority) {
      case P1 -> 1;
      case P2 -> 2;
      case P3 -> 3;
      case P4, JOURNAL -> 4;
    };
  }
}
