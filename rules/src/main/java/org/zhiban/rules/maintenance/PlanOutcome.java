package org.zhiban.rules.maintenance;

import java.time.Instant;
import java.util.List;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.maintenance.ScheduleNote;
import org.zhiban.rules.maintenance.PlanRequest.PlanAt;
import org.zhiban.rules.workorder.OrderDraft;

/** What is to be written of the schedule, in one transaction. */
public sealed interface PlanOutcome {
  /**
   * The schedule is worked off up to now.
   *
   * @param added occurrences that are not on record yet
   * @param changed occurrences on record that became something else
   * @param withdrawn occurrences on record that the plans do not name any more, and nobody works on
   * @param notes what is to be kept beside them; one that is kept already is not kept again
   * @param orders occurrences, among those added or on record, whose order is made now
   * @param failures what could not be planned; its visits on record stand as they were
   * @param watermark the new one
   */
  record Planned(
      List<Occurrence> added,
      List<Occurrence> changed,
      List<Occurrence> withdrawn,
      List<ScheduleNote> notes,
      List<DueOrder> orders,
      List<Failure> failures,
      Instant watermark)
      implements PlanOutcome {
    public Planned {
      added = List.copyOf(added);
      changed = List.copyOf(changed);
      withdrawn = List.copyOf(withdrawn);
      notes = List.copyOf(notes);
      orders = List.copyOf(orders);
      failures = List.copyOf(failures);
    }
  }

  /** Nothing is scheduled. */
  record Refused(Reason reason) implements PlanOutcome {}

  /** An occurrence and the order that does it; the occurrence is saved with the order's number. */
  record DueOrder(Occurrence occurrence, OrderDraft draft) {}

  /** A plan at an equipment with which something went wrong; all others are planned. */
  record Failure(PlanAt at, RuntimeException cause) {}

  /** Why nothing is scheduled. */
  sealed interface Reason {
    LocalizedText words();

    /** The machine's clock cannot be believed; a dead one would write years of missed visits. */
    record ClockNotSane(Instant now, Instant notBefore) implements Reason {
      @Override
      public LocalizedText words() {
        return new LocalizedText(
            "系统时钟不可信（" + now + "，应不早于 " + notBefore + "），暂停排程；请校时",
            "The clock says "
                + now
                + " and should not be before "
                + notBefore
                + "; nothing is scheduled until it is set");
      }
    }
  }
}
