package org.zhiban.gateway.figures;

import static org.zhiban.gateway.figures.Spreadsheet.has;
import static org.zhiban.gateway.figures.Spreadsheet.text;
import static org.zhiban.gateway.figures.Spreadsheet.time;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The sheets of visits, alarms and equipment, with filters and sums. */
record VisitSheet(
    Sheets sheets,
    SheetPart part,
    double from,
    double to,
    double now,
    List<Spreadsheet.Repair> failures) {
  private static final double HOUR = 3_600_000;
  private static final double DAY = 24 * HOUR;
  private static final Map<String, Double> INTERVAL =
      Map.of(
          "daily",
          1.0,
          "weekly",
          7.0,
          "half_monthly",
          15.0,
          "monthly",
          30.0,
          "quarterly",
          91.0,
          "half_yearly",
          182.0,
          "yearly",
          365.0);
  private static final Map<String, Double> A_MONTH =
      Map.of(
          "daily",
          1.0,
          "weekly",
          1.0,
          "half_monthly",
          1.0,
          "monthly",
          1.0,
          "quarterly",
          1 / 3.0,
          "half_yearly",
          1 / 6.0,
          "yearly",
          1 / 12.0);

  interface Sums {
    void add(double upper, double lower);
  }

  boolean count(String id, Sums sums) {
    switch (id) {
      case "alarms_raised" -> told().forEach(_ -> sums.add(1, 0));
      case "alarms_suppressed" ->
          alarms()
              .filter(a -> inside(time(a, "raised_at")) && text(a, "suppressed").equals("1"))
              .forEach(_ -> sums.add(1, 0));
      case "alarm_mtta" ->
          told()
              .filter(a -> has(a, "acknowledged_at"))
              .forEach(
                  a -> sums.add((time(a, "acknowledged_at") - time(a, "raised_at")) / 60_000, 1));
      case "alarm_to_order" -> told().forEach(a -> sums.add(ordered(a) ? 1 : 0, 1));
      case "pm_compliance" -> inTime(sums);
      case "pm_done" -> visits().filter(v -> inside(worked(v))).forEach(_ -> sums.add(1, 0));
      case "pm_missed" ->
          due().filter(v -> text(v, "state").equals("missed")).forEach(_ -> sums.add(1, 0));
      case "pm_overdue" -> {
        if (now < from || now > to) {
          return false;
        }
        visits()
            .filter(v -> text(v, "state").equals("due"))
            .filter(v -> time(v, "due_at") < now && worked(v) == 0)
            .forEach(_ -> sums.add(1, 0));
      }
      case "failures" ->
          failures.stream()
              .filter(f -> part.ofEquipment(text(f.order, "equipment")))
              .filter(f -> inside(f.fault))
              .forEach(_ -> sums.add(1, 0));
      case "mtbf" -> {
        inUse().forEach(e -> sums.add((length() - down(e)) / HOUR, 0));
        failures.stream()
            .filter(f -> inside(f.fault))
            .filter(f -> inUse().anyMatch(e -> e.equals(text(f.order, "equipment"))))
            .forEach(_ -> sums.add(0, 1));
        return true;
      }
      case "availability" ->
          inUse().forEach(e -> sums.add((length() - down(e)) / HOUR, length() / HOUR));
      case "q1_coverage", "q2_required" -> {
        return checkPoints(id, sums);
      }
      case "q3_reverified" ->
          sheets.orders().stream()
              .filter(part::ofOrder)
              .filter(
                  o -> text(o, "source").equals("patrol") && !text(o, "status").equals("merged"))
              .filter(o -> inside(time(o, "opened_at")))
              .forEach(o -> sums.add(text(o, "status").equals("closed") ? 1 : 0, 1));
      case "q4_frequency" ->
          due()
              .filter(v -> time(v, "due_at") <= now)
              .forEach(
                  v ->
                      sums.add(
                          Set.of("done", "absorbed").contains(text(v, "state")) || worked(v) > 0
                              ? 1
                              : 0,
                          1));
      case "q5_traceable" ->
          visits()
              .filter(v -> text(v, "state").equals("done") && has(v, "done_at"))
              .filter(v -> inside(time(v, "done_at")))
              .forEach(v -> sums.add(traced(v) ? 1 : 0, 1));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean inside(double time) {
    return time >= from && time < to;
  }

  private Stream<Map<String, String>> told() {
    return alarms().filter(a -> inside(time(a, "raised_at")) && text(a, "suppressed").equals("0"));
  }

  private boolean ordered(Map<String, String> alarm) {
    return sheets.ordered(text(alarm, "id"));
  }

  private Stream<Map<String, String>> due() {
    return visits().filter(v -> inside(time(v, "due_at")));
  }

  private Stream<Map<String, String>> visits() {
    return sheets.table("visits").stream().filter(part::ofVisit);
  }

  private Stream<Map<String, String>> alarms() {
    return sheets.table("alarms").stream().filter(part::ofAlarm);
  }

  /** 0: not, or it is not on record when. */
  private double worked(Map<String, String> visit) {
    if (text(visit, "state").equals("done")) {
      return has(visit, "done_at") ? time(visit, "done_at") : 0;
    }
    if (!text(visit, "state").equals("due")) {
      return 0;
    }
    boolean waits =
        sheets
            .order(text(visit, "work_order"))
            .anyMatch(o -> Set.of("verify", "visit").contains(text(o, "status")));
    return waits
        ? sheets.of("steps", text(visit, "work_order")).stream()
            .filter(s -> text(s, "to").equals("verify") && !text(s, "from").equals("verify"))
            .mapToDouble(s -> time(s, "at"))
            .max()
            .orElse(0)
        : 0;
  }

  private void inTime(Sums sums) {
    for (Map<String, String> visit : due().toList()) {
      double grace =
          text(visit, "statutory").equals("1")
              ? 0
              : INTERVAL.getOrDefault(text(visit, "level"), 0.0) * DAY / 10;
      double latest = time(visit, "due_at") + grace;
      boolean unknown = text(visit, "state").equals("done") && !has(visit, "done_at");
      if (now >= latest && !text(visit, "state").equals("absorbed") && !unknown) {
        sums.add(worked(visit) > 0 && worked(visit) <= latest ? 1 : 0, 1);
      }
    }
  }

  private boolean traced(Map<String, String> visit) {
    return sheets.of("steps", text(visit, "work_order")).stream()
        .anyMatch(s -> text(s, "action").equals("complete") && !text(s, "actor").equals("zhiban"));
  }

  private Stream<String> inUse() {
    return length() <= 0
        ? Stream.empty()
        : sheets.table("equipment").stream()
            .filter(e -> text(e, "out_of_service").equals("0"))
            .map(e -> text(e, "id"))
            .filter(part::ofEquipment);
  }

  private double length() {
    return Math.min(to, now) - from;
  }

  private double down(String id) {
    List<double[]> spans = new ArrayList<>();
    for (Spreadsheet.Repair failure : failures) {
      if (text(failure.order, "equipment").equals(id)) {
        double end = failure.restored > 0 ? failure.restored : now;
        double[] span = {Math.max(failure.fault, from), Math.min(end, Math.min(to, now))};
        spans.add(span);
      }
    }
    spans.sort(Comparator.comparingDouble(span -> span[0]));
    double down = 0;
    double reached = from;
    for (double[] span : spans) {
      down += Math.max(0, span[1] - Math.max(span[0], reached));
      reached = Math.max(reached, span[1]);
    }
    return down;
  }

  /** Of a whole month. */
  private boolean checkPoints(String id, Sums sums) {
    if (!wholeMonth()) {
      return false;
    }
    if (now < from) {
      return true;
    }
    Set<String> done = new HashSet<>();
    for (Map<String, String> visit : sheets.table("visits")) {
      boolean absorbed = text(visit, "state").equals("absorbed");
      if (inside(absorbed ? time(visit, "due_at") : worked(visit))) {
        done.add(text(visit, "plan") + " " + text(visit, "equipment"));
      }
    }
    for (Map<String, String> point :
        sheets.table("points").stream().filter(part::ofPoint).toList()) {
      double share = A_MONTH.getOrDefault(text(point, "level"), 0.0);
      if (share > 0 && inUse(text(point, "equipment"))) {
        boolean covered = done.contains(text(point, "plan") + " " + text(point, "equipment"));
        if (id.equals("q1_coverage")) {
          sums.add(covered ? 1 : 0, share);
        } else {
          sums.add(share, 0);
        }
      }
    }
    return true;
  }

  private boolean wholeMonth() {
    ZonedDateTime first = local(from);
    return first.equals(first.withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS))
        && local(to).equals(first.plusMonths(1));
  }

  private static ZonedDateTime local(double time) {
    return Instant.ofEpochMilli((long) time).atZone(ZoneId.of("Asia/Shanghai"));
  }

  private boolean inUse(String id) {
    return sheets.table("equipment").stream()
        .anyMatch(e -> text(e, "id").equals(id) && text(e, "out_of_service").equals("0"));
  }
}
