package org.zhiban.gateway.api;

import static org.zhiban.model.staff.Role.ADMIN;
import static org.zhiban.model.staff.Role.APPROVER;
import static org.zhiban.model.staff.Role.DESK;
import static org.zhiban.model.staff.Role.MANAGER;
import static org.zhiban.model.staff.Role.OPERATOR;
import static org.zhiban.model.staff.Role.SUPERVISOR;
import static org.zhiban.model.staff.Role.TECHNICIAN;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.zhiban.gateway.commands.CommandOrder;
import org.zhiban.model.notice.NoticeTransition;
import org.zhiban.model.staff.Role;

/**
 * Who may make which call: one row an operation of the contract. The guard, {@code /openapi.json}
 * and docs/access.md read this table; nothing starts while an operation lacks its row.
 */
final class Access {
  private Access() {}

  /**
   * @param open nobody need be signed in
   * @param roles one of them is enough, whoever is signed in; an administrator is always among them
   * @param beside what is asked for besides; empty: nothing
   */
  record Row(String operation, boolean open, Set<Role> roles, String beside) {
    Row {
      roles = Set.copyOf(roles);
      if (!roles.contains(ADMIN)) {
        throw new IllegalArgumentException(operation + " leaves out administrators");
      }
    }

    Row beside(String condition) {
      return new Row(operation, open, roles, condition);
    }
  }

  static final List<Row> TABLE =
      List.of(
          open("signIn").beside("wrong passwords make the caller wait"),
          all("currentSession").beside("one's own"),
          all("signOut").beside("one's own"),
          all("setPassword").beside("one's own, with `current`; another's only for administrators"),
          all("site"),
          only("replay", SUPERVISOR),
          only("reloadSite"),
          all("staff"),
          all("equipmentList"),
          all("equipment"),
          all("history"),
          row("command", CommandOrder.COMMANDERS)
              .beside("never life safety; interlock, lock-out and permit are asked"),
          all("events").beside("private fields are hashes"),
          all("lookAtEvent").beside("the site's `privacy: may_see` names the roles"),
          all("alarms"),
          all("alarm"),
          only("alarmAction", OPERATOR, TECHNICIAN, SUPERVISOR, MANAGER)
              .beside("life safety is never shelved"),
          all("alarmFigures"),
          all("workOrders"),
          all("workOrder")
              .beside(
                  "who called is covered, but for desk, operator, supervisor, manager and doer"),
          only("report", OPERATOR, DESK, TECHNICIAN, SUPERVISOR, MANAGER),
          all("notices"),
          all("notice"),
          row("draftNotice", NoticeTransition.WRITERS),
          row("editNotice", NoticeTransition.WRITERS).beside("a draft"),
          row("noticeAction", NoticeTransition.WRITERS)
              .beside(
                  "only a manager approves and sends back; the table of its steps in"
                      + " docs/orders.md"),
          only("labels", SUPERVISOR, MANAGER),
          only("issueLabels", SUPERVISOR, MANAGER),
          only("renewLabel", SUPERVISOR, MANAGER),
          only("revokeLabel", SUPERVISOR, MANAGER),
          open("publicLabel").beside("with a label's token; so many a minute"),
          open("reportByLabel").beside("with a label's token; so many an hour"),
          all("candidates"),
          all("workOrderAction")
              .beside("the table of steps below; a technician only what was given to him"),
          only("attach", OPERATOR, DESK, TECHNICIAN, SUPERVISOR, MANAGER)
              .beside(
                  "a technician only at what was given to him; to a closed order supervisor and"
                      + " manager"),
          all("attachment").beside("the customer's signature as who called"),
          only("removeAttachment", OPERATOR, DESK, TECHNICIAN, SUPERVISOR, MANAGER)
              .beside("one's own while the order is open; others' supervisor and manager"),
          all("permits"),
          all("permit"),
          only("issuePermit", SUPERVISOR, MANAGER),
          only("endPermit", OPERATOR, SUPERVISOR, MANAGER),
          only("lookAfterPermit", OPERATOR, TECHNICIAN, SUPERVISOR, MANAGER),
          all("commissioning"),
          all("commissioningCsv"),
          only("signReading", TECHNICIAN, SUPERVISOR, MANAGER),
          all("decodings"),
          all("plans"),
          all("occurrences"),
          open("calendar").beside("with a link's token; without one somebody is signed in"),
          all("calendarFeeds").beside("one's own; a manager everybody's"),
          all("issueCalendarFeed")
              .beside("one's own visits or an equipment; others only supervisor and manager"),
          all("revokeCalendarFeed").beside("one's own; a manager everybody's"),
          all("scheduleRecord"),
          all("patrols"),
          all("patrolWalks"),
          all("provePatrolCheckpoint").beside("in one's own name, in the walk's time"),
          all("equipmentPapers"),
          all("forecast"),
          only("kpi", SUPERVISOR, MANAGER, APPROVER),
          only("kpiCsv", SUPERVISOR, MANAGER, APPROVER),
          only("kpiRows", SUPERVISOR, MANAGER, APPROVER),
          only("kpiRowsCsv", SUPERVISOR, MANAGER, APPROVER),
          only("kpiRecords", SUPERVISOR, MANAGER, APPROVER),
          only("periodReports", SUPERVISOR, MANAGER, APPROVER),
          only("periodReport", SUPERVISOR, MANAGER, APPROVER),
          only("periodReportFees", SUPERVISOR, MANAGER, APPROVER),
          all("connections"),
          only("connectionLog", TECHNICIAN, SUPERVISOR),
          only("connectionRejected", TECHNICIAN, SUPERVISOR),
          all("forwarding"),
          only("certificates", TECHNICIAN, SUPERVISOR),
          only("ownCertificate", TECHNICIAN, SUPERVISOR),
          only("renewOwnCertificate"),
          only("trustCertificate"),
          only("distrustCertificate"),
          only("notifications", OPERATOR, TECHNICIAN, SUPERVISOR, MANAGER),
          only("testNotification"),
          all("onCall"),
          all("handover"),
          all("handoverBook"),
          all("handoverPage"),
          row("signHandover", HandoverBookRoutes.SIGNERS)
              .beside("in one's own name, or with the password of who signs; the two are two"),
          all("controlLog"),
          only("writeControlLog", OPERATOR, DESK, TECHNICIAN, SUPERVISOR, MANAGER),
          all("lendables"),
          all("lendable"),
          only("registerLendable", OPERATOR, DESK, SUPERVISOR, MANAGER),
          only("lend", OPERATOR, DESK, TECHNICIAN, SUPERVISOR, MANAGER),
          only("takeBack", OPERATOR, DESK, TECHNICIAN, SUPERVISOR, MANAGER),
          only("retireLendable", SUPERVISOR, MANAGER),
          all("stock"),
          all("part"),
          only("registerPart", SUPERVISOR, MANAGER),
          only("changePart", SUPERVISOR, MANAGER),
          only("receivePart", DESK, OPERATOR, SUPERVISOR, MANAGER),
          only("countPart", SUPERVISOR, MANAGER),
          only("writeOffPart", SUPERVISOR, MANAGER),
          only("retirePart", SUPERVISOR, MANAGER),
          all("meters"),
          all("metersCsv"),
          all("meter"),
          only("registerMeter", SUPERVISOR, MANAGER),
          only("changeMeter", SUPERVISOR, MANAGER),
          only("retireMeter", SUPERVISOR, MANAGER),
          only("readMeter", OPERATOR, DESK, TECHNICIAN, SUPERVISOR, MANAGER),
          only("exchangeMeter", TECHNICIAN, SUPERVISOR, MANAGER),
          only("voidReading", SUPERVISOR, MANAGER),
          all("returnVisits"),
          only("audit", MANAGER));

  private static Row open(String operation) {
    return new Row(operation, true, EnumSet.allOf(Role.class), "");
  }

  /** Whoever is signed in. */
  private static Row all(String operation) {
    return row(operation, EnumSet.allOf(Role.class));
  }

  private static Row only(String operation, Role... roles) {
    return row(operation, Set.of(roles));
  }

  private static Row row(String operation, Set<Role> roles) {
    Set<Role> held = new HashSet<>(roles);
    held.add(ADMIN);
    return new Row(operation, false, held, "");
  }

  /**
   * The rows by operation.
   *
   * @throws IllegalStateException where they are not those of the contract
   */
  static Map<String, Row> rows(Set<String> operations) {
    Map<String, Row> rows =
        TABLE.stream().collect(Collectors.toMap(Row::operation, Function.identity()));
    if (!rows.keySet().equals(operations)) {
      throw new IllegalStateException(
          "the table of access and the contract differ: " + rows.keySet() + " / " + operations);
    }
    return rows;
  }

  /** The contract with {@code x-roles} at every operation that wants somebody signed in. */
  static JsonObject shownIn(JsonObject contract) {
    JsonObject shown = contract.copy();
    Map<String, Row> rows =
        TABLE.stream().collect(Collectors.toMap(Row::operation, Function.identity()));
    shown.getJsonObject("paths").stream()
        .flatMap(path -> ((JsonObject) path.getValue()).stream())
        .map(Map.Entry::getValue)
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .filter(it -> it.containsKey("operationId"))
        .forEach(
            operation -> {
              Row row = rows.get(operation.getString("operationId"));
              if (row != null && !row.open) {
                operation.put("x-roles", words(row.roles));
              }
            });
    return shown;
  }

  static JsonArray words(Set<Role> roles) {
    JsonArray words = new JsonArray();
    roles.stream().sorted().map(Role::word).forEach(words::add);
    return words;
  }
}
