package org.zhiban.gateway.figures;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The figures once more, from the tables alone, as somebody would with filters and sums: an order
 * is a row and its steps are rows. It shares no code with the figures.
 */
final class Spreadsheet {
  private static final double HOUR = 3_600_000;
  private static final double MINUTE = 60_000;
  private static final double WEEK = 7 * 24 * HOUR;
  private static final Set<String> ENDED = Set.of("closed", "cancelled", "rejected", "merged");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
  private static final Map<String, Double> TIMES = new ConcurrentHashMap<>();

  private final Sheets sheets;
  private final SheetPart part;
  private final double from;
  private final double to;
  private final double now;
  private double upper;
  private double lower;

  Spreadsheet(Sheets sheets, SheetPart part, Instant from, Instant to, Instant now) {
    this.sheets = sheets;
    this.part = part;
    this.from = from.toEpochMilli();
    this.to = to.toEpochMilli();
    this.now = now.toEpochMilli();
  }

  static String text(Map<String, String> row, String column) {
    return Objects.requireNonNull(row.get(column), column);
  }

  static double time(Map<String, String> row, String column) {
    return TIMES.computeIfAbsent(text(row, column), Spreadsheet::millis);
  }

  private static double millis(String time) {
    return LocalDateTime.parse(time, TIME)
        .atZone(ZoneId.of("Asia/Shanghai"))
        .toInstant()
        .toEpochMilli();
  }

  static boolean has(Map<String, String> row, String column) {
    return !text(row, column).isEmpty();
  }

  private boolean inside(double time) {
    return time >= from && time < to;
  }

  private void add(double more, double rows) {
    upper += more;
    lower += rows;
  }

  private void share(boolean yes) {
    add(yes ? 1 : 0, 1);
  }

  /** The sums of a figure; empty: it has no value here. */
  Optional<double[]> figure(String id) {
    upper = 0;
    lower = 0;
    boolean known =
        id.startsWith("attainment_") ? kept(id.substring("attainment_".length())) : count(id);
    return known ? Optional.of(new double[] {upper, lower == 0 ? 0 : lower}) : Optional.empty();
  }

  private boolean count(String id) {
    boolean current = now >= from && now <= to;
    switch (id) {
      case "opened" -> repairs().filter(o -> inside(time(o, "opened_at"))).forEach(_ -> add(1, 0));
      case "complaints" -> concerns("complaint");
      case "demands" -> concerns("demand");
      case "planned_opened" ->
          planned().filter(o -> inside(time(o, "opened_at"))).forEach(_ -> add(1, 0));
      case "closed" -> ended(repairs(), Set.of("closed"));
      case "planned_closed" -> ended(planned(), Set.of("closed"));
      case "cancelled" -> ended(repairs(), Set.of("cancelled", "rejected"));
      case "backlog" -> repairs().filter(this::openAtTheEnd).forEach(_ -> add(1, 0));
      case "closed_loop" ->
          repairs()
              .filter(o -> inside(time(o, "opened_at")))
              .forEach(o -> share(ENDED.contains(text(o, "status"))));
      case "mtta" -> until(false);
      case "mean_response" -> until(true);
      case "overdue" -> {
        if (!current) {
          return false;
        }
        Stream.concat(unplanned(), planned())
            .filter(o -> !ENDED.contains(text(o, "status")))
            .filter(
                o ->
                    sheets.of("clocks", o).stream()
                        .anyMatch(
                            c -> text(c, "state").equals("running") && time(c, "due_at") < now))
            .forEach(_ -> add(1, 0));
      }
      case "mttr" ->
          closings().forEach(r -> add(Math.max(0, r.restored - r.fault - r.held) / HOUR, 1));
      case "mean_hold" -> closings().forEach(r -> add(r.held / HOUR, 1));
      case "re_repair" -> settled().forEach(r -> share(again(r)));
      case "first_time_fix" -> settled().forEach(r -> share(r.arrivals <= 1 && !again(r)));
      case "visit_rate" -> visited();
      case "visit_rate_quality", "visit_rate_director", "visit_satisfied" ->
          new AnswerSheet(unplanned().toList(), sheets).count(id, this::inside, this::share);
      case "machine_verified" -> machine();
      default -> {
        List<Repair> failures =
            sheets.orders().stream()
                .filter(this::repair)
                .flatMap(order -> repairsOf(order).stream())
                .filter(Spreadsheet::failure)
                .toList();
        return new VisitSheet(sheets, part, from, to, now, failures).count(id, this::add);
      }
    }
    return true;
  }

  private void concerns(String concern) {
    unplanned()
        .filter(o -> text(o, "concern").equals(concern) && inside(time(o, "opened_at")))
        .forEach(_ -> add(1, 0));
  }

  private boolean kept(String clock) {
    boolean answers = clock.equals("answer") || clock.equals("settle");
    for (Map<String, String> order :
        unplanned().filter(o -> answers == has(o, "concern")).toList()) {
      for (Map<String, String> row : sheets.of("clocks", order)) {
        if (text(row, "name").equals(clock) && inside(time(row, "started_at"))) {
          boolean ranOut = text(row, "state").equals("running") && time(row, "due_at") < now;
          if (text(row, "state").equals("met")) {
            share(true);
          } else if (text(row, "state").equals("breached") || ranOut) {
            share(false);
          }
        }
      }
    }
    return true;
  }

  private Stream<Map<String, String>> repairs() {
    return unplanned().filter(this::repair);
  }

  private Stream<Map<String, String>> unplanned() {
    return sheets.orders().stream()
        .filter(o -> !text(o, "source").equals("plan") && !text(o, "status").equals("merged"))
        .filter(part::ofOrder);
  }

  private boolean repair(Map<String, String> order) {
    return !text(order, "source").equals("plan")
        && !text(order, "status").equals("merged")
        && !has(order, "concern");
  }

  private Stream<Map<String, String>> planned() {
    return sheets.orders().stream()
        .filter(o -> text(o, "source").equals("plan") && !text(o, "status").equals("merged"))
        .filter(part::ofOrder);
  }

  private void ended(Stream<Map<String, String>> of, Set<String> how) {
    of.filter(o -> how.contains(text(o, "status")))
        .filter(o -> inside(time(o, "closed_at")))
        .forEach(_ -> add(1, 0));
  }

  private List<Map<String, String>> stepsOf(Map<String, String> order) {
    return sheets.of("steps", order);
  }

  private boolean openAtTheEnd(Map<String, String> order) {
    String status = "";
    for (Map<String, String> step : stepsOf(order)) {
      if (time(step, "at") <= Math.min(to, now)) {
        status = text(step, "to");
      }
    }
    return !status.isEmpty() && !ENDED.contains(status);
  }

  private static boolean arrives(Map<String, String> step) {
    String before = text(step, "from");
    return (text(step, "to").equals("on_site") && !before.equals("on_site"))
        || (text(step, "to").equals("in_progress") && before.equals("accepted"));
  }

  private void until(boolean arrival) {
    for (Map<String, String> order : repairs().toList()) {
      if (inside(time(order, "opened_at"))) {
        for (Map<String, String> step : stepsOf(order)) {
          boolean accepts =
              text(step, "to").equals("accepted") && !text(step, "from").equals("accepted");
          if (arrival ? arrives(step) : accepts) {
            add((time(step, "at") - time(order, "opened_at")) / MINUTE, 1);
            break;
          }
        }
      }
    }
  }

  /** A fault until its end. */
  static final class Repair {
    final Map<String, String> order;
    double fault;
    double restored;
    double held;
    int arrivals;
    boolean worked;
    double ended;
    String end = "";
    double reopened = Double.MAX_VALUE;

    Repair(Map<String, String> order, double fault) {
      this.order = order;
      this.fault = fault;
    }
  }

  private List<Repair> repairsOf(Map<String, String> order) {
    return sheets.repairs().computeIfAbsent(text(order, "number"), _ -> found(order));
  }

  private List<Repair> found(Map<String, String> order) {
    List<Repair> all = new ArrayList<>();
    Repair repair = new Repair(order, Math.min(time(order, "fault_at"), time(order, "opened_at")));
    all.add(repair);
    double holdSince = 0;
    for (Map<String, String> step : stepsOf(order)) {
      double at = time(step, "at");
      String status = text(step, "to");
      if (!repair.end.isEmpty() && ENDED.contains(status)) {
        continue;
      }
      if (!repair.end.isEmpty()) {
        repair.reopened = at;
        repair = new Repair(order, at);
        all.add(repair);
      }
      if (text(step, "from").equals(status)) {
        continue;
      }
      repair.held += holdSince > 0 ? at - holdSince : 0;
      holdSince = status.equals("on_hold") ? at : 0;
      repair.arrivals += arrives(step) ? 1 : 0;
      if (status.equals("verify")) {
        repair.restored = at;
      } else if (ENDED.contains(status)) {
        repair.end = status;
        repair.ended = at;
      } else if (!status.equals("visit")) {
        repair.restored = 0;
      }
    }
    all.forEach(r -> r.worked = r.restored > 0 || r.arrivals > 0);
    all.stream()
        .filter(r -> r.end.equals("closed") && r.restored == 0)
        .forEach(r -> r.restored = r.ended);
    return all;
  }

  private Stream<Repair> closings() {
    return repairs()
        .flatMap(order -> repairsOf(order).stream())
        .filter(r -> r.end.equals("closed") && r.worked && inside(r.ended));
  }

  private Stream<Repair> settled() {
    return closings().filter(r -> r.ended + WEEK <= now);
  }

  private boolean again(Repair repair) {
    return repair.reopened <= repair.ended + WEEK
        || sheets.ofFault(text(repair.order, "fault")).stream()
            .filter(o -> !Set.of("merged", "cancelled", "rejected").contains(text(o, "status")))
            .filter(o -> !text(o, "number").equals(text(repair.order, "number")))
            .map(o -> time(o, "opened_at"))
            .anyMatch(at -> at > repair.ended && at <= repair.ended + WEEK);
  }

  private void visited() {
    for (Map<String, String> order : unplanned().toList()) {
      List<Map<String, String>> rows = stepsOf(order);
      for (int i = 0; text(order, "source").equals("report") && i < rows.size(); i++) {
        if (text(rows.get(i), "to").equals("visit")
            && !text(rows.get(i), "from").equals("visit")
            && inside(time(rows.get(i), "at"))) {
          int next = i + 1;
          while (next < rows.size() && text(rows.get(next), "to").equals("visit")) {
            next++;
          }
          share(
              next < rows.size()
                  && Set.of("visit", "reopen").contains(text(rows.get(next), "action")));
        }
      }
    }
  }

  private void machine() {
    for (Map<String, String> order : repairs().toList()) {
      for (Map<String, String> step : stepsOf(order)) {
        if (text(order, "source").equals("alarm")
            && text(step, "from").equals("verify")
            && text(step, "to").equals("closed")
            && inside(time(step, "at"))) {
          share(text(step, "actor").equals("zhiban"));
        }
      }
    }
  }

  private static boolean failure(Repair repair) {
    return has(repair.order, "equipment")
        && !text(repair.order, "fault").endsWith("/chattering")
        && !text(repair.order, "fault").endsWith("/root_cause")
        && (repair.end.isEmpty() || repair.end.equals("closed"));
  }
}
