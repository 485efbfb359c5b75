package org.zhiban.gateway;

import java.time.InstantSource;
import org.zhiban.gateway.acquisition.PointBoard;
import org.zhiban.gateway.api.FigureView;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.maintenance.PaperDesk;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.reports.PeriodReportDesk;
import org.zhiban.gateway.workorders.OrderDesk;
import org.zhiban.gateway.workorders.OverlookedDesk;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;

/**
 * What the gateway reminds people of by itself, beside alarms and orders.
 *
 * @param written runs when messages may have been added
 */
record Reminding(
    Site site,
    PointIndex index,
    PointBoard board,
    OperationsStore store,
    OperationsDesk desk,
    OrderDesk orders,
    Runnable written,
    LiveFeed feed,
    InstantSource clock) {

  /** Begins to look, at once and then by the clock. */
  void begin(Chores chores) {
    PaperDesk papers = new PaperDesk(site, desk, orders, written, feed, clock);
    chores.every(Chores.SCHEDULE, "papers that run out", papers::workOff);
    OverlookedDesk overlooked = new OverlookedDesk(site, index, board, desk, written, clock);
    chores.every(Chores.SCHEDULE, "what nobody did in time", overlooked::workOff);
    PeriodReportDesk reports =
        new PeriodReportDesk(
            site, store, desk, results -> FigureView.page(site, results), written, clock);
    chores.every(Chores.SCHEDULE, "reports of weeks and months", reports::workOff);
  }
}
