package org.zhiban.model.site;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.telemetry.PointKind;

/**
 * What a template, overridden by its equipment, says of one point; variables are filled in.
 *
 * @param every wanted period of reads; for subscriptions and messages the usual interval
 * @param deadband change below which a value is not reported anew, in the point's unit; 0 reports
 *     every sample
 * @param states of a multistate point, in declared order
 * @param command whether the point is written to
 * @param interlock what must hold at the moment of writing
 * @param readBack the point that must follow a write
 * @param privateFields event fields that are stored hashed
 */
public record PointSpec(
    String id,
    LocalizedText name,
    PointKind kind,
    Optional<String> unit,
    Optional<Duration> every,
    double deadband,
    Optional<ValueRange> range,
    List<PointState> states,
    boolean command,
    Optional<Expression> interlock,
    Optional<String> readBack,
    Optional<PointSource> source,
    Set<String> privateFields,
    SourcePosition position) {
  /** The period of reads where a point names none. */
  public static final Duration DEFAULT_EVERY = Duration.ofSeconds(5);

  public PointSpec {
    states = List.copyOf(states);
    privateFields = Set.copyOf(privateFields);
  }

  /** The wanted period, or the default. */
  public Duration period() {
    return every.orElse(DEFAULT_EVERY);
  }

  /** The index of the state whose device value is {@code raw}, or -1. */
  public int stateIndexOf(String raw) {
    for (int index = 0; index < states.size(); index++) {
      if (states.get(index).raw().equals(raw)) {
        return index;
      }
    }
    return -1;
  }
}
