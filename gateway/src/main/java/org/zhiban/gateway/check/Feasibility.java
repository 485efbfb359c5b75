package org.zhiban.gateway.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.zhiban.model.site.Contractor;
import org.zhiban.model.site.Patrol;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.ServiceTargets.ApprovalTier;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.staff.StaffMember;
import org.zhiban.rules.cost.Approvals;

/** Finds what a site asks for and nobody, or no link, can do. */
final class Feasibility {
  /** Above this share of its time a link's reads come late. */
  static final double FULL = 1.0;

  private final Site site;
  private final List<Finding> findings = new ArrayList<>();

  private Feasibility(Site site) {
    this.site = site;
  }

  static List<Finding> of(Site site, List<LinkPlan> links) {
    Feasibility feasibility = new Feasibility(site);
    links.forEach(feasibility::link);
    feasibility.trades();
    feasibility.approvals();
    feasibility.enders();
    feasibility.findings.addAll(Reach.of(site));
    feasibility.findings.addAll(Ceilings.tooMany(site));
    return List.copyOf(feasibility.findings);
  }

  private void link(LinkPlan plan) {
    double load = plan.load().orElse(0);
    if (load > FULL) {
      String id = plan.connection().id();
      findings.add(
          Finding.of(
              plan.connection().position(),
              "连接“" + id + "”的读取需要 " + percent(load) + " 的时间；请放慢 every，或分成几条链路",
              "reads of connection '"
                  + id
                  + "' take "
                  + percent(load)
                  + " of its time; lengthen 'every', or spread them over several links"));
    }
  }

  private static String percent(double share) {
    return Math.round(share * 100) + " %";
  }

  private void trades() {
    Set<String> held = new HashSet<>();
    site.staff().values().forEach(member -> held.addAll(member.trades()));
    Set<String> staffed = Set.copyOf(held);
    site.contractors().values().forEach(contractor -> held.addAll(contractor.trades()));
    for (RuleSpec rule : site.activeRules()) {
      rule.order().ifPresent(order -> trade(order.trade(), held, rule.position()));
    }
    for (PlanSpec plan : site.plans().values()) {
      trade(plan.trade(), held, plan.position());
      plan.contractor().ifPresent(id -> contractor(plan, id));
    }
    for (Patrol patrol : site.patrols()) {
      trade(patrol.trade(), staffed, "patrols." + patrol.id());
    }
  }

  private final Set<String> missing = new LinkedHashSet<>();

  private void trade(String trade, Set<String> held, Object where) {
    if (!held.contains(trade) && missing.add(trade)) {
      findings.add(
          Finding.of(
              where,
              "没有人负责工种“" + trade + "”；请在 staff 或 contractors 中加上",
              "nobody holds the trade '" + trade + "'; give it to staff or a contractor"));
    }
  }

  private void contractor(PlanSpec plan, String id) {
    Contractor contractor = site.contractors().get(id);
    if (contractor != null && !contractor.trades().contains(plan.trade())) {
      findings.add(
          Finding.of(
              plan.position(),
              "承包商“" + id + "”没有工种“" + plan.trade() + "”",
              "contractor '" + id + "' does not hold the trade '" + plan.trade() + "'"));
    }
  }

  /** Orders of P1, lifts and fire are ended by nobody else, an administrator neither. */
  private void enders() {
    boolean orders = site.activeRules().stream().anyMatch(rule -> rule.order().isPresent());
    boolean somebody =
        !site.service().responsible().engineering().isEmpty()
            || site.staff().values().stream().anyMatch(member -> member.role() == Role.MANAGER);
    if (orders && !somebody) {
      findings.add(
          Finding.of(
              "service.responsible",
              "P1、电梯、消防工单无人可以了结；请设 engineering，或给一人 manager 角色",
              "nobody can end orders of P1, lifts and fire; name somebody for 'engineering', or"
                  + " give somebody the role manager"));
    }
  }

  private void approvals() {
    Set<String> said = new HashSet<>();
    for (ApprovalTier tier : site.service().approvals()) {
      Set<String> taken = new HashSet<>();
      for (String step : tier.chain()) {
        boolean possible = step.equals("outside") || anotherHolds(step, taken);
        if (!possible && said.add(step)) {
          findings.add(
              Finding.of(
                  "service.approvals",
                  "审批步骤“" + step + "”没有（另一位）人员",
                  "no (other) person can take the approval step '" + step + "'"));
        }
      }
    }
  }

  private boolean anotherHolds(String step, Set<String> taken) {
    return site.staff().values().stream()
        .filter(member -> Approvals.holds(member, step))
        .map(StaffMember::id)
        .filter(id -> !taken.contains(id))
        .findFirst()
        .filter(taken::add)
        .isPresent();
  }
}
