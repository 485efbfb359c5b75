package org.zhiban.simulators.plant;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an equipment shows at one moment, by the position of its points.
 *
 * @param numbers in the point's unit, 0 or 1, or the index of a state; NaN of texts and events
 * @param texts of text points, else null
 * @param time on the clock at which the values became these
 */
public record Snapshot(
    List<Double> numbers, List<@Nullable String> texts, Reach reach, Instant time) {

  /** How the equipment answers who asks for its values. */
  public enum Reach {
    ANSWERS,
    /** Answers late, but with true values. */
    SLOWLY,
    /** Answers with an error. */
    REFUSES,
    /** Does not answer. */
    SILENT
  }
}
