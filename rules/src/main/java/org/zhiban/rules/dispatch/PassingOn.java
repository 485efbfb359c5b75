package org.zhiban.rules.dispatch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.WorkOrder;

/**
 * Who is given an order that somebody else does not accept: the best who was not asked yet and had
 * no hand in it. What a contractor has is not taken from him, and nothing is given to one, by a
 * machine: that is a contract, and a person calls him.
 */
public final class PassingOn {
  private final Site site;
  private final Dispatch dispatch;

  public PassingOn(Site site) {
    this.site = site;
    this.dispatch = new Dispatch(site);
  }

  /**
   * The next.
   *
   * @param why what speaks for him, in the language of the site
   */
  public record Next(String person, String why) {}

  /** Somebody who can do it and is there now; empty: nobody else. */
  public Optional<Next> next(WorkOrder order, List<OpenWork> open, Instant now) {
    if (order.assignee().filter(site.contractors()::containsKey).isPresent()) {
      return Optional.empty();
    }
    return dispatch.rank(order, open, now).stream()
        .filter(one -> !one.contractor() && one.suited() && one.present())
        .filter(one -> !order.asked().contains(one.id()) && !order.hands().contains(one.id()))
        .findFirst()
        .map(one -> new Next(one.id(), why(one)));
  }

  private String why(Candidate candidate) {
    return candidate.reasons().stream()
        .filter(reason -> reason.speaks() == Reason.Speaks.FOR)
        .map(reason -> reason.words().in(site.language()))
        .collect(Collectors.joining("; "));
  }
}
