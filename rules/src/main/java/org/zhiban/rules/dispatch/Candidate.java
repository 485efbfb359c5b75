package org.zhiban.rules.dispatch;

import java.util.List;
import java.util.Optional;
import org.zhiban.model.LocalizedText;

/**
 * Somebody to whom an order could be given.
 *
 * @param id of the member of staff, or of the contractor
 * @param contractor whether it is a company
 * @param suited whether he has the trade, or the plan names him; others are there to be seen
 * @param present whether he is at work or on call when the work is to be done, as far as is known
 * @param reasons what speaks for him and against
 * @param behind what puts him behind the first; empty for the first
 */
public record Candidate(
    String id,
    LocalizedText name,
    boolean contractor,
    boolean suited,
    boolean present,
    List<Reason> reasons,
    Optional<Criterion> behind) {
  public Candidate {
    reasons = List.copyOf(reasons);
  }
}
