package org.zhiban.model.visit;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of one visit.
 *
 * @param number of the order's visits, from 1
 * @param score from 1, bad, to 5; none: nobody gave one
 */
public record VisitAnswer(
    String workOrder,
    int number,
    VisitLevel level,
    Result result,
    Optional<Integer> score,
    Optional<String> note,
    String by,
    Instant at) {
  /** The highest score of somebody who is not satisfied. */
  public static final int BAD = 2;

  public VisitAnswer {
    if (number < 1 || score.filter(it -> it < 1 || it > 5).isPresent()) {
      throw new IllegalArgumentException("visits count from 1, a score is from 1 to 5");
    }
    if (score.isPresent() && result != of(score.get())) {
      throw new IllegalArgumentException("a score of " + score.get() + " is not " + result.word());
    }
  }

  /** What was said. */
  public enum Result {
    SATISFIED,
    /** The repair is looked at again [R19]. */
    UNSATISFIED,
    /** Nobody answered. */
    NOT_REACHED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a score says. */
  public static Result of(int score) {
    return score <= BAD ? Result.UNSATISFIED : Result.SATISFIED;
  }

  /** Whether somebody said something. */
  public boolean reached() {
    return result != Result.NOT_REACHED;
  }
}
