package org.zhiban.gateway.reports;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.zhiban.gateway.operations.Chore;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.report.PeriodReport;
import org.zhiban.model.report.PeriodReport.Kind;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.rules.figures.FigureResult;
import org.zhiban.rules.figures.Figures;
import org.zhiban.rules.figures.Period;
import org.zhiban.rules.figures.Records;
import org.zhiban.rules.followup.Overdue;
import org.zhiban.rules.notify.Advice;
import org.zhiban.rules.report.ReportPeriods;

/**
 * Keeps the report of each week and month when it is over [R9] [K2], once, with its message: the
 * figures, the fees, and what is open. It reads beside the desk, which has other things to do.
 */
public final class PeriodReportDesk {
  private final Site site;
  private final ReportPeriods periods;
  private final OperationsStore store;
  private final Chore chore;
  private final Advice advice;
  private final Function<List<FigureResult>, JsonObject> told;
  private final Runnable written;
  private final InstantSource clock;

  /**
   * For a site.
   *
   * @param told figures as they are told
   * @param written runs when messages may have been added
   */
  public PeriodReportDesk(
      Site site,
      OperationsStore store,
      OperationsDesk desk,
      Function<List<FigureResult>, JsonObject> told,
      Runnable written,
      InstantSource clock) {
    this.site = site;
    this.periods = new ReportPeriods(site);
    this.store = store;
    this.chore = desk.chore("reports of weeks and months");
    this.advice = new Advice(site);
    this.told = told;
    this.written = written;
    this.clock = clock;
  }

  /** Called by the clock, each minute and at start; after a long silence one period each time. */
  public void workOff() {
    for (Kind kind : Kind.values()) {
      Instant now = clock.instant();
      periods
          .next(kind, store.query(q -> q.periodReports().last(kind, now)), now)
          .flatMap(period -> report(period, now))
          .ifPresent(this::keep);
    }
  }

  private void keep(PeriodReport report) {
    chore.run(
        tx -> {
          boolean fresh = tx.periodReports().keep(report);
          if (fresh) {
            advice.of(said(report), report.madeAt()).forEach(tx::add);
          }
          return fresh;
        },
        fresh -> {
          if (fresh) {
            written.run();
          }
        });
  }

  private static Advice.Said said(PeriodReport report) {
    String which = report.id().substring(report.id().indexOf('-') + 1);
    LocalizedText title =
        report.kind() == Kind.MONTH
            ? new LocalizedText(which + " 工程月报已归档", "The report of " + which + " is kept")
            : new LocalizedText(
                "截至 " + which + " 的工程周报已归档", "The report of the week to " + which + " is kept");
    return new Advice.Said(
        "period_report", Priority.P4, title, List.of(), "/reports/" + report.id());
  }

  /** A site that had no order yet had nothing to report, and its first report is of the newest. */
  private Optional<PeriodReport> report(ReportPeriods.Of period, Instant now) {
    return store.query(
        q -> {
          Records records = q.figures().records(period.from(), period.to());
          boolean nothing =
              records.orders().stream()
                      .noneMatch(row -> row.order().openedAt().isBefore(period.to()))
                  && q.periodReports().last(period.kind(), now).isEmpty();
          return nothing
              ? Optional.<PeriodReport>empty()
              : Optional.of(
                  new PeriodReport(
                      period.id(),
                      period.kind(),
                      period.from(),
                      period.to(),
                      now,
                      said(q, records, period, now).encode()));
        });
  }

  private JsonObject said(
      OperationsQueries q, Records records, ReportPeriods.Of period, Instant now) {
    FeeTable fees = FeeTable.read(q, site, period);
    return new JsonObject()
        .put(
            "figures",
            told.apply(new Figures(site, records).of(new Period(period.from(), period.to(), now))))
        .put("currency", site.service().charges().currency().getCurrencyCode())
        .put("fees", fees.rows())
        .put("totals", fees.totals())
        .put("open", open(q, period, now));
  }

  /** What was opened by then and is open still, the oldest first. */
  private static JsonArray open(OperationsQueries q, ReportPeriods.Of period, Instant now) {
    JsonArray open = new JsonArray();
    q.everyOrder(OrderStatus.OPEN).reversed().stream()
        .filter(order -> order.openedAt().isBefore(period.to()))
        .forEach(
            order ->
                open.add(
                    new JsonObject()
                        .put("id", order.id())
                        .put("status", order.status().word())
                        .put("equipment", order.equipment().orElse(null))
                        .put("location", order.location().orElse(null))
                        .put(
                            "title",
                            new JsonObject()
                                .put("zh", order.title().zh())
                                .put("en", order.title().en()))
                        .put("opened_at", order.openedAt().toString())
                        .put("overdue", Overdue.of(order, now).map(Overdue::word).orElse(null))));
    return open;
  }
}
