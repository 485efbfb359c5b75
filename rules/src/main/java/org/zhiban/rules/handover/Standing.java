package org.zhiban.rules.handover;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.handover.HandoverItem;
import org.zhiban.model.handover.HandoverItem.Section;
import org.zhiban.model.handover.LogLine;
import org.zhiban.model.lending.Lent;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.workorder.Hold;
import org.zhiban.model.workorder.LockOut;
import org.zhiban.model.workorder.Permit;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.followup.Handovers;
import org.zhiban.rules.followup.Overdue;
import org.zhiban.rules.workorder.SecondLooks;

/** What a shift finds standing: drawn up by the machine, so that nobody forgets a line of it. */
public final class Standing {
  private static final String FIRE_PANEL = "fire_panel";
  private static final List<String> SHIELDED = List.of("shielded_count", "shielded");

  private final Site site;

  public Standing(Site site) {
    this.site = site;
  }

  /** What a point says now, whatever its quality. */
  public interface Values {
    PointValue of(PointRef point);
  }

  /**
   * What is on record.
   *
   * @param alarms that stand
   * @param permits that were not ended and last, and of hot work at which nobody looked again
   * @param open every order that is not ended
   * @param lent what is out
   * @param log lines that were written in the shift
   */
  public record Records(
      List<Alarm> alarms,
      List<Permit> permits,
      List<WorkOrder> open,
      List<Lent> lent,
      List<LogLine> log) {
    public Records {
      alarms = List.copyOf(alarms);
      permits = List.copyOf(permits);
      open = List.copyOf(open);
      lent = List.copyOf(lent);
      log = List.copyOf(log);
    }
  }

  /** All of it, in the order of the book. */
  public List<HandoverItem> of(Records records, Values values, Instant now) {
    List<HandoverItem> items = new ArrayList<>();
    records.alarms().stream().flatMap(Standing::alarm).forEach(items::add);
    items.addAll(shielded(values));
    records.open().stream().flatMap(order -> lockOut(order, now)).forEach(items::add);
    records.permits().stream()
        .filter(permit -> permit.standing(now))
        .map(Standing::permit)
        .forEach(items::add);
    records.permits().stream().flatMap(permit -> look(permit, now)).forEach(items::add);
    records.open().stream()
        .filter(order -> late(order, now) || Handovers.NOT_RETURNED.contains(order.status()))
        .map(order -> order(order, now))
        .forEach(items::add);
    records.lent().stream().map(one -> lent(one, now)).forEach(items::add);
    records.log().stream().map(Standing::line).forEach(items::add);
    items.sort(Comparator.comparing(HandoverItem::section));
    return List.copyOf(items);
  }

  private static Stream<HandoverItem> alarm(Alarm alarm) {
    if (alarm.suppression() instanceof Suppression.Shelved(var by, var reason, var until)) {
      return Stream.of(
          new HandoverItem(
              Section.SHELVED,
              alarm.id(),
              alarm.message(),
              equipment(alarm),
              Optional.of(reason).filter(it -> !it.isBlank()),
              Optional.of(by),
              Optional.of(alarm.raisedAt()),
              Optional.of(until),
              false));
    }
    return alarm.priority() != Priority.P1
        ? Stream.empty()
        : Stream.of(
            new HandoverItem(
                Section.ALARM,
                alarm.id(),
                alarm.message(),
                equipment(alarm),
                Optional.of(alarm.state().word()),
                alarm.acknowledgedBy(),
                Optional.of(alarm.raisedAt()),
                Optional.empty(),
                false));
  }

  private static Optional<String> equipment(Alarm alarm) {
    return Optional.of(alarm.equipment()).filter(id -> !id.isEmpty());
  }

  /** A panel of which nothing is known stands there too: nothing shielded is not what it says. */
  private List<HandoverItem> shielded(Values values) {
    List<HandoverItem> items = new ArrayList<>();
    for (Equipment panel : site.equipment().values()) {
      if (panel.equipmentClass().equals(FIRE_PANEL)) {
        SHIELDED.stream()
            .flatMap(id -> Optional.ofNullable(panel.points().get(id)).stream())
            .filter(point -> point.source().isPresent())
            .findFirst()
            .flatMap(
                point -> shielded(panel, point, values.of(new PointRef(panel.id(), point.id()))))
            .ifPresent(items::add);
      }
    }
    return items;
  }

  private static Optional<HandoverItem> shielded(
      Equipment panel, PointSpec point, PointValue value) {
    boolean unknown = value.quality() == Quality.BAD || Double.isNaN(value.value());
    if (!unknown && value.value() == 0) {
      return Optional.empty();
    }
    String count = Long.toString(Math.round(value.value()));
    return Optional.of(
        new HandoverItem(
            Section.SHIELDED,
            panel.id() + "/" + point.id(),
            new LocalizedText(
                panel.name().zh() + (unknown ? " 屏蔽状态未知" : " 屏蔽 " + count),
                panel.name().en()
                    + (unknown
                        ? ": not known whether anything is shielded"
                        : ": shielded " + count)),
            Optional.of(panel.id()),
            Optional.of(unknown ? "unknown" : count),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            unknown));
  }

  private static Stream<HandoverItem> lockOut(WorkOrder order, Instant now) {
    return order.lockOut().filter(one -> one.standing(now)).stream()
        .map(one -> lockOut(order, one));
  }

  private static HandoverItem lockOut(WorkOrder order, LockOut lockOut) {
    return new HandoverItem(
        Section.LOCK_OUT,
        order.id(),
        LocalizedText.same(String.join(", ", lockOut.rules())),
        order.equipment(),
        Optional.of(lockOut.reason()).filter(it -> !it.isBlank()),
        Optional.of(lockOut.by()),
        Optional.of(lockOut.from()),
        Optional.of(lockOut.until()),
        false);
  }

  private static HandoverItem permit(Permit permit) {
    return new HandoverItem(
        Section.PERMIT,
        permit.id(),
        LocalizedText.same(permit.work()),
        permit.equipment().or(permit::area),
        Optional.of(permit.kind().word()),
        Optional.of(permit.holder()),
        Optional.of(permit.from()),
        Optional.of(permit.until()),
        false);
  }

  /** Hot work is over, and somebody is to look again: whoever takes over has to know. */
  private static Stream<HandoverItem> look(Permit permit, Instant now) {
    return SecondLooks.state(permit, now)
        .filter(Set.of(SecondLooks.State.WAITING, SecondLooks.State.DUE)::contains)
        .map(
            state ->
                new HandoverItem(
                    Section.PERMIT,
                    permit.id(),
                    LocalizedText.same(permit.work()),
                    permit.equipment().or(permit::area),
                    Optional.of("second_look"),
                    permit.watch(),
                    Optional.of(permit.over()),
                    Optional.of(SecondLooks.from(permit)),
                    state == SecondLooks.State.DUE))
        .stream();
  }

  private static boolean late(WorkOrder order, Instant now) {
    return Overdue.of(order, now).filter(Overdue.NOW::equals).isPresent();
  }

  private static HandoverItem order(WorkOrder order, Instant now) {
    return new HandoverItem(
        Section.ORDER,
        order.id(),
        order.title(),
        order.equipment(),
        Optional.of(order.status().word()),
        order.assignee(),
        Optional.of(order.openedAt()),
        order.hold().map(Hold::until),
        late(order, now));
  }

  private static HandoverItem lent(Lent lent, Instant now) {
    return new HandoverItem(
        Section.LENT,
        lent.thing().id(),
        LocalizedText.same(lent.thing().name()),
        lent.thing().equipment(),
        Optional.of(lent.thing().kind().word()),
        Optional.of(lent.loan().borrower()),
        Optional.of(lent.loan().lentAt()),
        Optional.of(lent.loan().due()),
        lent.loan().overdue(now));
  }

  private static HandoverItem line(LogLine line) {
    return new HandoverItem(
        Section.LOG,
        Long.toString(line.number()),
        LocalizedText.same(line.text()),
        Optional.empty(),
        line.corrects().stream().mapToObj(Long::toString).findFirst(),
        Optional.of(line.person()),
        Optional.of(line.happenedAt().orElse(line.at())),
        Optional.empty(),
        false);
  }
}
