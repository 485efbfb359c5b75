package org.zhiban.gateway.operations.sql;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.ChangeRefusedException;
import org.zhiban.gateway.operations.Page;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.Concern;
import org.zhiban.model.workorder.Evidence;
import org.zhiban.model.workorder.Hold;
import org.zhiban.model.workorder.HoldRequest;
import org.zhiban.model.workorder.LockOut;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Overrun;
import org.zhiban.model.workorder.Remedy;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.UnderCause;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;

/** Work orders with the alarms under them. */
record OrderTable(Handle handle) {
  private static final TypeReference<List<Clock>> CLOCKS = new TypeReference<>() {};
  private static final TypeReference<Evidence> EVIDENCE = new TypeReference<>() {};
  private static final TypeReference<List<WorkOrder.ChecklistEntry>> CHECKLIST =
      new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> REPORT = new TypeReference<>() {};
  private static final TypeReference<List<String>> DOERS = new TypeReference<>() {};
  private static final TypeReference<HoldRequest> HOLD_REQUEST = new TypeReference<>() {};
  private static final TypeReference<LockOut> LOCK_OUT = new TypeReference<>() {};
  private static final TypeReference<Hold> HOLD = new TypeReference<>() {};
  private static final TypeReference<Remedy> REMEDY = new TypeReference<>() {};
  private static final TypeReference<UnderCause> CAUSE = new TypeReference<>() {};
  private static final TypeReference<Overrun> OVERRUN = new TypeReference<>() {};

  /** Under which an order's alarms stand in its row, parted by commas: no id has one. */
  private static final String ALARMS = "alarm_ids";

  static final String EVERY =
      """
      SELECT work_order.*, (
        SELECT STRING_AGG(alarm, ',' ORDER BY position) FROM work_order_alarm
        WHERE work_order_alarm.work_order = work_order.id) AS alarm_ids
      FROM work_order
      """;

  private static final String INSERT =
      """
      INSERT INTO work_order (
        id, source, status, is_open, urgency, severity, major, equipment, location, title_zh,
        title_en, trade, assignee, fault, plan, occurrences, clocks, evidence, checklist, report,
        lock_out, priority, doers, asked, hold_request,
        hold, remedy, merged_into, cause, concern, overrun, opened_at, updated_at, closed_at, version)
      VALUES (
        :id, :source, :status, :isOpen, :urgency, :severity, :major, :equipment, :location, :titleZh,
        :titleEn, :trade, :assignee, :fault, :plan, :occurrences, :clocks, :evidence, :checklist,
        :report, :lockOut, :priority, :doers, :asked, :holdRequest,
        :hold, :remedy, :mergedInto, :cause, :concern, :overrun, :openedAt, :updatedAt, :closedAt, :version)
      """;

  private static final String UPDATE =
      """
      UPDATE work_order SET
        source = :source, status = :status, is_open = :isOpen, urgency = :urgency,
        severity = :severity, major = :major, equipment = :equipment, location = :location,
        title_zh = :titleZh, title_en = :titleEn, trade = :trade, assignee = :assignee,
        fault = :fault, plan = :plan, occurrences = :occurrences, clocks = :clocks,
        evidence = :evidence, checklist = :checklist, report = :report, lock_out = :lockOut,
        priority = :priority, doers = :doers, asked = :asked, hold_request = :holdRequest,
        hold = :hold, remedy = :remedy, merged_into = :mergedInto, cause = :cause,
        concern = :concern, overrun = :overrun,
        opened_at = :openedAt, updated_at = :updatedAt, closed_at = :closedAt, version = :version
      WHERE id = :id AND version = :version - 1
      """;

  static final RowMapper<WorkOrder> MAPPER =
      Row.mapper(
          row ->
              new OrderBuilder(
                      row.text("id"),
                      row.word("source", OrderSource.class),
                      row.instant("opened_at"))
                  .status(row.word("status", OrderStatus.class))
                  .urgency(row.word("urgency", Urgency.class))
                  .severity(row.word("severity", Severity.class))
                  .major(row.flag("major"))
                  .equipment(row.optionalText("equipment"))
                  .location(row.optionalText("location"))
                  .title(new LocalizedText(row.text("title_zh"), row.text("title_en")))
                  .trade(row.text("trade"))
                  .assignee(row.optionalText("assignee"))
                  .priority(row.optionalText("priority").map(Priority::valueOf))
                  .doers(doers(row))
                  .asked(asked(row))
                  .fault(row.optionalText("fault"))
                  .alarms(alarms(row))
                  .plan(row.optionalText("plan"))
                  .occurrences(row.number("occurrences"))
                  .clocks(row.json("clocks", CLOCKS))
                  .evidence(row.optionalJson("evidence", EVIDENCE))
                  .checklist(row.json("checklist", CHECKLIST))
                  .report(row.json("report", REPORT))
                  .lockOut(row.optionalJson("lock_out", LOCK_OUT))
                  .holdRequest(row.optionalJson("hold_request", HOLD_REQUEST))
                  .hold(row.optionalJson("hold", HOLD))
                  .remedy(row.optionalJson("remedy", REMEDY).orElse(Remedy.NONE))
                  .mergedInto(row.optionalText("merged_into"))
                  .cause(row.optionalJson("cause", CAUSE))
                  .concern(row.optionalText("concern").map(Concern::valueOf))
                  .overrun(row.optionalJson("overrun", OVERRUN))
                  .updatedAt(row.instant("updated_at"))
                  .closedAt(row.optionalInstant("closed_at"))
                  .version(row.number("version"))
                  .build());

  Optional<WorkOrder> find(String id) {
    return handle.createQuery(EVERY + "WHERE id = :id").bind("id", id).map(MAPPER).findOne();
  }

  Optional<String> ofAlarm(String alarm) {
    return handle
        .createQuery(
            """
            SELECT work_order.id FROM work_order
            JOIN work_order_alarm ON work_order_alarm.work_order = work_order.id
            WHERE work_order_alarm.alarm = :alarm
            ORDER BY is_open DESC, opened_at DESC, id DESC LIMIT 1
            """)
        .bind("alarm", alarm)
        .mapTo(String.class)
        .findOne();
  }

  Optional<WorkOrder> ofFault(String fault, Instant closedAfter) {
    return handle
        .createQuery(
            EVERY
                + """
                WHERE fault = :fault AND (is_open OR closed_at >= :closedAfter)
                ORDER BY is_open DESC, closed_at DESC, id DESC LIMIT 1
                """)
        .bind("fault", fault)
        .bind("closedAfter", closedAfter)
        .map(MAPPER)
        .findOne();
  }

  List<WorkOrder> ofAlarms(Instant openedBefore, Instant closedAfter) {
    return handle
        .createQuery(
            EVERY
                + """
                WHERE source = 'ALARM' AND opened_at < :openedBefore
                  AND (is_open OR closed_at >= :closedAfter)
                ORDER BY opened_at, id
                """)
        .bind("openedBefore", openedBefore)
        .bind("closedAfter", closedAfter)
        .map(MAPPER)
        .list();
  }

  Page<WorkOrder> list(
      Set<OrderStatus> statuses,
      Optional<String> assignee,
      Optional<String> equipment,
      Optional<Concern> concern,
      Page.Request page) {
    Select select =
        Select.of(EVERY)
            .whereAny("status", statuses)
            .whereGiven("assignee = :assignee", "assignee", assignee)
            .whereGiven("equipment = :equipment", "equipment", equipment)
            .whereGiven("concern = :concern", "concern", concern.map(Concern::name));
    page.after()
        .map(Place::of)
        .ifPresent(
            after ->
                select
                    .where("(opened_at, id) < (:afterAt, :afterId)", "afterAt", after.at())
                    .with("afterId", after.id()));
    return select.page(
        handle,
        "opened_at DESC, id DESC",
        page.limit(),
        MAPPER,
        order -> new Place(order.openedAt(), order.id()).toString());
  }

  List<WorkOrder> openOfPlan(String plan, String equipment) {
    return handle
        .createQuery(
            EVERY
                + """
                WHERE equipment = :equipment AND plan = :plan AND is_open ORDER BY id
                """)
        .bind("plan", plan)
        .bind("equipment", equipment)
        .map(MAPPER)
        .list();
  }

  List<WorkOrder> mergedInto(String order) {
    return handle
        .createQuery(EVERY + "WHERE merged_into = :order ORDER BY id")
        .bind("order", order)
        .map(MAPPER)
        .list();
  }

  List<WorkOrder> lockingOut() {
    return handle.createQuery(EVERY + "WHERE lock_out IS NOT NULL ORDER BY id").map(MAPPER).list();
  }

  Map<String, Integer> openByEquipment() {
    Map<String, Integer> open = new HashMap<>();
    handle
        .createQuery(
            """
            SELECT equipment, COUNT(*) AS orders FROM work_order
            WHERE is_open AND equipment IS NOT NULL GROUP BY equipment
            """)
        .map(Row.mapper(row -> Map.entry(row.text("equipment"), row.number("orders"))))
        .forEach(entry -> open.put(entry.getKey(), entry.getValue()));
    return open;
  }

  void save(WorkOrder order) {
    int saved =
        handle
            .createUpdate(order.version() == 1 ? INSERT : UPDATE)
            .bind("id", order.id())
            .bind("source", order.source())
            .bind("status", order.status())
            .bind("isOpen", order.status().open())
            .bind("urgency", order.urgency())
            .bind("severity", order.severity())
            .bind("major", order.major())
            .bind("equipment", order.equipment())
            .bind("location", order.location())
            .bind("titleZh", order.title().zh())
            .bind("titleEn", order.title().en())
            .bind("trade", order.trade())
            .bind("assignee", order.assignee())
            .bind("fault", order.fault())
            .bind("plan", order.plan())
            .bind("occurrences", order.occurrences())
            .bind("clocks", Json.write(order.clocks()))
            .bind("evidence", order.evidence().map(Json::write))
            .bind("checklist", Json.write(order.checklist()))
            .bind("report", Json.write(order.report()))
            .bind("lockOut", order.lockOut().map(Json::write))
            .bind("priority", order.priority())
            .bind("doers", Json.write(order.doers()))
            .bind("asked", Json.write(order.asked()))
            .bind("holdRequest", order.holdRequest().map(Json::write))
            .bind("hold", order.hold().map(Json::write))
            .bind("remedy", Json.write(order.remedy()))
            .bind("mergedInto", order.mergedInto())
            .bind("cause", order.cause().map(Json::write))
            .bind("concern", order.concern())
            .bind("overrun", order.overrun().map(Json::write))
            .bind("openedAt", order.openedAt())
            .bind("updatedAt", order.updatedAt())
            .bind("closedAt", order.closedAt())
            .bind("version", order.version())
            .execute();
    if (saved == 0) {
      throw new ChangeRefusedException(
          ChangeRefusedException.Rule.ORDER_VERSION,
          order.id() + " was changed by somebody else; read it again and repeat the step.");
    }
    saveAlarms(order);
  }

  private void saveAlarms(WorkOrder order) {
    boolean fresh = order.version() == 1;
    if (fresh ? order.alarms().isEmpty() : alarmsOf(order.id()).equals(order.alarms())) {
      return;
    }
    handle.execute("DELETE FROM work_order_alarm WHERE work_order = ?", order.id());
    for (int position = 0; position < order.alarms().size(); position++) {
      handle.execute(
          "INSERT INTO work_order_alarm (work_order, alarm, position) VALUES (?, ?, ?)",
          order.id(),
          order.alarms().get(position),
          position);
    }
  }

  private List<String> alarmsOf(String order) {
    return handle
        .createQuery("SELECT alarm FROM work_order_alarm WHERE work_order = :id ORDER BY position")
        .bind("id", order)
        .mapTo(String.class)
        .list();
  }

  private static List<String> alarms(Row row) throws SQLException {
    return row.optionalText(ALARMS).map(ids -> List.of(ids.split(","))).orElse(List.of());
  }

  /** Of an order from before they were kept, at least who has it. */
  private static List<String> doers(Row row) throws SQLException {
    Optional<List<String>> kept = row.optionalJson("doers", DOERS);
    return kept.isPresent() ? kept.get() : row.optionalText("assignee").stream().toList();
  }

  /** Until this was kept, whoever was asked stood among the doers. */
  private static List<String> asked(Row row) throws SQLException {
    Optional<List<String>> kept = row.optionalJson("asked", DOERS);
    return kept.isPresent() ? kept.get() : doers(row);
  }
}
