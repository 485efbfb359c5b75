package org.zhiban.model.site;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.LocalizedText;

/**
 * What goes wrong with simulated devices, and when.
 *
 * @param name for who chooses one
 * @param steps in order of time
 */
public record Scenario(String id, LocalizedText name, List<Step> steps, SourcePosition position) {
  public Scenario {
    steps = steps.stream().sorted(Comparator.comparing(Step::at)).toList();
  }

  /**
   * A fault begins.
   *
   * @param at since the start of the play, on the clock
   * @param lasts until it ends by itself; empty: until the play is stopped
   */
  public record Step(
      Duration at,
      String equipment,
      String fault,
      Optional<Duration> lasts,
      SourcePosition position) {}
}
