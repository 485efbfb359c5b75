package org.zhiban.rules.workorder;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.StaffMember;
import org.zhiban.model.workorder.LockOut;
import org.zhiban.model.workorder.Permit;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.ClockWords;

/** Why nobody writes to an equipment from afar: somebody works at it. */
public sealed interface StandingWork {
  /** The number of the order or the permit. */
  String number();

  /** Who works there, as people call him. */
  String who();

  Instant until();

  /** Who, by which order or permit, until when, and how to go on; times in a zone. */
  LocalizedText words(ZoneId zone);

  /** An order in progress locks out rules of the equipment, or is of it. */
  record LockedOut(String number, String who, String reason, Instant until)
      implements StandingWork {
    @Override
    public LocalizedText words(ZoneId zone) {
      String end = time(until, zone);
      return new LocalizedText(
          who
              + " 正按工单 "
              + number
              + " 在该设备上作业并已停用报警至 "
              + end
              + because("：")
              + "。请先联系其确认人员撤离，并在工单上结束停用，再下命令",
          who
              + " works at this equipment under order "
              + number
              + ", locked out until "
              + end
              + because(": ")
              + ". Ask him to clear the machine and to end the lock-out on the order first");
    }

    private String because(String between) {
      return reason.isEmpty() ? "" : between + reason;
    }
  }

  /** A permit for dangerous work is over the equipment. */
  record Permitted(String number, Permit.Kind kind, String who, Instant until)
      implements StandingWork {
    @Override
    public LocalizedText words(ZoneId zone) {
      String end = time(until, zone);
      return new LocalizedText(
          who + " 正凭作业许可 " + number + " 作业至 " + end + "。请先确认作业结束、人员撤离，并结束许可，再下命令",
          who
              + " works under permit "
              + number
              + " until "
              + end
              + ". See that the work is over and the place is clear, and end the permit first");
    }
  }

  private static String time(Instant at, ZoneId zone) {
    return ClockWords.of(at, zone);
  }

  /**
   * What stands at an equipment.
   *
   * @param orders that lock out rules
   */
  static Optional<StandingWork> at(
      Site site, String equipment, List<WorkOrder> orders, List<Permit> permits, Instant now) {
    Stream<StandingWork> lockedOut =
        orders.stream()
            .filter(order -> held(order, now).contains(equipment))
            .map(order -> lockedOut(site, order, order.lockOut().orElseThrow()));
    Stream<StandingWork> permitted =
        permits.stream()
            .filter(permit -> permit.standing(now))
            .filter(permit -> held(site, permit).contains(equipment))
            .map(
                permit ->
                    new Permitted(
                        permit.id(), permit.kind(), name(site, permit.holder()), permit.until()));
    return Stream.concat(lockedOut, permitted).findFirst();
  }

  private static StandingWork lockedOut(Site site, WorkOrder order, LockOut lockOut) {
    return new LockedOut(order.id(), name(site, lockOut.by()), lockOut.reason(), lockOut.until());
  }

  private static String name(Site site, String person) {
    return Optional.ofNullable(site.staff().get(person)).map(StaffMember::name).orElse(person);
  }

  /** The equipment that an order's lock-out names: the order's own, and that of its rules. */
  static Set<String> held(WorkOrder order, Instant now) {
    Set<String> held = new LinkedHashSet<>();
    order
        .lockOut()
        .filter(lockOut -> lockOut.standing(now))
        .ifPresent(
            lockOut -> {
              order.equipment().ifPresent(held::add);
              lockOut.rules().forEach(rule -> held.add(rule.substring(0, rule.indexOf('/'))));
            });
    return held;
  }

  /**
   * The equipment that nobody writes to while a permit stands. Hot work is at the equipment that it
   * names: what hangs below that, or else is in its area, is not worked at.
   */
  static Set<String> held(Site site, Permit permit) {
    return switch (permit.kind()) {
      case HOT_WORK -> permit.equipment().map(Set::of).orElse(Set.of());
      case CONFINED_SPACE, ISOLATION -> Permits.covered(site, permit);
    };
  }
}
