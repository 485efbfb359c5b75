package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.OrderReport;
import org.zhiban.model.workorder.WorkOrder;

/** What callers said, as JSON. Their names and numbers are for those who need them. */
final class ReportView {
  static final String COVERED = "***";
  private static final List<String> PRIVATE = List.of("reported_by", "phone");

  private ReportView() {}

  /** Whoever calls back, and whoever goes there. */
  static boolean sees(Caller caller, WorkOrder order) {
    return caller.holds(Role.DESK, Role.OPERATOR, Role.SUPERVISOR, Role.MANAGER)
        || order.assignee().filter(caller.user()::equals).isPresent();
  }

  /** The report that made the order; empty where none did. */
  static @Nullable JsonObject report(WorkOrder order, boolean sees) {
    if (order.report().isEmpty()) {
      return null;
    }
    Map<String, String> said = new LinkedHashMap<>(order.report());
    if (!sees) {
      PRIVATE.forEach(name -> said.replace(name, COVERED));
    }
    return EquipmentView.object(said);
  }

  /** What every caller said, the first first. */
  static JsonArray all(List<OrderReport> reports, boolean sees) {
    JsonArray all = new JsonArray();
    reports.forEach(one -> all.add(view(one, sees)));
    return all;
  }

  private static JsonObject view(OrderReport one, boolean sees) {
    return new JsonObject()
        .put("reported_at", Times.text(one.reportedAt()))
        .put("written_at", Times.text(one.writtenAt()))
        .put("channel", one.channel().word())
        .put("content", one.content())
        .put("reported_by", covered(one.reportedBy(), sees))
        .put("phone", covered(one.phone(), sees))
        .put("appointment", one.appointment().orElse(null))
        .put("trigger", one.trigger().orElse(null))
        .put("taken_by", one.takenBy());
  }

  private static @Nullable String covered(Optional<String> text, boolean sees) {
    return text.map(it -> sees ? it : COVERED).orElse(null);
  }

  /** Every trade that somebody of the site holds. */
  static JsonArray trades(Site site) {
    TreeSet<String> trades = new TreeSet<>();
    site.staff().values().forEach(member -> trades.addAll(member.trades()));
    site.contractors().values().forEach(one -> trades.addAll(one.trades()));
    return EquipmentView.array(List.copyOf(trades));
  }

  /** What makes a report urgent [R3]. */
  static JsonArray triggers(Site site) {
    JsonArray triggers = new JsonArray();
    site.service()
        .intake()
        .urgentTriggers()
        .forEach(words -> triggers.add(EquipmentView.text(words)));
    return triggers;
  }
}
