package org.zhiban.rules.workorder;

import static org.zhiban.rules.workorder.OrderFields.chosen;
import static org.zhiban.rules.workorder.OrderFields.text;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.Concern;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;

/**
 * What a look at a new order makes of it: how urgent, how severe, of which trade, and of a report
 * whether it is a fault at all, or a complaint or a demand taken down as one ([R11] [R21]).
 */
public final class Triage {
  static final String CONCERN = "concern";
  private static final String FAULT = "fault";
  private static final String TRADE = "trade";

  /** What a report may be found to be. */
  public static final List<String> CONCERNS =
      Stream.concat(Stream.of(FAULT), Stream.of(Concern.values()).map(Concern::word)).toList();

  private final Merging merging;
  private final Clocks clocks;

  Triage(Site site) {
    this.merging = new Merging(site);
    this.clocks = new Clocks(site);
  }

  /** Whether somebody said it: what a machine, a plan or a patrol found is a fault. */
  static boolean asks(WorkOrder order) {
    return order.source() == OrderSource.REPORT;
  }

  /** Why the order is not what it is said to be; empty: it may be. */
  Optional<OrderRefusal> refusal(OrderAction action, WorkOrder order, Map<String, String> fields) {
    if (action != OrderAction.TRIAGE || text(fields, CONCERN).isEmpty()) {
      return Optional.empty();
    }
    if (text(fields, CONCERN).filter(CONCERNS::contains).isEmpty()) {
      String words = String.join(", ", CONCERNS);
      return wrong("concern 只能是 " + words, "concern is one of " + words);
    }
    WorkOrder found = found(order, fields);
    boolean danger =
        order.priority().filter(Priority.P1::equals).isPresent()
            || order.report().containsKey("trigger")
            || merging.lifeSafety(order)
            || merging.lifeSafety(found);
    if (found.concern().isPresent() && order.concern().isEmpty() && danger) {
      return wrong(
          "被困人员和紧急情况只能按报修处理，投诉请另行登记",
          "people in a lift, and what is urgent, stay a fault; the complaint is a report of its"
              + " own");
    }
    return found.concern().isPresent() && !order.alarms().isEmpty()
        ? wrong(
            "本单有报警 " + String.join(", ", order.alarms()) + "，是报修",
            "alarms stand under it: " + String.join(", ", order.alarms()) + "; it is a fault")
        : Optional.empty();
  }

  private static Optional<OrderRefusal> wrong(String zh, String en) {
    return Optional.of(new OrderRefusal.WrongField(CONCERN, new LocalizedText(zh, en)));
  }

  /** The order as it is found to be. Another open order of the fault keeps it for itself. */
  OrderEdit found(
      WorkOrder order,
      Map<String, String> fields,
      OrderEdit edit,
      OtherOrders others,
      Instant now) {
    WorkOrder found = found(order, fields);
    edit.triage(found.urgency(), found.severity(), found.trade())
        .clocks(clocks.triaged(order, Clocks.goingOn(order, now), Clocks.Kind.of(found), now));
    if (!found.concern().equals(order.concern())) {
      Optional<String> fault =
          ReportedFault.of(found, merging)
              .filter(
                  it ->
                      others
                          .openBeside(OrderBuilder.of(found).fault(Optional.of(it)).build())
                          .isEmpty());
      edit.concern(found.concern(), fault);
    }
    return edit;
  }

  private static WorkOrder found(WorkOrder order, Map<String, String> fields) {
    return OrderBuilder.of(order)
        .concern(
            text(fields, CONCERN).isEmpty()
                ? order.concern()
                : chosen(fields, CONCERN, Concern.values(), Concern::word))
        .urgency(chosen(fields, "urgency", Urgency.values(), Urgency::word).orElse(order.urgency()))
        .severity(
            chosen(fields, "severity", Severity.values(), Severity::word).orElse(order.severity()))
        .trade(text(fields, TRADE).orElse(order.trade()))
        .build();
  }
}
