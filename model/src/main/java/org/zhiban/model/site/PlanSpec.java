package org.zhiban.model.site;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.maintenance.Level;

/**
 * A maintenance plan; it holds for every equipment whose template or entry names it.
 *
 * @param lead how long before a ceiling the visit is aimed at
 * @param window hours of the day in which work may start; of a window over midnight the night
 *     belongs to the day on which it begins
 * @param season days of the year, both included, outside which the plan rests
 * @param absorbs smaller plans that a visit of this one covers
 * @param statutory the record is asked for by law
 */
public record PlanSpec(
    String id,
    Level level,
    String trade,
    Optional<String> contractor,
    Recurrence recurrence,
    Optional<Span> lead,
    Optional<Window> window,
    Optional<Season> season,
    boolean statutory,
    List<String> absorbs,
    Optional<String> checklist,
    SourcePosition position) {
  public PlanSpec {
    absorbs = List.copyOf(absorbs);
  }

  /** When a plan is due. */
  public sealed interface Recurrence {}

  /** RFC 5545 in the site's zone, counted from {@code from}. */
  public record Rule(String rrule, Optional<LocalDate> from, SourcePosition position)
      implements Recurrence {}

  /** So long after the last completion; at most one open. */
  public record Floating(Span interval) implements Recurrence {}

  /** The longest gap from the last completion that is allowed. */
  public record Ceiling(Span gap) implements Recurrence {}

  /** Every so much of a counter. */
  public record Meter(String point, double every) implements Recurrence {}

  /** After an alarm of a rule, or an event, within the time. */
  public record After(Optional<String> rule, Optional<String> event, Span within)
      implements Recurrence {}

  /** Whichever is first. */
  public record FirstOf(List<Recurrence> of) implements Recurrence {
    public FirstOf {
      of = List.copyOf(of);
    }
  }

  /** Hours of a day; {@code to} before {@code from} passes midnight. */
  public record Window(LocalTime from, LocalTime to) {}

  /** Days of the year. */
  public record Season(MonthDay from, MonthDay to) {}
}
