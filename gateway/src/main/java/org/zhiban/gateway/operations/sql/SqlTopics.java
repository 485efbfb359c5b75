package org.zhiban.gateway.operations.sql;

import org.jdbi.v3.core.Handle;
import org.zhiban.gateway.operations.AttachmentRecords;
import org.zhiban.gateway.operations.ControlLogRecords;
import org.zhiban.gateway.operations.CorrectiveRecords;
import org.zhiban.gateway.operations.CostRecords;
import org.zhiban.gateway.operations.DispatchQueries;
import org.zhiban.gateway.operations.FaultRecords;
import org.zhiban.gateway.operations.FigureQueries;
import org.zhiban.gateway.operations.HandoverBookRecords;
import org.zhiban.gateway.operations.LabelRecords;
import org.zhiban.gateway.operations.LendingRecords;
import org.zhiban.gateway.operations.MeterRecords;
import org.zhiban.gateway.operations.NoticeRecords;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OrderLinkRecords;
import org.zhiban.gateway.operations.OrderReportRecords;
import org.zhiban.gateway.operations.OverlookedRecords;
import org.zhiban.gateway.operations.PaperRecords;
import org.zhiban.gateway.operations.PatrolRecords;
import org.zhiban.gateway.operations.PeriodReportRecords;
import org.zhiban.gateway.operations.SampleRecords;
import org.zhiban.gateway.operations.ScheduleRecords;
import org.zhiban.gateway.operations.StockRecords;
import org.zhiban.gateway.operations.VisitRecords;

/** The topics that have questions and records of their own, each a table. */
abstract class SqlTopics implements OperationsQueries {
  private final OrderLinkTable links;
  private final FaultTable faults;
  private final ScheduleTables schedule;
  private final FigureTable figures;
  private final CorrectiveTable correctives;
  private final WorkInHand workInHand;
  private final OrderReportTable reports;
  private final LabelTable labels;
  private final NoticeTable notices;
  private final PaperTable papers;
  private final PatrolTable patrols;
  private final CostTable costs;
  private final HandoverBookTable handoverBook;
  private final ControlLogTable controlLog;
  private final LendingTable lending;
  private final OverlookedTable overlooked;
  private final MeterTable meters;
  private final StockTable stock;
  private final PeriodReportTable periodReports;
  private final VisitTable visits;
  private final OrderSamplesTable samples;
  private final AttachmentTable attachments;

  SqlTopics(Handle handle) {
    links = new OrderLinkTable(handle);
    faults = new FaultTable(handle);
    schedule = new ScheduleTables(handle);
    figures = new FigureTable(handle);
    correctives = new CorrectiveTable(handle);
    workInHand = new WorkInHand(handle);
    reports = new OrderReportTable(handle);
    labels = new LabelTable(handle);
    notices = new NoticeTable(handle);
    papers = new PaperTable(handle);
    patrols = new PatrolTable(handle);
    costs = new CostTable(handle);
    handoverBook = new HandoverBookTable(handle);
    controlLog = new ControlLogTable(handle);
    lending = new LendingTable(handle);
    overlooked = new OverlookedTable(handle);
    meters = new MeterTable(handle);
    stock = new StockTable(handle);
    periodReports = new PeriodReportTable(handle);
    visits = new VisitTable(handle);
    samples = new OrderSamplesTable(handle);
    attachments = new AttachmentTable(handle);
  }

  @Override
  public OrderLinkRecords links() {
    return links;
  }

  @Override
  public SampleRecords samples() {
    return samples;
  }

  @Override
  public DispatchQueries dispatch() {
    return workInHand;
  }

  @Override
  public OrderReportRecords reports() {
    return reports;
  }

  @Override
  public FaultRecords faults() {
    return faults;
  }

  @Override
  public ScheduleRecords schedule() {
    return schedule;
  }

  @Override
  public FigureQueries figures() {
    return figures;
  }

  @Override
  public CorrectiveRecords correctives() {
    return correctives;
  }

  @Override
  public LabelRecords labels() {
    return labels;
  }

  @Override
  public NoticeRecords notices() {
    return notices;
  }

  @Override
  public PaperRecords papers() {
    return papers;
  }

  @Override
  public PatrolRecords patrols() {
    return patrols;
  }

  @Override
  public CostRecords costs() {
    return costs;
  }

  @Override
  public HandoverBookRecords handoverBook() {
    return handoverBook;
  }

  @Override
  public ControlLogRecords controlLog() {
    return controlLog;
  }

  /** Nobody asks what was told: only the writer adds to it. */
  public OverlookedRecords overlooked() {
    return overlooked;
  }

  @Override
  public StockRecords stock() {
    return stock;
  }

  @Override
  public LendingRecords lending() {
    return lending;
  }

  @Override
  public MeterRecords meters() {
    return meters;
  }

  @Override
  public PeriodReportRecords periodReports() {
    return periodReports;
  }

  @Override
  public VisitRecords visits() {
    return visits;
  }

  @Override
  public AttachmentRecords attachments() {
    return attachments;
  }
}
