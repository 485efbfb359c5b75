package org.zhiban.model.workorder;

import static org.zhiban.model.staff.Role.APPROVER;
import static org.zhiban.model.staff.Role.DESK;
import static org.zhiban.model.staff.Role.MANAGER;
import static org.zhiban.model.staff.Role.OPERATOR;
import static org.zhiban.model.staff.Role.SUPERVISOR;
import static org.zhiban.model.staff.Role.TECHNICIAN;
import static org.zhiban.model.workorder.OrderAction.*;
import static org.zhiban.model.workorder.OrderStatus.*;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.zhiban.model.staff.Role;

/**
 * A legal step of an order and who may take it; an administrator may take any, but ends no order
 * for which somebody answers. The API, the console and the docs read this table.
 *
 * @param sources the orders that it is for: only a customer's report is followed by a return visit
 */
public record OrderTransition(
    OrderAction action,
    Set<OrderStatus> from,
    OrderStatus to,
    Set<Role> roles,
    Set<OrderSource> sources) {
  public OrderTransition {
    from = Set.copyOf(from);
    roles = Set.copyOf(roles);
    sources = Set.copyOf(sources);
  }

  /** Visits of the schedule are of none; another one follows them. */
  private static final Set<OrderSource> OF_A_FAULT =
      EnumSet.complementOf(EnumSet.of(OrderSource.PLAN));

  /** Work is done, or was. */
  private static final Set<OrderStatus> AT_WORK =
      EnumSet.of(ACCEPTED, ON_SITE, IN_PROGRESS, ON_HOLD, OrderStatus.VERIFY);

  /** It has not ended: money may come of it, and words. */
  private static final Set<OrderStatus> PAYABLE = EnumSet.range(REPORTED, OrderStatus.VISIT);

  /** What was begun before it was approved is approved then. */
  private static final Set<OrderStatus> BEGUN = EnumSet.range(DISPATCHED, CLOSED);

  /** The work is not done yet. */
  private static final Set<OrderStatus> BEFORE_COMPLETION =
      EnumSet.of(
          REPORTED, TRIAGED, WAIT_APPROVAL, DISPATCHED, ACCEPTED, ON_SITE, IN_PROGRESS, ON_HOLD);

  private static final List<OrderTransition> STEPS =
      List.of(
          step(TRIAGE, EnumSet.of(REPORTED), TRIAGED, DESK, OPERATOR, SUPERVISOR, MANAGER),
          step(REQUEST_APPROVAL, EnumSet.of(REPORTED, TRIAGED), WAIT_APPROVAL, DESK, SUPERVISOR),
          step(
              REJECT,
              EnumSet.of(REPORTED, TRIAGED, WAIT_APPROVAL),
              REJECTED,
              SUPERVISOR,
              MANAGER,
              APPROVER),
          step(APPROVE, EnumSet.of(WAIT_APPROVAL), TRIAGED, Role.values()),
          step(
              DISPATCH,
              EnumSet.of(REPORTED, TRIAGED, DISPATCHED, ACCEPTED, ON_SITE, IN_PROGRESS, ON_HOLD),
              DISPATCHED,
              OPERATOR,
              SUPERVISOR,
              MANAGER),
          step(ACCEPT, EnumSet.of(DISPATCHED), ACCEPTED, TECHNICIAN, OPERATOR, SUPERVISOR),
          step(ARRIVE, EnumSet.of(ACCEPTED), ON_SITE, TECHNICIAN, OPERATOR, SUPERVISOR),
          step(START, EnumSet.of(ACCEPTED, ON_SITE), IN_PROGRESS, TECHNICIAN, SUPERVISOR),
          within(REQUEST_HOLD, ACCEPTED, TECHNICIAN, OPERATOR),
          within(REQUEST_HOLD, ON_SITE, TECHNICIAN, OPERATOR),
          within(REQUEST_HOLD, IN_PROGRESS, TECHNICIAN, OPERATOR),
          step(
              GRANT_HOLD, EnumSet.of(ACCEPTED, ON_SITE, IN_PROGRESS), ON_HOLD, SUPERVISOR, MANAGER),
          step(RESUME, EnumSet.of(ON_HOLD), IN_PROGRESS, TECHNICIAN, SUPERVISOR, MANAGER),
          within(LOCK_OUT, IN_PROGRESS, TECHNICIAN, SUPERVISOR, MANAGER),
          within(RENEW_LOCK_OUT, IN_PROGRESS, TECHNICIAN, SUPERVISOR, MANAGER),
          within(RELEASE_LOCK_OUT, IN_PROGRESS, TECHNICIAN, OPERATOR, SUPERVISOR, MANAGER),
          within(TICK, ON_SITE, TECHNICIAN, SUPERVISOR),
          within(TICK, IN_PROGRESS, TECHNICIAN, SUPERVISOR),
          step(
              COMPLETE,
              EnumSet.of(ON_SITE, IN_PROGRESS),
              OrderStatus.VERIFY,
              TECHNICIAN,
              SUPERVISOR),
          new OrderTransition(
              OrderAction.VERIFY,
              EnumSet.of(OrderStatus.VERIFY),
              OrderStatus.VISIT,
              EnumSet.of(SUPERVISOR, MANAGER),
              EnumSet.of(OrderSource.REPORT)),
          new OrderTransition(
              OrderAction.VERIFY,
              EnumSet.of(OrderStatus.VERIFY),
              CLOSED,
              EnumSet.of(SUPERVISOR, MANAGER),
              EnumSet.complementOf(EnumSet.of(OrderSource.REPORT))),
          step(OrderAction.VISIT, EnumSet.of(OrderStatus.VISIT), CLOSED, DESK, MANAGER),
          step(
              REOPEN,
              EnumSet.of(OrderStatus.VERIFY, OrderStatus.VISIT, CLOSED),
              DISPATCHED,
              DESK,
              OPERATOR,
              SUPERVISOR,
              MANAGER),
          new OrderTransition(
              REOPEN, EnumSet.of(CANCELLED), TRIAGED, EnumSet.of(SUPERVISOR, MANAGER), OF_A_FAULT),
          step(
              CANCEL,
              EnumSet.of(
                  REPORTED,
                  TRIAGED,
                  WAIT_APPROVAL,
                  DISPATCHED,
                  ACCEPTED,
                  ON_SITE,
                  IN_PROGRESS,
                  ON_HOLD),
              CANCELLED,
              SUPERVISOR,
              MANAGER),
          new OrderTransition(
              MERGE,
              EnumSet.of(REPORTED, TRIAGED, DISPATCHED, ACCEPTED),
              MERGED,
              EnumSet.of(DESK, OPERATOR, SUPERVISOR, MANAGER),
              OF_A_FAULT));

  private static final List<OrderTransition> MONEY =
      Stream.of(
              staying(ADD_PART, AT_WORK, TECHNICIAN, OPERATOR, SUPERVISOR, MANAGER),
              staying(ADD_LABOUR, AT_WORK, TECHNICIAN, OPERATOR, SUPERVISOR, MANAGER),
              staying(ADD_COST, PAYABLE, DESK, TECHNICIAN, SUPERVISOR, MANAGER),
              staying(CORRECT_COST, PAYABLE, DESK, TECHNICIAN, SUPERVISOR, MANAGER),
              staying(CONSENT, PAYABLE, DESK, TECHNICIAN, SUPERVISOR, MANAGER),
              staying(REQUEST_APPROVAL, BEGUN, DESK, SUPERVISOR, MANAGER),
              staying(APPROVE, BEGUN, Role.values()))
          .flatMap(steps -> steps)
          .toList();

  /** What is put on record while the order stays where it is. */
  private static final List<OrderTransition> RECORDS =
      Stream.of(
              within(PLAN_RECORDED, BEFORE_COMPLETION, OF_A_FAULT, TECHNICIAN, SUPERVISOR, MANAGER),
              within(
                  PROGRESS_CALLED,
                  BEFORE_COMPLETION,
                  EnumSet.of(OrderSource.REPORT),
                  DESK,
                  OPERATOR,
                  SUPERVISOR,
                  MANAGER),
              within(
                  ANSWERED,
                  PAYABLE,
                  EnumSet.of(OrderSource.REPORT),
                  DESK,
                  OPERATOR,
                  SUPERVISOR,
                  MANAGER),
              within(ALLOW_OVERRUN, PAYABLE, EnumSet.of(OrderSource.REPORT), MANAGER),
              within(
                  MADE_SAFE,
                  EnumSet.of(ACCEPTED, ON_SITE, IN_PROGRESS, ON_HOLD),
                  OF_A_FAULT,
                  TECHNICIAN,
                  OPERATOR,
                  SUPERVISOR))
          .flatMap(steps -> steps)
          .toList();

  /** An alarm's order that nobody took on may wait for the order of its cause. */
  private static final List<OrderTransition> UNDER_A_CAUSE =
      Stream.of(PUT_UNDER, STAND_ALONE)
          .flatMap(
              action ->
                  within(
                      action,
                      EnumSet.of(REPORTED, TRIAGED, DISPATCHED),
                      EnumSet.of(OrderSource.ALARM),
                      OPERATOR,
                      SUPERVISOR,
                      MANAGER))
          .toList();

  /** The whole table; of one source no action leads from one status to two. */
  public static final List<OrderTransition> TABLE =
      Stream.of(STEPS, MONEY, RECORDS, UNDER_A_CAUSE).flatMap(List::stream).toList();

  /** Steps that leave the order where it stands, wherever that is. */
  private static Stream<OrderTransition> staying(
      OrderAction action, Set<OrderStatus> statuses, Role... roles) {
    return statuses.stream().map(status -> within(action, status, roles));
  }

  private static Stream<OrderTransition> within(
      OrderAction action, Set<OrderStatus> statuses, Set<OrderSource> sources, Role... roles) {
    return statuses.stream()
        .map(
            status ->
                new OrderTransition(action, EnumSet.of(status), status, Set.of(roles), sources));
  }

  /** A step that leaves the order where it stands. */
  private static OrderTransition within(OrderAction action, OrderStatus status, Role... roles) {
    return step(action, EnumSet.of(status), status, roles);
  }

  private static OrderTransition step(
      OrderAction action, Set<OrderStatus> from, OrderStatus to, Role... roles) {
    return new OrderTransition(action, from, to, Set.of(roles), EnumSet.allOf(OrderSource.class));
  }

  /** The step that an action takes from the status of an order, whoever asks. */
  public static Optional<OrderTransition> find(
      OrderAction action, OrderStatus from, OrderSource source) {
    return TABLE.stream()
        .filter(t -> t.action == action && t.from.contains(from) && t.sources.contains(source))
        .findFirst();
  }

  /** Whether somebody with these roles may take the step. */
  public boolean open(Set<Role> held) {
    return held.contains(Role.ADMIN) || held.stream().anyMatch(roles::contains);
  }
}
