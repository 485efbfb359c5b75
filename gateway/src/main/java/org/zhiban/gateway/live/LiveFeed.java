package org.zhiban.gateway.live;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.zhiban.gateway.operations.StoredEvent;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.handover.HandoverPage;
import org.zhiban.model.handover.LogLine;
import org.zhiban.model.notice.Notice;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.patrol.Walk;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.workorder.Permit;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.flood.FirstOuts;

/**
 * Tells watchers what was committed. Point values go by the board, since only their newest matters.
 */
public final class LiveFeed {
  private final List<Consumer<Happening>> watchers = new CopyOnWriteArrayList<>();

  /** What can be told; it is on disk when it is told. */
  public sealed interface Happening {
    /** An alarm took a step. */
    record AlarmStep(AlarmChange change, Optional<String> workOrder) implements Happening {}

    /** An alarm stands in another place among those that began with it. */
    record AlarmPlaced(String alarm, String equipment, FirstOuts.Place place)
        implements Happening {}

    /**
     * A flood of alarms began or ended.
     *
     * @param since empty: it is over
     */
    record FloodStep(Optional<Instant> since) implements Happening {}

    /** An order is new or changed. */
    record OrderStep(WorkOrder order) implements Happening {}

    /** A permit was issued or ended. */
    record PermitStep(Permit permit) implements Happening {}

    /** A page of the handover book was signed. */
    record HandoverStep(HandoverPage page) implements Happening {}

    /** A line was written into the control room's log. */
    record LogWritten(LogLine line) implements Happening {}

    /** A key, a tool or a badge was registered, lent, taken back or retired. */
    record LendingStep(String thing) implements Happening {}

    /** A spare part was registered or changed, or some of it moved. */
    record StockStep(String part) implements Happening {}

    /** A step of a notice to residents. */
    record NoticeStep(Notice notice) implements Happening {}

    /** A walk of a route was proved at a checkpoint, or is over. */
    record WalkStep(Walk walk) implements Happening {}

    /** A link is up, degraded or down. */
    record LinkStep(LinkStatus status) implements Happening {}

    /** An access or a plate. */
    record Event(StoredEvent event) implements Happening {}

    /**
     * An alarm calls from the wall.
     *
     * @param heard is told how many consoles it reached; a watcher that is no console leaves it
     */
    record Called(Delivery delivery, IntConsumer heard) implements Happening {}
  }

  /** The watcher is called on the teller's thread and must not block. */
  public void watch(Consumer<Happening> watcher) {
    watchers.add(watcher);
  }

  public void tell(Happening happening) {
    watchers.forEach(watcher -> watcher.accept(happening));
  }
}
