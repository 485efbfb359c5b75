package org.zhiban.rules.dispatch;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Area;
import org.zhiban.model.site.Contractor;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Shift;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.staff.StaffMember;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.dispatch.Criterion.Planned;
import org.zhiban.rules.dispatch.Criterion.Post;
import org.zhiban.rules.dispatch.Criterion.Presence;
import org.zhiban.rules.dispatch.Criterion.Standing;
import org.zhiban.rules.notify.OnCall;
import org.zhiban.rules.workorder.HandReport;
import org.zhiban.rules.workorder.Merging;

/**
 * Who could be given an order, the best first, each with the reasons: technicians and supervisors
 * who have a trade, and contractors. The same question gives the same answer.
 */
public final class Dispatch {
  /** The word for every area. */
  private static final String ALL = "all";

  private final Site site;
  private final Merging merging;

  public Dispatch(Site site) {
    this.site = site;
    this.merging = new Merging(site);
  }

  /**
   * All candidates of an order.
   *
   * @param open what people have in hand; the order itself does not weigh
   * @param now when the work is to be done; a visit of the schedule at its plan's window
   */
  public List<Candidate> rank(WorkOrder order, List<OpenWork> open, Instant now) {
    Map<String, Load> loads = Load.of(without(order, open));
    Case asked = new Case(order, now);
    List<Judged> judged =
        Stream.concat(
                site.staff().values().stream()
                    .filter(Dispatch::works)
                    .map(member -> asked.member(member, loads)),
                site.contractors().values().stream()
                    .map(contractor -> asked.contractor(contractor, loads)))
            .sorted(Comparator.comparing(Judged::standing, Criterion.RANKING))
            .toList();
    return judged.stream()
        .map(one -> one.candidate(Criterion.between(judged.getFirst().standing, one.standing)))
        .toList();
  }

  private static boolean works(StaffMember member) {
    return (member.role() == Role.TECHNICIAN || member.role() == Role.SUPERVISOR)
        && !member.trades().isEmpty();
  }

  private static List<OpenWork> without(WorkOrder order, List<OpenWork> open) {
    Optional<OpenWork> own = OpenWork.of(order);
    List<OpenWork> others = new ArrayList<>();
    boolean found = own.isEmpty();
    for (OpenWork work : open) {
      boolean alike = !found && own.get().equals(one(work));
      found |= alike;
      if (!alike) {
        others.add(work);
      } else if (work.orders() > 1) {
        others.add(times(work, work.orders() - 1));
      }
    }
    return others;
  }

  private static OpenWork one(OpenWork work) {
    return times(work, 1);
  }

  private static OpenWork times(OpenWork work, int orders) {
    return new OpenWork(
        work.assignee(), work.source(), work.status(), work.urgency(), work.priority(), orders);
  }

  /** Whether an order is of life safety, and not a visit of the schedule. */
  boolean lifeSafety(WorkOrder order) {
    return order.source() != OrderSource.PLAN && merging.lifeSafety(order);
  }

  /** Whether an order says who can do it. */
  boolean tradeSaid(WorkOrder order) {
    return !order.trade().equals(HandReport.NO_TRADE)
        || Stream.concat(
                site.staff().values().stream().flatMap(member -> member.trades().stream()),
                site.contractors().values().stream().flatMap(one -> one.trades().stream()))
            .anyMatch(HandReport.NO_TRADE::equals);
  }

  /** Somebody in the light of the order, and what there is to say of him. */
  private record Judged(
      Standing standing, LocalizedText name, boolean contractor, List<Reason> reasons) {
    Candidate candidate(Optional<Criterion> behind) {
      return new Candidate(
          standing.id(),
          name,
          contractor,
          standing.trade(),
          standing.presence() != Presence.OFF,
          reasons,
          behind);
    }
  }

  /** One order and what the site says of it. */
  private final class Case {
    private final WorkOrder order;
    private final Instant now;
    private final Optional<PlanSpec> plan;
    private final Optional<Equipment> equipment;
    private final boolean lifeSafety;
    private final boolean tradeSaid;

    /** The time of the work; empty: a visit that may be made at any time of the day. */
    private final Optional<LocalTime> at;

    Case(WorkOrder order, Instant now) {
      this.order = order;
      this.now = now;
      this.plan = order.plan().map(site.plans()::get);
      this.equipment = order.equipment().map(site.equipment()::get);
      this.lifeSafety = lifeSafety(order);
      this.tradeSaid = tradeSaid(order);
      this.at =
          order.source() == OrderSource.PLAN
              ? plan.flatMap(PlanSpec::window).map(PlanSpec.Window::from)
              : Optional.of(LocalTime.ofInstant(now, site.zone()));
    }

    Judged member(StaffMember member, Map<String, Load> loads) {
      List<Reason> reasons = new ArrayList<>();
      boolean trade = trade(member.trades(), reasons);
      boolean owner = equipment.flatMap(Equipment::owner).filter(member.id()::equals).isPresent();
      if (owner) {
        reasons.add(new Reason.Owner());
      }
      Presence presence = presence(member, reasons);
      boolean leads = member.role() == Role.SUPERVISOR;
      if (leads) {
        reasons.add(new Reason.Leads());
      }
      boolean area = owner || area(member, reasons);
      Load load = loads.getOrDefault(member.id(), Load.NONE);
      inHand(member.id(), load, reasons);
      return new Judged(
          new Standing(
              member.id(),
              trade,
              planned(owner),
              presence,
              leads ? Post.SUPERVISOR : Post.TECHNICIAN,
              area,
              owner && !load.much(),
              load),
          LocalizedText.same(member.name()),
          false,
          reasons);
    }

    Judged contractor(Contractor contractor, Map<String, Load> loads) {
      List<Reason> reasons = new ArrayList<>();
      boolean named =
          plan.flatMap(PlanSpec::contractor).filter(contractor.id()::equals).isPresent();
      if (named) {
        reasons.add(new Reason.PlansContractor(plan.orElseThrow().id()));
      }
      boolean trade = named || trade(contractor.trades(), reasons);
      reasons.add(lifeSafety ? new Reason.NotAlone() : new Reason.Outside());
      Load load = loads.getOrDefault(contractor.id(), Load.NONE);
      inHand(contractor.id(), load, reasons);
      return new Judged(
          new Standing(
              contractor.id(),
              trade,
              named ? Planned.NAMED : planned(false),
              Presence.UNSAID,
              lifeSafety ? Post.NOT_ALONE : Post.CONTRACTOR,
              true,
              false,
              load),
          contractor.name(),
          true,
          reasons);
    }

    private Planned planned(boolean owner) {
      return owner && order.source() == OrderSource.PLAN ? Planned.OWNER : Planned.OTHER;
    }

    private boolean trade(List<String> held, List<Reason> reasons) {
      boolean has = !tradeSaid || held.contains(order.trade());
      reasons.add(
          !tradeSaid
              ? new Reason.TradeUnsaid()
              : has ? new Reason.Trade(order.trade()) : new Reason.OtherTrade(order.trade(), held));
      return has;
    }

    private Presence presence(StaffMember member, List<Reason> reasons) {
      Optional<Shift> shift = member.shift().map(site.shifts()::get);
      if (at.isEmpty()) {
        return Presence.UNSAID;
      }
      if (shift.isEmpty()) {
        return onCall(member, reasons)
            ? Presence.ON_CALL
            : said(reasons, new Reason.ShiftUnsaid(), Presence.UNSAID);
      }
      Shift one = shift.get();
      if (one.covers(at.get())) {
        return said(reasons, new Reason.OnShift(one.id(), one.from(), one.to()), Presence.ON);
      }
      return onCall(member, reasons)
          ? Presence.ON_CALL
          : said(reasons, new Reason.OffShift(one.id(), one.from(), one.to()), Presence.OFF);
    }

    private static Presence said(List<Reason> reasons, Reason reason, Presence presence) {
      reasons.add(reason);
      return presence;
    }

    private boolean onCall(StaffMember member, List<Reason> reasons) {
      Optional<String> roster =
          order.source() == OrderSource.PLAN
              ? Optional.empty()
              : site.rosters().values().stream()
                  .filter(one -> OnCall.at(one, site.zone(), now).member().equals(member.id()))
                  .map(one -> one.id())
                  .sorted()
                  .findFirst();
      roster.ifPresent(id -> reasons.add(new Reason.OnCallNow(id)));
      return roster.isPresent();
    }

    private boolean area(StaffMember member, List<Reason> reasons) {
      Optional<Area> area = equipment.flatMap(Equipment::area).map(site.areas()::get);
      if (area.isEmpty() || member.areas().isEmpty() || member.areas().contains(ALL)) {
        return true;
      }
      boolean own = member.areas().contains(area.get().id());
      reasons.add(
          own ? new Reason.OwnArea(area.get().name()) : new Reason.OtherArea(area.get().name()));
      return own;
    }

    private void inHand(String id, Load load, List<Reason> reasons) {
      reasons.add(new Reason.InHand(load));
      if (order.assignee().filter(id::equals).isPresent()) {
        reasons.add(new Reason.HasIt());
      }
    }
  }
}
