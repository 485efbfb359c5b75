package org.zhiban.model.site;

import org.zhiban.model.workorder.Severity;

/**
 * By when somebody who complains, or asks for something, is answered: data, never code.
 *
 * @param minor a minor complaint [R21]
 * @param important an important one
 * @param major a major one
 * @param settled by then any of them ends, unless a manager lets it take longer
 * @param demand whatever else is asked for or suggested [R11]
 */
public record Answers(Span minor, Span important, Span major, Span settled, Span demand) {
  /** As the service plans have it; half a day is 12 h. */
  public static final Answers USUAL =
      new Answers(
          new Span(12, Span.Unit.HOUR),
          new Span(1, Span.Unit.DAY),
          new Span(2, Span.Unit.DAY),
          new Span(15, Span.Unit.DAY),
          new Span(1, Span.Unit.DAY));

  /** Until a complaint is answered. */
  public Span complaint(Severity grade) {
    return switch (grade) {
      case MINOR -> minor;
      case MODERATE -> important;
      case SERIOUS -> major;
    };
  }
}
