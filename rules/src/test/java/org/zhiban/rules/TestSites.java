package org.zhiban.rules;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.zhiban.model.Language;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.site.Answers;
import org.zhiban.model.site.Charges;
import org.zhiban.model.site.Checklist;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.FollowUp;
import org.zhiban.model.site.Holidays;
import org.zhiban.model.site.Intake;
import org.zhiban.model.site.NotificationSpec;
import org.zhiban.model.site.OrderSpec;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.Responsible;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.ServiceTargets;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.SourcePosition;
import org.zhiban.model.site.Span;
import org.zhiban.model.site.TelemetrySpec;
import org.zhiban.model.site.ValueRange;
import org.zhiban.model.site.VisitShares;
import org.zhiban.model.site.WorkingHours;
import org.zhiban.model.staff.Role;
import org.zhiban.model.staff.StaffMember;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;

/** Small sites for tests of orders and plans. */
public final class TestSites {
  public static final SourcePosition HERE = new SourcePosition("site.yaml", 1, 1);
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private TestSites() {}

  /**
   * One pump with a flow, the plans given, technicians {@code li} and {@code chen}, supervisors
   * {@code zhao} and {@code ma}, a manager {@code wang} and a desk {@code sun}.
   */
  public static Site pump(
      Map<String, LocalDate> lastDone, Set<LocalDate> closed, PlanSpec... plans) {
    return pump(lastDone, closed, Responsible.NONE, plans);
  }

  /** The same, whose orders are handed on at a time. */
  public static Site handingOver(String at) {
    return pump(
        Map.of(), Set.of(), Responsible.NONE, List.of(), Optional.of(at), VisitShares.USUAL);
  }

  /** The same, with persons who answer for orders. */
  public static Site pump(
      Map<String, LocalDate> lastDone,
      Set<LocalDate> closed,
      Responsible responsible,
      PlanSpec... plans) {
    return pump(lastDone, closed, responsible, List.of(), plans);
  }

  /** The same, where so many in a hundred orders of customers are asked after. */
  public static Site visiting(VisitShares visits) {
    return pump(Map.of(), Set.of(), Responsible.NONE, List.of(), Optional.empty(), visits);
  }

  /** The same, with tiers of approval; approvers are {@code fu} and, of level 2, {@code gao}. */
  public static Site pump(
      Map<String, LocalDate> lastDone,
      Set<LocalDate> closed,
      Responsible responsible,
      List<ServiceTargets.ApprovalTier> approvals,
      PlanSpec... plans) {
    return pump(
        lastDone, closed, responsible, approvals, Optional.empty(), VisitShares.USUAL, plans);
  }

  private static Site pump(
      Map<String, LocalDate> lastDone,
      Set<LocalDate> closed,
      Responsible responsible,
      List<ServiceTargets.ApprovalTier> approvals,
      Optional<String> handoverAt,
      VisitShares visits,
      PlanSpec... plans) {
    Map<String, PlanSpec> byId = new LinkedHashMap<>();
    for (PlanSpec plan : plans) {
      byId.put(plan.id(), plan);
    }
    PointSpec flow =
        new PointSpec(
            "flow",
            LocalizedText.same("flow"),
            PointKind.ANALOG,
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.of(new ValueRange(0, 100)),
            List.of(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            HERE);
    Equipment pump =
        new Equipment(
            "pump",
            new LocalizedText("水泵", "Pump"),
            "pump",
            Optional.empty(),
            false,
            Optional.of("B1"),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.of("li"),
            Map.of(),
            Map.of("flow", flow),
            Map.of(),
            List.copyOf(byId.keySet()),
            lastDone,
            Optional.empty(),
            List.of(),
            false,
            HERE);
    return new Site(
        "s",
        LocalizedText.same("S"),
        ZONE,
        Language.ZH,
        Map.of(),
        Map.of("pump", pump),
        Map.of(),
        byId,
        Map.of(
            "list",
            new Checklist(
                "list",
                List.of(
                    new Checklist.Item(LocalizedText.same("no leak"), Optional.empty(), true)))),
        new Holidays(closed, Set.of()),
        Map.of(
            "li", person("li", Role.TECHNICIAN),
            "chen", person("chen", Role.TECHNICIAN),
            "zhao", person("zhao", Role.SUPERVISOR),
            "sun", person("sun", Role.DESK),
            "wang", person("wang", Role.MANAGER),
            "ma", person("ma", Role.SUPERVISOR),
            "fu", approver("fu", 1),
            "gao", approver("gao", 2)),
        Map.of(),
        Map.of(),
        Optional.of(
            new WorkingHours(
                Set.of(
                    DayOfWeek.MONDAY,
                    DayOfWeek.TUESDAY,
                    DayOfWeek.WEDNESDAY,
                    DayOfWeek.THURSDAY,
                    DayOfWeek.FRIDAY),
                LocalTime.of(8, 30),
                LocalTime.of(17, 30))),
        Map.of(),
        Map.of(),
        new ServiceTargets(
            Map.of(
                "forward",
                minutes(10),
                "respond",
                minutes(30),
                "verify",
                hours(24),
                "progress_call",
                minutes(60),
                "visit",
                new Span(1, Span.Unit.WORKING_DAY)),
            Map.of("minor", hours(24), "moderate", hours(48), "serious_plan_and_start", hours(72)),
            Map.of("respond", minutes(15)),
            handoverAt,
            approvals,
            responsible,
            ServiceTargets.USUALLY_ENTERED_WITHIN,
            Intake.DEFAULT,
            Charges.USUAL,
            FollowUp.DEFAULT,
            visits,
            Answers.USUAL),
        NotificationSpec.NONE,
        Optional.empty(),
        List.of(),
        List.of(),
        new TelemetrySpec(TelemetrySpec.DEFAULT_RETENTION, Optional.empty()),
        Optional.empty(),
        List.of(),
        Map.of());
  }

  private static Span minutes(int minutes) {
    return new Span(minutes, Span.Unit.MINUTE);
  }

  private static Span hours(int hours) {
    return new Span(hours, Span.Unit.HOUR);
  }

  private static StaffMember person(String id, Role role) {
    return member(id, role, OptionalInt.empty());
  }

  private static StaffMember approver(String id, int level) {
    return member(id, Role.APPROVER, OptionalInt.of(level));
  }

  private static StaffMember member(String id, Role role, OptionalInt level) {
    return new StaffMember(
        id,
        id,
        role,
        List.of("plumbing"),
        List.of("all"),
        Optional.empty(),
        level,
        Optional.empty());
  }

  /** A rule of the pump that orders a repair. */
  public static RuleSpec rule(
      Priority priority,
      OrderSpec.Merge merge,
      Optional<Duration> holdOff,
      Optional<OrderSpec.Occurrences> after) {
    OrderSpec order =
        new OrderSpec(
            "plumbing",
            Urgency.URGENT,
            Severity.MODERATE,
            holdOff,
            after,
            merge,
            Map.of("arrive", Duration.ofMinutes(30)),
            new OrderSpec.Verify.Unstated());
    return new RuleSpec(
        "dry",
        Optional.of("pump"),
        new Condition.Threshold(
            List.of(),
            0,
            List.of(
                new Condition.Limit(
                    Condition.LimitKind.LOW, 1, Optional.empty(), Optional.empty()))),
        Duration.ZERO,
        Duration.ZERO,
        priority,
        false,
        false,
        List.of(),
        LocalizedText.same("dry"),
        Optional.of(order),
        List.of(),
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        true,
        "dry: { threshold: ... }",
        HERE);
  }

  /** A plan of the pump. */
  public static PlanSpec plan(
      String id,
      Level level,
      PlanSpec.Recurrence recurrence,
      Optional<Span> lead,
      List<String> absorbs) {
    return new PlanSpec(
        id,
        level,
        "plumbing",
        Optional.empty(),
        recurrence,
        lead,
        Optional.empty(),
        Optional.empty(),
        false,
        absorbs,
        Optional.of("list"),
        HERE);
  }

  /** A monthly plan of the hours given. */
  public static PlanSpec nightly(
      String id, PlanSpec.Recurrence recurrence, PlanSpec.Window window) {
    return new PlanSpec(
        id,
        Level.MONTHLY,
        "plumbing",
        Optional.empty(),
        recurrence,
        Optional.empty(),
        Optional.of(window),
        Optional.empty(),
        false,
        List.of(),
        Optional.of("list"),
        HERE);
  }

  /** A recurrence by an RFC 5545 rule. */
  public static PlanSpec.Recurrence rrule(String text) {
    return new PlanSpec.Rule(text, Optional.empty(), HERE);
  }
}
