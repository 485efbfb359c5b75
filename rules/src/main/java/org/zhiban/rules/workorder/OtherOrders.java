package org.zhiban.rules.workorder;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.workorder.WorkOrder;

/** The orders beside the one that is moved, as they are on record. */
public interface OtherOrders {
  /** There is no other. */
  OtherOrders NONE = new Alone();

  Optional<WorkOrder> order(String number);

  /**
   * The open order of the same fault, or of a later visit of the same plan at the same equipment:
   * whatever goes on goes on there.
   */
  Optional<WorkOrder> openBeside(WorkOrder order);

  /** When an order came to the status in which it stands; empty: when it was opened. */
  Optional<Instant> lastStep(String order);

  /** The alarms of an order, and of those put under it, whose condition holds now. */
  List<Alarm> inAlarm(WorkOrder order);

  /** Whether people reported the fault too: they were promised something. */
  boolean reported(WorkOrder order);

  /** Number of the order that was made of a line of a checklist which failed. */
  Optional<String> correctiveOf(String order, int item);

  /** An order that stands alone, but for what is said otherwise. */
  class Alone implements OtherOrders {
    @Override
    public Optional<WorkOrder> order(String number) {
      return Optional.empty();
    }

    @Override
    public Optional<WorkOrder> openBeside(WorkOrder order) {
      return Optional.empty();
    }

    @Override
    public Optional<Instant> lastStep(String order) {
      return Optional.empty();
    }

    @Override
    public List<Alarm> inAlarm(WorkOrder order) {
      return List.of();
    }

    @Override
    public boolean reported(WorkOrder order) {
      return false;
    }

    @Override
    public Optional<String> correctiveOf(String order, int item) {
      return Optional.empty();
    }
  }
}
