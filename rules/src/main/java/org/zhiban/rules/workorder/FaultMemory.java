package org.zhiban.rules.workorder;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderLink;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;

/**
 * A fault is remembered beyond its order: what comes back hangs on the order before, and what comes
 * back again and again asks for its cause, once.
 */
public final class FaultMemory {
  /** How long a fault is remembered. */
  public static final Duration REMEMBERED = Duration.ofDays(30);

  /** The failure within that time that asks for the cause. */
  static final int ASKS_FOR_CAUSE = 3;

  private static final String CAUSE = "/root_cause";
  private static final int PARTS = 3;
  private static final Set<OrderSource> OF_A_FAULT = Set.of(OrderSource.ALARM, OrderSource.REPORT);

  private final Clocks clocks;

  public FaultMemory(Site site) {
    this.clocks = new Clocks(site);
  }

  /**
   * {@code equipment/rule} of a fault, which names an alarm too where each has its order; of what
   * people report {@code equipment#trade}.
   */
  public static String family(String fault) {
    String[] parts = fault.split("/", PARTS);
    return parts[0].contains("#") ? parts[0] : parts[0] + "/" + parts[1];
  }

  /** The family of what a rule finds, by its name; a rule of the site itself has no equipment. */
  public static String familyOf(String rule) {
    return rule.contains("/") ? rule : "/" + rule;
  }

  /** The fault of the order that looks for the cause of a family's faults. */
  public static String causeOf(String family) {
    return family + CAUSE;
  }

  /** Faults beside those of a family that are no failure of it. */
  public static List<String> notFailures(String family) {
    return List.of(causeOf(family), AlarmOrders.chattering(family));
  }

  /** Whether an order looks for a cause: nobody repairs anything under it. */
  public static boolean looksForCause(String fault) {
    return fault.endsWith(CAUSE);
  }

  /** Whether an order looks for a cause, or for why an alarm chatters. */
  public static boolean nothingIsRepaired(String fault) {
    return looksForCause(fault) || AlarmOrders.chatters(fault);
  }

  /** Whether a step is that something must be repaired, once more or for the first time. */
  public static boolean failed(OrderStep step) {
    return switch (step.change().action()) {
      case "created", "reopened" ->
          step.order()
              .fault()
              .filter(_ -> OF_A_FAULT.contains(step.order().source()))
              .filter(fault -> !notFailures(family(fault)).contains(fault))
              .isPresent();
      default -> false;
    };
  }

  /** A time that something had to be repaired. */
  public record Failure(String order, Instant at) {}

  /**
   * What is on record of a family.
   *
   * @param failures of the last {@link #REMEMBERED}, this one among them
   * @param ended the order that was closed last within that time
   * @param cause the order that looks for the cause, open or closed within that time
   */
  public record Past(List<Failure> failures, Optional<WorkOrder> ended, Optional<WorkOrder> cause) {
    public Past {
      failures = List.copyOf(failures);
    }
  }

  /** What follows from a failure. */
  public sealed interface Remembered {
    /** The order hangs on others. */
    record Linked(OrderLink link) implements Remembered {}

    /** Somebody is to look for the cause of what these orders repaired. */
    record CauseAsked(OrderDraft draft, List<String> orders) implements Remembered {
      public CauseAsked {
        orders = List.copyOf(orders);
      }
    }
  }

  /** What follows from an order that was opened, or opened again. */
  public List<Remembered> after(WorkOrder order, Past past, Instant now) {
    return Stream.concat(repeats(order, past, now), cause(order, past, now)).toList();
  }

  /** Whether a step finds that what was taken down as something else is a fault. */
  public static boolean foundOut(WorkOrder before, OrderStep step) {
    return before.fault().isEmpty() && step.order().fault().isPresent();
  }

  /** What follows from an order that is found to be of a fault after it was opened. */
  public List<Remembered> afterFoundOut(WorkOrder order, Past past, Instant now) {
    return Stream.concat(linked(order, past, now), cause(order, past, now)).toList();
  }

  private static Stream<Remembered> repeats(WorkOrder order, Past past, Instant now) {
    return order.version() == 1 ? linked(order, past, now) : Stream.empty();
  }

  private static Stream<Remembered> linked(WorkOrder order, Past past, Instant now) {
    return past
        .ended()
        .filter(earlier -> !earlier.id().equals(order.id()))
        .map(earlier -> linked(order.id(), earlier.id(), OrderLink.Kind.REPEAT, now))
        .stream();
  }

  private static Remembered linked(String order, String other, OrderLink.Kind kind, Instant now) {
    return new Remembered.Linked(new OrderLink(order, other, kind, now));
  }

  private Stream<Remembered> cause(WorkOrder order, Past past, Instant now) {
    Optional<WorkOrder> looking = past.cause().filter(it -> it.status().open());
    if (looking.isPresent()) {
      return Stream.of(linked(looking.get().id(), order.id(), OrderLink.Kind.ROOT_CAUSE, now));
    }
    // What was looked into is over: only what failed since counts anew.
    Instant since = past.cause().flatMap(WorkOrder::closedAt).orElse(Instant.MIN);
    List<Failure> failures =
        past.failures().stream().filter(failure -> failure.at().isAfter(since)).toList();
    return failures.size() < ASKS_FOR_CAUSE
        ? Stream.empty()
        : Stream.of(
            new Remembered.CauseAsked(
                draft(order, failures.size(), now),
                failures.stream().map(Failure::order).distinct().toList()));
  }

  private OrderDraft draft(WorkOrder order, int times, Instant now) {
    String family = family(order.fault().orElseThrow());
    long days = REMEMBERED.toDays();
    WorkOrder cause =
        new OrderBuilder(OrderDraft.NO_NUMBER, OrderSource.ALARM, now)
            .status(
                order.trade().equals(HandReport.NO_TRADE)
                    ? OrderStatus.REPORTED
                    : OrderStatus.TRIAGED)
            .urgency(Urgency.NORMAL)
            .severity(Severity.MODERATE)
            .priority(Optional.of(Priority.P3))
            .equipment(order.equipment())
            .location(order.location())
            .title(
                new LocalizedText(
                    "查明根本原因（" + days + " 天内第 " + times + " 次）：" + order.title().zh(),
                    "Find the root cause ("
                        + times
                        + " times in "
                        + days
                        + " days): "
                        + order.title().en()))
            .trade(order.trade())
            .fault(Optional.of(causeOf(family)))
            .clocks(
                clocks.opened(
                    new Clocks.Kind(OrderSource.ALARM, Urgency.NORMAL, Severity.MODERATE),
                    Map.of(),
                    now))
            .build();
    return OrderDraft.of(cause, OrderDraft.MACHINE, Optional.of(order.id()));
  }
}
