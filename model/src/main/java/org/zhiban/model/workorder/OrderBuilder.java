package org.zhiban.model.workorder;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;

/**
 * An order in the making, field by field: a new one, of which nothing but its number, source and
 * opening is known, or the next version of one. {@link #build} checks it.
 */
public final class OrderBuilder {
  private String id;
  private OrderSource source;
  private OrderStatus status = OrderStatus.REPORTED;
  private Urgency urgency = Urgency.NORMAL;
  private Severity severity = Severity.MINOR;
  private boolean major;
  private Optional<Priority> priority = Optional.empty();
  private Optional<String> equipment = Optional.empty();
  private Optional<String> location = Optional.empty();
  private LocalizedText title = LocalizedText.same("");
  private String trade = "";
  private Optional<String> assignee = Optional.empty();
  private List<String> doers = List.of();
  private List<String> asked = List.of();
  private Optional<String> fault = Optional.empty();
  private List<String> alarms = List.of();
  private Optional<String> plan = Optional.empty();
  private int occurrences = 1;
  private List<Clock> clocks = List.of();
  private Optional<Evidence> evidence = Optional.empty();
  private List<WorkOrder.ChecklistEntry> checklist = List.of();
  private Map<String, String> report = Map.of();
  private Optional<LockOut> lockOut = Optional.empty();
  private Optional<HoldRequest> holdRequest = Optional.empty();
  private Optional<Hold> hold = Optional.empty();
  private Remedy remedy = Remedy.NONE;
  private Optional<String> mergedInto = Optional.empty();
  private Optional<UnderCause> cause = Optional.empty();
  private Optional<Concern> concern = Optional.empty();
  private Optional<Overrun> overrun = Optional.empty();
  private Instant openedAt;
  private Instant updatedAt;
  private Optional<Instant> closedAt = Optional.empty();
  private int version = 1;

  /** A report that was opened just now. */
  public OrderBuilder(String id, OrderSource source, Instant openedAt) {
    this.id = id;
    this.source = source;
    this.openedAt = openedAt;
    this.updatedAt = openedAt;
  }

  /** The order as it stands, to be changed. */
  public static OrderBuilder of(WorkOrder order) {
    OrderBuilder next = new OrderBuilder(order.id(), order.source(), order.openedAt());
    next.status = order.status();
    next.urgency = order.urgency();
    next.severity = order.severity();
    next.major = order.major();
    next.priority = order.priority();
    next.equipment = order.equipment();
    next.location = order.location();
    next.title = order.title();
    next.trade = order.trade();
    next.assignee = order.assignee();
    next.doers = order.doers();
    next.asked = order.asked();
    next.fault = order.fault();
    next.alarms = order.alarms();
    next.plan = order.plan();
    next.occurrences = order.occurrences();
    next.clocks = order.clocks();
    next.evidence = order.evidence();
    next.checklist = order.checklist();
    next.report = order.report();
    next.lockOut = order.lockOut();
    next.holdRequest = order.holdRequest();
    next.hold = order.hold();
    next.remedy = order.remedy();
    next.mergedInto = order.mergedInto();
    next.cause = order.cause();
    next.concern = order.concern();
    next.overrun = order.overrun();
    next.updatedAt = order.updatedAt();
    next.closedAt = order.closedAt();
    next.version = order.version();
    return next;
  }

  public OrderBuilder id(String number) {
    this.id = number;
    return this;
  }

  public OrderBuilder status(OrderStatus status) {
    this.status = status;
    return this;
  }

  public OrderBuilder urgency(Urgency urgency) {
    this.urgency = urgency;
    return this;
  }

  public OrderBuilder severity(Severity severity) {
    this.severity = severity;
    return this;
  }

  public OrderBuilder major(boolean major) {
    this.major = major;
    return this;
  }

  public OrderBuilder priority(Optional<Priority> priority) {
    this.priority = priority;
    return this;
  }

  public OrderBuilder equipment(Optional<String> equipment) {
    this.equipment = equipment;
    return this;
  }

  public OrderBuilder location(Optional<String> location) {
    this.location = location;
    return this;
  }

  public OrderBuilder title(LocalizedText title) {
    this.title = title;
    return this;
  }

  public OrderBuilder trade(String trade) {
    this.trade = trade;
    return this;
  }

  public OrderBuilder assignee(Optional<String> assignee) {
    this.assignee = assignee;
    return this;
  }

  public OrderBuilder doers(List<String> doers) {
    this.doers = doers;
    return this;
  }

  public OrderBuilder asked(List<String> asked) {
    this.asked = asked;
    return this;
  }

  public OrderBuilder fault(Optional<String> fault) {
    this.fault = fault;
    return this;
  }

  public OrderBuilder alarms(List<String> alarms) {
    this.alarms = alarms;
    return this;
  }

  public OrderBuilder plan(Optional<String> plan) {
    this.plan = plan;
    return this;
  }

  public OrderBuilder occurrences(int occurrences) {
    this.occurrences = occurrences;
    return this;
  }

  public OrderBuilder clocks(List<Clock> clocks) {
    this.clocks = clocks;
    return this;
  }

  public OrderBuilder evidence(Optional<Evidence> evidence) {
    this.evidence = evidence;
    return this;
  }

  public OrderBuilder checklist(List<WorkOrder.ChecklistEntry> checklist) {
    this.checklist = checklist;
    return this;
  }

  public OrderBuilder report(Map<String, String> report) {
    this.report = report;
    return this;
  }

  public OrderBuilder lockOut(Optional<LockOut> lockOut) {
    this.lockOut = lockOut;
    return this;
  }

  public OrderBuilder holdRequest(Optional<HoldRequest> holdRequest) {
    this.holdRequest = holdRequest;
    return this;
  }

  public OrderBuilder hold(Optional<Hold> hold) {
    this.hold = hold;
    return this;
  }

  public OrderBuilder remedy(Remedy remedy) {
    this.remedy = remedy;
    return this;
  }

  public OrderBuilder mergedInto(Optional<String> mergedInto) {
    this.mergedInto = mergedInto;
    return this;
  }

  public OrderBuilder cause(Optional<UnderCause> cause) {
    this.cause = cause;
    return this;
  }

  public OrderBuilder concern(Optional<Concern> concern) {
    this.concern = concern;
    return this;
  }

  public OrderBuilder overrun(Optional<Overrun> overrun) {
    this.overrun = overrun;
    return this;
  }

  public OrderBuilder updatedAt(Instant updatedAt) {
    this.updatedAt = updatedAt;
    return this;
  }

  public OrderBuilder closedAt(Optional<Instant> closedAt) {
    this.closedAt = closedAt;
    return this;
  }

  public OrderBuilder version(int version) {
    this.version = version;
    return this;
  }

  /**
   * The order.
   *
   * @throws IllegalArgumentException where it cannot be so
   */
  public WorkOrder build() {
    return new WorkOrder(
        id,
        source,
        status,
        urgency,
        severity,
        major,
        priority,
        equipment,
        location,
        title,
        trade,
        assignee,
        doers,
        asked,
        fault,
        alarms,
        plan,
        occurrences,
        clocks,
        evidence,
        checklist,
        report,
        lockOut,
        holdRequest,
        hold,
        remedy,
        mergedInto,
        cause,
        concern,
        overrun,
        openedAt,
        updatedAt,
        closedAt,
        version);
  }
}
