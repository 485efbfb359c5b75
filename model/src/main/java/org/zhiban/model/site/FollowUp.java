package org.zhiban.model.site;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;

/**
 * What the gateway does by itself with orders whose time runs on: data, never code. Whom it tells
 * are names as in a step of a notification's route, or {@link #ASSIGNEE}.
 *
 * @param holdAtMost the longest pause that may be granted at once
 * @param chase after so long whoever has an order and does not accept it is chased [R6], twice, and
 *     then the next is given it; empty: after the target of {@code accept}, else of {@code respond}
 * @param remind told at half of a target
 * @param warn at four fifths
 * @param breach when it is over
 * @param overrun when half of it again is over
 * @param handover told of what is not returned at the handover [R8]
 * @param dispatched told at once that somebody was given an order [R4]
 * @param urgent told at once of an urgent report [R4]
 * @param major what makes a fault a major one [R22]
 * @param weekReport the day on which a week's report is kept [K2]; empty: none is
 */
public record FollowUp(
    Span holdAtMost,
    Optional<Span> chase,
    List<String> remind,
    List<String> warn,
    List<String> breach,
    List<String> overrun,
    List<String> handover,
    List<String> dispatched,
    List<String> urgent,
    MajorSpec major,
    Optional<DayOfWeek> weekReport) {
  /** Whoever the promise waits for: mostly who has the order. */
  public static final String ASSIGNEE = "assignee";

  /** A week: by then an order that is not resolved is a major one [R22]. */
  public static final Span HOLD_AT_MOST = new Span(7, Span.Unit.DAY);

  /** Whoever the promise waits for. */
  public static final List<String> REMIND = List.of(ASSIGNEE);

  public static final List<String> WARN = List.of("supervisor");

  public static final List<String> BREACH = List.of("manager");

  /** The head of the department, and who leads the shift. */
  public static final List<String> HANDOVER = List.of("supervisor", "manager");

  /** Whoever has it. */
  public static final List<String> DISPATCHED = List.of(ASSIGNEE);

  /** Who sends somebody, by day and by night. */
  public static final List<String> URGENT = List.of("supervisor", "operator");

  /** The service plans ask for it on Fridays. */
  public static final DayOfWeek WEEK_REPORT = DayOfWeek.FRIDAY;

  /** Of a site that says nothing. */
  public static final FollowUp DEFAULT =
      new FollowUp(
          HOLD_AT_MOST,
          Optional.empty(),
          REMIND,
          WARN,
          BREACH,
          BREACH,
          HANDOVER,
          DISPATCHED,
          URGENT,
          MajorSpec.USUAL,
          Optional.of(WEEK_REPORT));

  public FollowUp {
    remind = List.copyOf(remind);
    warn = List.copyOf(warn);
    breach = List.copyOf(breach);
    overrun = List.copyOf(overrun);
    handover = List.copyOf(handover);
    dispatched = List.copyOf(dispatched);
    urgent = List.copyOf(urgent);
  }
}
