package org.zhiban.model.site;

import java.util.List;

/**
 * What makes the order of a fault a major one [R22]: data, never code.
 *
 * @param callers so many different callers reported it
 * @param unresolved so long after its opening it is not repaired
 * @param equipment alarms of so many other equipments stand because of it
 * @param tell who hears, by names as in a step of a notification's route
 */
public record MajorSpec(int callers, Span unresolved, int equipment, List<String> tell) {
  /** As the requirement says; how many equipments are a wide area it does not say. */
  public static final MajorSpec USUAL =
      new MajorSpec(5, new Span(7, Span.Unit.DAY), 5, List.of("manager"));

  public MajorSpec {
    tell = List.copyOf(tell);
    if (callers < 1 || equipment < 1) {
      throw new IllegalArgumentException("a major fault touches at least one");
    }
  }
}
