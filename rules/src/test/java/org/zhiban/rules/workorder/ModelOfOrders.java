package org.zhiban.rules.workorder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an order may become and who may do it, written down a second time, by hand and in words: the
 * table is the one of the service plans and of the field's practice, and nothing of the product is
 * asked.
 */
final class ModelOfOrders {
  /** Action; statuses; what it becomes; roles; sources. A dot leaves the status as it is. */
  private static final String TABLE =
      """
      triage           | reported                                                                          | triaged       | desk operator supervisor manager | alarm plan patrol report
      request_approval | reported triaged                                                                  | wait_approval | desk supervisor                  | alarm plan patrol report
      approve          | wait_approval                                                                     | triaged       | manager approver                 | alarm plan patrol report
      reject           | reported triaged wait_approval                                                    | rejected      | supervisor manager approver      | alarm plan patrol report
      dispatch         | reported triaged dispatched accepted on_site in_progress on_hold                  | dispatched    | operator supervisor manager      | alarm plan patrol report
      accept           | dispatched                                                                        | accepted      | technician operator supervisor   | alarm plan patrol report
      arrive           | accepted                                                                          | on_site       | technician operator supervisor   | alarm plan patrol report
      start            | accepted on_site                                                                  | in_progress   | technician supervisor            | alarm plan patrol report
      request_hold     | accepted on_site in_progress                                                      | .             | technician operator              | alarm plan patrol report
      grant_hold       | accepted on_site in_progress                                                      | on_hold       | supervisor manager               | alarm plan patrol report
      resume           | on_hold                                                                           | in_progress   | technician supervisor manager    | alarm plan patrol report
      tick             | on_site in_progress                                                               | .             | technician supervisor            | alarm plan patrol report
      complete         | on_site in_progress                                                               | verify        | technician supervisor            | alarm plan patrol report
      verify           | verify                                                                            | visit         | supervisor manager               | report
      verify           | verify                                                                            | closed        | supervisor manager               | alarm plan patrol
      visit            | visit                                                                             | closed        | desk manager                     | alarm plan patrol report
      reopen           | verify visit closed                                                               | dispatched    | desk operator supervisor manager | alarm plan patrol report
      reopen           | cancelled                                                                         | triaged       | supervisor manager               | alarm patrol report
      cancel           | reported triaged wait_approval dispatched accepted on_site in_progress on_hold    | cancelled     | supervisor manager               | alarm plan patrol report
      merge            | reported triaged dispatched accepted                                              | merged        | desk operator supervisor manager | alarm patrol report
      put_under        | reported triaged dispatched                                                       | .             | operator supervisor manager      | alarm
      stand_alone      | reported triaged dispatched                                                       | .             | operator supervisor manager      | alarm
      add_part         | accepted on_site in_progress on_hold verify                                       | .             | technician operator supervisor manager | alarm plan patrol report
      add_labour       | accepted on_site in_progress on_hold verify                                       | .             | technician operator supervisor manager | alarm plan patrol report
      add_cost         | reported triaged wait_approval dispatched accepted on_site in_progress on_hold verify visit | .   | desk technician supervisor manager | alarm plan patrol report
      correct_cost     | reported triaged wait_approval dispatched accepted on_site in_progress on_hold verify visit | .   | desk technician supervisor manager | alarm plan patrol report
      consent          | reported triaged wait_approval dispatched accepted on_site in_progress on_hold verify visit | .   | desk technician supervisor manager | alarm plan patrol report
      request_approval | dispatched accepted on_site in_progress on_hold verify visit closed               | .             | desk supervisor manager          | alarm plan patrol report
      plan_recorded    | reported triaged wait_approval dispatched accepted on_site in_progress on_hold    | .             | technician supervisor manager    | alarm patrol report
      progress_called  | reported triaged wait_approval dispatched accepted on_site in_progress on_hold    | .             | desk operator supervisor manager | report
      answered         | reported triaged wait_approval dispatched accepted on_site in_progress on_hold verify visit | .   | desk operator supervisor manager | report
      allow_overrun    | reported triaged wait_approval dispatched accepted on_site in_progress on_hold verify visit | .   | manager                          | report
      made_safe        | accepted on_site in_progress on_hold                                              | .             | technician operator supervisor   | alarm patrol report
      """;

  private static final Set<String> ENDED = Set.of("closed", "cancelled", "rejected", "merged");

  /** Steps of the person to whom it is dispatched, or of somebody in that person's name. */
  private static final Set<String> IN_HIS_NAME =
      Set.of(
          "accept", "arrive", "start", "request_hold", "resume", "tick", "made_safe", "complete");

  /** What a technician writes down about orders at which he works. */
  private static final Set<String> OF_THE_BOOKS =
      Set.of("add_part", "add_labour", "add_cost", "correct_cost", "consent");

  private record Row(
      String action, Set<String> from, String to, Set<String> roles, Set<String> sources) {
    static Row of(String line) {
      List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
      return new Row(
          cells.get(0),
          words(cells.get(1)),
          cells.get(2),
          words(cells.get(3)),
          words(cells.get(4)));
    }

    private static Set<String> words(String cell) {
      return Set.of(cell.split(" +", -1));
    }
  }

  private static final List<Row> ROWS = TABLE.lines().map(Row::of).toList();

  /** Who acts, by roles in words. */
  record Person(String id, Set<String> roles) {}

  /** Who answers for P1, lifts and fire. */
  record Officers(List<String> engineering, List<String> lift, List<String> fire) {}

  final String source;
  final String trade;
  final boolean p1;
  final boolean serious;
  final Officers officers;
  String status;
  @Nullable String assignee;
  final Set<String> doers = new LinkedHashSet<>();
  final Set<String> asked = new LinkedHashSet<>();
  final Set<String> going = new TreeSet<>();
  final Set<String> promised;

  /** Lines of the checklist that nobody ticked yet, and those that have led to an order. */
  final Set<String> left = new TreeSet<>();

  final Set<String> corrected = new TreeSet<>();
  int items;
  boolean holdRequested;
  boolean planned;
  boolean begun;
  @Nullable Instant endedAt;
  int version = 1;
  int cycle = 1;
  boolean urgent;

  /** It waits for the order of its cause. */
  boolean under;

  final Set<String> requesters = new TreeSet<>();

  /** What the customer pays of each line; none: the line was taken back, or is a counter-entry. */
  final List<Optional<Integer>> lines = new ArrayList<>();

  int consented;

  ModelOfOrders(
      String source, String status, String trade, boolean p1, boolean serious, Officers officers) {
    this.source = source;
    this.status = status;
    this.trade = trade;
    this.p1 = p1;
    this.serious = serious;
    this.officers = officers;
    String repair = serious ? "plan_and_start" : "resolve";
    this.promised =
        switch (source) {
          case "report" -> Set.of("forward", "respond", "progress_call", repair);
          case "plan" -> Set.of("resolve");
          default -> Set.of("forward", "respond", repair);
        };
    going.addAll(promised);
  }

  /** Gives the order a checklist of so many lines, on which nothing is ticked. */
  ModelOfOrders with(int lines) {
    items = lines;
    for (int item = 1; item <= lines; item++) {
      left.add(String.valueOf(item));
    }
    return this;
  }

  private Optional<Row> row(String action) {
    return ROWS.stream()
        .filter(row -> row.action.equals(action))
        .filter(row -> row.from.contains(status) && row.sources.contains(source))
        .findFirst();
  }

  /** Whether anybody may take the action in this status. */
  boolean inTheTable(String action) {
    return row(action).isPresent();
  }

  /** Whether the person may take the action now. */
  boolean legal(String action, Person person, Instant now) {
    Optional<Row> row = row(action);
    if (row.isEmpty()) {
      return false;
    }
    boolean mayByRole =
        person.roles.contains("admin") || person.roles.stream().anyMatch(row.get().roles::contains);
    boolean ends = Set.of("verify", "cancel", "reject").contains(action);
    boolean guarded = ends && guarded();
    if (guarded ? !answers(person) : !mayByRole) {
      return false;
    }
    if (Set.of("verify", "visit").contains(action) && inHand(person.id)) {
      return false;
    }
    if ((action.equals("tick") && items == 0)
        || (action.equals("complete") && !left.isEmpty())
        || (action.equals("plan_recorded") && !serious)
        || Set.of("answered", "allow_overrun").contains(action)
        || (action.equals("made_safe") && !p1)
        || (action.equals("put_under") && (under || p1))
        || (action.equals("stand_alone") && !under)) {
      return false;
    }
    if (action.equals("reopen")
        && endedAt != null
        && Duration.between(endedAt, now).compareTo(Duration.ofDays(7)) > 0) {
      return false;
    }
    if (action.equals("approve") && (requesters.contains(person.id) || inHand(person.id))) {
      return false;
    }
    if (OF_THE_BOOKS.contains(action)) {
      return (assignee == null || !person.roles.equals(Set.of("technician")) || inHand(person.id))
          && (!action.equals("correct_cost") || lines.stream().anyMatch(Optional::isPresent));
    }
    if (customerPays() > consented
        && (action.equals("complete")
            || (Set.of("start", "resume").contains(action) && !urgent && !p1))) {
      return false;
    }
    return !((IN_HIS_NAME.contains(action) || action.equals("plan_recorded"))
        && person.roles.equals(Set.of("technician"))
        && assignee != null
        && !assignee.equals(person.id));
  }

  /** Whoever has it now counts beside those who worked on it. */
  private boolean inHand(String person) {
    return doers.contains(person) || person.equals(assignee);
  }

  private int customerPays() {
    return lines.stream().mapToInt(line -> line.orElse(0)).sum();
  }

  private boolean guarded() {
    return p1 || trade.equals("elevator") || trade.equals("fire");
  }

  /** The officer, else the engineering manager, else any manager, of those with clean hands. */
  private boolean answers(Person person) {
    List<List<String>> ranks = new ArrayList<>();
    if (trade.equals("elevator")) {
      ranks.add(officers.lift);
    } else if (trade.equals("fire")) {
      ranks.add(officers.fire);
    }
    ranks.add(officers.engineering);
    for (List<String> rank : ranks) {
      if (rank.stream().anyMatch(id -> !inHand(id))) {
        return rank.contains(person.id);
      }
    }
    return person.roles.contains("manager");
  }

  /** The order after a legal step. */
  void take(String action, Person person, Map<String, String> fields, Instant now) {
    String before = status;
    String to = row(action).orElseThrow().to;
    String behalf = fields.get("on_behalf_of");
    if (action.equals("dispatch")) {
      assignee = fields.get("assignee");
      asked.add(String.valueOf(assignee));
    } else if (IN_HIS_NAME.contains(action)) {
      if (assignee == null) {
        assignee = behalf != null ? behalf : person.id;
        asked.add(assignee);
      }
      doers.add(behalf != null ? behalf : String.valueOf(assignee));
    }
    if (Set.of("start", "tick", "made_safe", "complete").contains(action)) {
      doers.add(person.id);
    }
    if (action.equals("tick")) {
      left.remove(fields.get("item"));
      if (String.valueOf(fields.get("passed")).equals("false")) {
        corrected.add(String.valueOf(fields.get("item")));
      }
    }
    status = to.equals(".") ? before : to;
    under = action.equals("put_under");
    holdRequested = action.equals("request_hold") || (holdRequested && status.equals(before));
    if (!status.equals(before)) {
      endedAt = ENDED.contains(status) ? now : null;
    }
    books(action, person, fields);
    version++;
    planned |= action.equals("plan_recorded");
    begun |= status.equals("in_progress") && !status.equals(before);
    if (action.equals("reopen")) {
      planned = false;
      begun = false;
    }
    clocks(action);
    if (planned && begun) {
      going.remove("plan_and_start");
    }
  }

  private void books(String action, Person person, Map<String, String> fields) {
    boolean customers = "customer".equals(fields.get("paid"));
    switch (action) {
      case "add_part" -> lines.add(Optional.of(0));
      case "add_cost" -> lines.add(Optional.of(customers ? 10 : 0));
      case "add_labour" -> {
        lines.add(Optional.of(0));
        doers.add(fields.getOrDefault("person", person.id));
      }
      case "correct_cost" -> {
        lines.set(Integer.parseInt(String.valueOf(fields.get("line"))) - 1, Optional.empty());
        lines.add(Optional.empty());
      }
      case "consent" -> consented = Math.max(consented, 15);
      case "request_approval" -> requesters.add(person.id);
      default -> {
        // costs nothing
      }
    }
  }

  private void clocks(String action) {
    switch (action) {
      case "dispatch" -> going.remove("forward");
      case "accept" -> going.removeAll(Set.of("forward", "respond"));
      case "progress_called" -> going.remove("progress_call");
      case "complete" -> {
        going.removeAll(Set.of("progress_call", "resolve", "plan_and_start"));
        going.add("verify");
      }
      case "verify" -> {
        going.remove("verify");
        if (source.equals("report")) {
          going.add("visit");
        }
      }
      case "reopen" -> {
        cycle++;
        going.clear();
        going.addAll(promised);
        if (status.equals("dispatched")) {
          going.remove("forward");
        }
      }
      default -> {
        // meets nothing
      }
    }
    if (ENDED.contains(status)) {
      going.clear();
    }
  }
}
