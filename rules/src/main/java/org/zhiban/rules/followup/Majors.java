package org.zhiban.rules.followup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.MajorSpec;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.Concern;
import org.zhiban.model.workorder.OrderReport;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.FaultMemory;
import org.zhiban.rules.workorder.ServiceCalendar;

/**
 * When the order of a fault is a major one [R22]: it stops a wide area, several customers report
 * it, or a week does not resolve it. Once major it stays so until it ends.
 */
public final class Majors {
  private static final Set<OrderSource> OF_A_FAULT =
      Set.of(OrderSource.ALARM, OrderSource.REPORT, OrderSource.PATROL);

  /** The work is said to be done. */
  private static final Set<OrderStatus> DONE = Set.of(OrderStatus.VERIFY, OrderStatus.VISIT);

  private final MajorSpec spec;
  private final ServiceCalendar calendar;

  /** Names of the rules that say that nothing is heard. */
  private final Set<String> silence;

  public Majors(Site site) {
    this.silence =
        site.activeRules().stream()
            .filter(rule -> rule.condition() instanceof Condition.NoData)
            .map(RuleSpec::name)
            .collect(Collectors.toSet());
    this.spec = site.service().followUp().major();
    this.calendar = new ServiceCalendar(site);
  }

  /** Why an order is a major one. */
  public sealed interface Cause {
    /** What it stops. */
    record Area(int equipment) implements Cause {}

    /** Who reported it. */
    record Callers(int callers) implements Cause {}

    /** Since when nobody has repaired it. */
    record Unresolved(Instant since) implements Cause {}
  }

  /** Who hears of it. */
  public List<String> told() {
    return spec.tell();
  }

  /**
   * Why an order becomes a major one now; empty: it does not, or is one already.
   *
   * @param reports of its callers; they are asked for where it matters
   * @param held how many other equipments have alarms that stand because of it
   */
  public Optional<Cause> of(
      WorkOrder order, Supplier<List<OrderReport>> reports, int held, Instant now) {
    if (order.major() || !ofAFault(order)) {
      return Optional.empty();
    }
    if (held >= spec.equipment()) {
      return Optional.of(new Cause.Area(held));
    }
    int callers = callers(reports.get());
    if (callers >= spec.callers()) {
      return Optional.of(new Cause.Callers(callers));
    }
    return unresolvedFrom(order)
        .filter(from -> !from.isAfter(now))
        .map(_ -> new Cause.Unresolved(order.openedAt()));
  }

  private static boolean ofAFault(WorkOrder order) {
    return OF_A_FAULT.contains(order.source())
        && order.status().open()
        && order.concern().filter(Concern.DEMAND::equals).isEmpty()
        && order.fault().filter(FaultMemory::nothingIsRepaired).isEmpty();
  }

  /** From when on the time alone makes it one; empty: never, as it stands. */
  public Optional<Instant> unresolvedFrom(WorkOrder order) {
    return order.major() || !ofAFault(order) || DONE.contains(order.status())
        ? Optional.empty()
        : Optional.of(calendar.after(order.openedAt(), spec.unresolved()));
  }

  /** Different callers; of somebody who said neither number nor name nobody knows. */
  static int callers(List<OrderReport> reports) {
    long nameless = reports.stream().filter(report -> caller(report).isEmpty()).count();
    long named = reports.stream().flatMap(report -> caller(report).stream()).distinct().count();
    return Math.toIntExact(named + nameless);
  }

  private static Optional<String> caller(OrderReport report) {
    return report
        .phone()
        .map(phone -> phone.replaceAll("[^0-9]", ""))
        .or(report::reportedBy)
        .map(String::strip)
        .filter(who -> !who.isEmpty());
  }

  /**
   * The family of faults, {@code equipment/rule}, because of which an alarm stands; empty: it does
   * not, or only nothing is heard of its equipment.
   */
  public Optional<String> cause(Alarm alarm) {
    return alarm.active()
            && alarm.suppression() instanceof Suppression.ByDesign(String cause)
            && !silence.contains(alarm.equipment() + "/" + alarm.rule())
        ? Optional.of(FaultMemory.familyOf(cause))
        : Optional.empty();
  }
}
