package org.zhiban.model.site;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The clocks and approvals of the site, and who answers for what: data, never code.
 *
 * @param clocks targets by clock name: forward, respond, progress_call, visit, ...
 * @param resolve targets by severity word: minor, moderate, serious, serious_plan_and_start
 * @param urgent targets by clock name that stand before the others for urgent orders
 * @param followUp what happens when time runs on
 * @param handoverAt {@code shift_end} or a time of day
 * @param answers by when complaints and demands are answered
 * @param enteredWithin how long afterwards a step may be entered with its true time
 */
public record ServiceTargets(
    Map<String, Span> clocks,
    Map<String, Span> resolve,
    Map<String, Span> urgent,
    Optional<String> handoverAt,
    List<ApprovalTier> approvals,
    Responsible responsible,
    Duration enteredWithin,
    Intake intake,
    Charges charges,
    FollowUp followUp,
    VisitShares visits,
    Answers answers) {
  /** How long afterwards a step may be entered where the site does not say. */
  public static final Duration USUALLY_ENTERED_WITHIN = Duration.ofDays(7);

  public ServiceTargets {
    clocks = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(clocks));
    resolve = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(resolve));
    urgent = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(urgent));
    approvals = List.copyOf(approvals);
  }

  /**
   * Steps are entered within the usual time, reports taken as usual, at the usual charges and
   * visits.
   */
  public ServiceTargets(
      Map<String, Span> clocks,
      Map<String, Span> resolve,
      Map<String, Span> urgent,
      Optional<String> handoverAt,
      List<ApprovalTier> approvals,
      Responsible responsible) {
    this(
        clocks,
        resolve,
        urgent,
        handoverAt,
        approvals,
        responsible,
        USUALLY_ENTERED_WITHIN,
        Intake.DEFAULT,
        Charges.USUAL,
        FollowUp.DEFAULT,
        VisitShares.USUAL,
        Answers.USUAL);
  }

  /** Amounts in the site's currency, up to or above, and who must agree, in order. */
  public record ApprovalTier(OptionalDouble upTo, OptionalDouble above, List<String> chain) {
    public ApprovalTier {
      chain = List.copyOf(chain);
    }
  }
}
