package org.zhiban.rules.followup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.site.FollowUp;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Reminder.Step;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.followup.Escalations.StepKey;
import org.zhiban.rules.workorder.OrderDraft;

/**
 * What people are told at once [R4]: whoever is given an order, and of an urgent report those who
 * send somebody. Each once; a visit that the schedule gave away is seen in the plan, and what is
 * old news when the gateway comes to it is told to nobody.
 */
public final class News {
  /** In the place of a promise: that somebody was given the order. */
  private static final String DISPATCH = "dispatch";

  private static final String URGENT = "urgent";

  private static final Duration NEWS = Duration.ofMinutes(30);

  private final FollowUp spec;

  public News(Site site) {
    this.spec = site.service().followUp();
  }

  /**
   * One thing to be told.
   *
   * @param names as of a route's step
   */
  public record Item(StepKey key, List<String> names) {
    public Item {
      names = List.copyOf(names);
    }

    /** Whether it is that somebody was given the order. */
    public boolean dispatched() {
      return key.clock().equals(DISPATCH);
    }
  }

  /**
   * What is to be told now.
   *
   * @param history of the order, oldest first; asked only of one that waits to be accepted
   * @param taken what was told
   */
  public List<Item> of(
      WorkOrder order, List<OrderChange> history, Set<StepKey> taken, Instant now) {
    List<Item> news = new ArrayList<>();
    dispatched(order, history, now).ifPresent(news::add);
    urgent(order, now).ifPresent(news::add);
    return news.stream().filter(item -> !taken.contains(item.key())).toList();
  }

  /** That whoever is given an order as the next of a roster was told so. */
  public static StepKey passedOn(StepKey chase) {
    return new StepKey(DISPATCH, chase.cycle() + 1, Step.TOLD);
  }

  private Optional<Item> dispatched(WorkOrder order, List<OrderChange> history, Instant now) {
    List<OrderChange> given = Escalations.given(history);
    if (order.status() != OrderStatus.DISPATCHED
        || order.assignee().isEmpty()
        || order.cause().isPresent()
        || given.isEmpty()) {
      return Optional.empty();
    }
    OrderChange last = given.getLast();
    boolean own = order.assignee().filter(last.actor()::equals).isPresent();
    boolean bySchedule =
        order.source() == OrderSource.PLAN && last.actor().equals(OrderDraft.MACHINE);
    return own || bySchedule || last.enteredAt().isPresent() || old(last.time(), now)
        ? Optional.empty()
        : Optional.of(
            new Item(
                new StepKey(DISPATCH, given.size(), Step.TOLD),
                named(spec.dispatched(), order.assignee().get())));
  }

  private static List<String> named(List<String> names, String assignee) {
    Set<String> told = new LinkedHashSet<>();
    names.forEach(name -> told.add(name.equals(FollowUp.ASSIGNEE) ? assignee : name));
    return List.copyOf(told);
  }

  private Optional<Item> urgent(WorkOrder order, Instant now) {
    return order.source() == OrderSource.REPORT
            && order.urgency() == Urgency.URGENT
            && order.concern().isEmpty()
            && order.status().untaken()
            && order.assignee().isEmpty()
            && !old(order.updatedAt(), now)
        ? Optional.of(
            new Item(new StepKey(URGENT, 1, Step.TOLD), named(spec.urgent(), "supervisor")))
        : Optional.empty();
  }

  private static boolean old(Instant at, Instant now) {
    return at.plus(NEWS).isBefore(now);
  }
}
