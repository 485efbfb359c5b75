package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.operations.Page;
import org.zhiban.gateway.operations.StoredEvent;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.PrivacySpec;
import org.zhiban.model.staff.Role;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.workorder.WorkOrder;

/** The site, its equipment, its points' past and its events. */
final class EquipmentRoutes {
  private static final int RAW_LIMIT = 10_000;
  private static final int MOST_BUCKETS = 20_000;

  private final Running gateway;
  private final EquipmentView view;
  private final String version;

  EquipmentRoutes(Running gateway, String version) {
    this.gateway = gateway;
    this.view = new EquipmentView(gateway.index(), gateway.board());
    this.version = version;
  }

  Answer site(Call call) {
    JsonArray areas = new JsonArray();
    gateway
        .site()
        .areas()
        .values()
        .forEach(
            a ->
                areas.add(
                    new JsonObject().put("id", a.id()).put("name", EquipmentView.text(a.name()))));
    JsonArray contractors = new JsonArray();
    gateway
        .site()
        .contractors()
        .values()
        .forEach(
            c ->
                contractors.add(
                    new JsonObject().put("id", c.id()).put("name", EquipmentView.text(c.name()))));
    return Answer.ok(
        new JsonObject()
            .put("id", gateway.site().id())
            .put("name", EquipmentView.text(gateway.site().name()))
            .put("timezone", gateway.site().zone().getId())
            .put("language", gateway.site().language().name().toLowerCase(java.util.Locale.ROOT))
            .put("areas", areas)
            .put("contractors", contractors)
            .put("trades", ReportView.trades(gateway.site()))
            .put("urgent_triggers", ReportView.triggers(gateway.site()))
            .put("emergency_phone", gateway.site().service().intake().emergencyPhone().orElse(null))
            .put("time", Times.text(gateway.clock().instant()))
            .put("version", version));
  }

  Answer staff(Call call) {
    JsonArray items = new JsonArray();
    gateway
        .site()
        .staff()
        .values()
        .forEach(
            member ->
                items.add(
                    new JsonObject()
                        .put("id", member.id())
                        .put("name", member.name())
                        .put("role", member.role().word())
                        .put("trades", EquipmentView.array(member.trades()))
                        .put("areas", EquipmentView.array(member.areas()))
                        .put("shift", member.shift().orElse(null))));
    return Answer.ok(Paging.whole(items));
  }

  Answer list(Call call) {
    List<Equipment> all =
        gateway.site().equipment().values().stream()
            .filter(e -> call.query("class").map(e.equipmentClass()::equals).orElse(true))
            .filter(
                e ->
                    call.query("area")
                        .map(area -> e.area().filter(area::equals).isPresent())
                        .orElse(true))
            .toList();
    Optional<String> after = call.query("after");
    int start = after.map(id -> 1 + all.stream().map(Equipment::id).toList().indexOf(id)).orElse(0);
    int limit = Paging.request(call, 1_000).limit();
    Counts counts = gateway.store().query(this::counts);
    List<Equipment> part = all.subList(start, Math.min(all.size(), start + limit));
    JsonArray items = new JsonArray();
    part.forEach(e -> items.add(row(e, counts)));
    String next = start + part.size() < all.size() ? part.getLast().id() : null;
    return Answer.ok(new JsonObject().put("items", items).put("next", next));
  }

  Answer one(Call call) {
    return Answer.ok(row(equipment(call.path("id")), gateway.store().query(this::counts)));
  }

  private record Counts(
      Map<String, Long> alarms,
      Map<String, Integer> orders,
      Map<String, JsonObject> lockOuts,
      Map<String, Occurrence> next) {}

  private Counts counts(OperationsQueries store) {
    LocalDate today = LocalDate.ofInstant(gateway.clock().instant(), gateway.site().zone());
    Map<String, Occurrence> next =
        store.schedule().occurrences(today.minusDays(60), today.plusDays(60)).stream()
            .filter(o -> o.state() == Occurrence.State.DUE)
            .collect(
                Collectors.toMap(
                    Occurrence::equipment,
                    o -> o,
                    (a, b) -> Comparator.comparing(Occurrence::dueAt).compare(a, b) <= 0 ? a : b));
    return new Counts(
        store.standingAlarms().stream()
            .filter(Alarm::active)
            .collect(Collectors.groupingBy(Alarm::equipment, Collectors.counting())),
        store.openOrdersByEquipment(),
        lockOuts(store),
        next);
  }

  /** The lock-out under which an equipment's rules are, by equipment. */
  private Map<String, JsonObject> lockOuts(OperationsQueries store) {
    Map<String, JsonObject> byEquipment = new HashMap<>();
    for (WorkOrder order : store.ordersLockingOut()) {
      JsonObject lockOut =
          OrderView.lockOut(order, gateway.changes().running().site(), gateway.clock().instant());
      if (lockOut != null) {
        order
            .lockOut()
            .orElseThrow()
            .rules()
            .forEach(rule -> byEquipment.put(rule.substring(0, rule.indexOf('/')), lockOut));
      }
    }
    return byEquipment;
  }

  private JsonObject row(Equipment e, Counts counts) {
    return view.row(
        e,
        counts.alarms.getOrDefault(e.id(), 0L).intValue(),
        counts.orders.getOrDefault(e.id(), 0),
        counts.lockOuts.get(e.id()),
        next(counts.next.get(e.id())));
  }

  private static @Nullable JsonObject next(@Nullable Occurrence next) {
    return next == null
        ? null
        : new JsonObject()
            .put("plan", next.plan())
            .put("level", next.level().word())
            .put("nominal", next.nominal().toString())
            .put("due_at", Times.text(next.dueAt()));
  }

  Answer history(Call call) {
    Equipment owner = equipment(call.path("equipment"));
    PointSpec spec = owner.points().get(call.path("point"));
    if (spec == null) {
      throw Refusal.notFound(
          owner.id()
              + " has no point "
              + call.path("point")
              + "; it has "
              + String.join(", ", owner.points().keySet()));
    }
    PointRef ref = new PointRef(owner.id(), spec.id());
    Instant now = gateway.clock().instant();
    Instant to =
        call.query("to")
            .map(t -> Times.parse("to", t, gateway.site().zone()))
            .orElse(now.plusMillis(1));
    Instant from =
        call.query("from")
            .map(t -> Times.parse("from", t, gateway.site().zone()))
            .orElse(to.minus(Duration.ofHours(1)));
    if (!from.isBefore(to)) {
      throw Refusal.badRequest("from must lie before to");
    }
    JsonObject answer =
        new JsonObject()
            .put("unit", spec.unit().orElse(null))
            .put("from", Times.text(from))
            .put("to", Times.text(to));
    Optional<Duration> step = call.query("step").map(text -> Times.length("step", text));
    if (step.isPresent()) {
      if (Duration.between(from, to).dividedBy(step.get()) > MOST_BUCKETS) {
        throw Refusal.badRequest(
            "more than " + MOST_BUCKETS + " steps; take a longer step or a shorter time");
      }
      JsonArray buckets = new JsonArray();
      gateway.historian().buckets(ref, from, to, step.get()).forEach(b -> buckets.add(bucket(b)));
      return Answer.ok(answer.put("step_s", step.get().toSeconds()).put("buckets", buckets));
    }
    int limit = call.query("limit").map(Integer::parseInt).orElse(RAW_LIMIT);
    JsonArray samples = new JsonArray();
    gateway.historian().raw(ref, from, to, limit).forEach(v -> samples.add(sample(spec, v)));
    return Answer.ok(answer.put("samples", samples).put("truncated", samples.size() == limit));
  }

  static JsonObject sample(PointSpec spec, PointValue value) {
    return new JsonObject()
        .put("time", Times.millis(value.time()))
        .put("value", EquipmentView.typed(spec, value))
        .put("quality", value.quality().name().toLowerCase(java.util.Locale.ROOT))
        .put("reason", value.quality() == Quality.GOOD ? null : value.reason().word());
  }

  private static JsonObject bucket(Historian.Bucket b) {
    return new JsonObject()
        .put("time", Times.text(b.time()))
        .put("min", Paging.number(b.min()))
        .put("max", Paging.number(b.max()))
        .put("avg", Paging.number(b.avg()))
        .put("last", Paging.number(b.last()))
        .put("count", b.count())
        .put("bad", b.bad());
  }

  Answer events(Call call) {
    Page<StoredEvent> page =
        gateway
            .store()
            .query(
                q ->
                    q.events(
                        call.query("equipment"),
                        call.query("type"),
                        call.query("from").map(t -> Times.parse("from", t, gateway.site().zone())),
                        call.query("to").map(t -> Times.parse("to", t, gateway.site().zone())),
                        Paging.request(call, 100)));
    boolean sees = sees(call.caller());
    return Answer.ok(Paging.view(page, event -> event(event, sees)));
  }

  /** Whether somebody may look at what private fields of events were. */
  private boolean sees(Caller caller) {
    return gateway.site().privacy().map(PrivacySpec::maySee).orElse(Set.of()).stream()
        .anyMatch(caller.roles()::contains);
  }

  /**
   * An event; private fields were hashed before they were stored.
   *
   * @param sees whether who reads it may look at what they were
   */
  static JsonObject event(StoredEvent event, boolean sees) {
    return new JsonObject()
        .put("id", event.id())
        .put("equipment", event.point().equipment())
        .put("point", event.point().point())
        .put("type", event.type())
        .put("time", Times.text(event.time()))
        .put("received", Times.text(event.received()))
        .put("clock_off", event.told().isPresent())
        .put("told", Times.text(event.told()))
        .put("fields", EquipmentView.object(event.fields()))
        .put(
            "private_fields",
            EquipmentView.array(event.hidden().map(it -> it.names()).orElse(List.of())))
        .put("clear_text", sees && event.hidden().flatMap(it -> it.clear()).isPresent());
  }

  /** What private fields of an event were: for few, and each look is in the audit before it. */
  Answer look(Call call) {
    Caller caller = call.caller();
    if (!sees(caller)) {
      Set<Role> may = gateway.site().privacy().map(PrivacySpec::maySee).orElse(Set.of());
      throw new Refusal(
          403,
          "Not yours to see",
          may.isEmpty()
              ? "the site lets nobody see private fields (privacy: may_see)"
              : "private fields are for "
                  + may.stream().map(Role::word).sorted().collect(Collectors.joining(", ")));
    }
    PointRef point =
        new PointRef(call.text("equipment").orElseThrow(), call.text("point").orElseThrow());
    String id = call.text("id").orElseThrow();
    JsonObject clear =
        Repeats.joined(gateway.desk().ask(tx -> looked(tx, call, caller, point, id)));
    return Answer.ok(new JsonObject().put("fields", clear));
  }

  private JsonObject looked(
      OperationsTransaction tx, Call call, Caller caller, PointRef point, String id) {
    StoredEvent event =
        tx.event(point, id)
            .orElseThrow(() -> Refusal.notFound("no event " + id + " of " + point + " is kept"));
    JsonObject clear =
        gateway
            .hiding()
            .clear(event)
            .orElseThrow(
                () ->
                    new Refusal(
                        410,
                        "Gone",
                        "what its private fields were is not kept, or no more (privacy:"
                            + " clear_text)"));
    tx.audit(
        new AuditEntry.Draft(
            gateway.clock().instant(),
            caller.user(),
            "look_at_private",
            point + " " + id,
            String.join(", ", clear.fieldNames()),
            call.origin()));
    return clear;
  }

  private Equipment equipment(String id) {
    return Optional.ofNullable(gateway.site().equipment().get(id))
        .orElseThrow(
            () ->
                Refusal.notFound(
                    "the site has no equipment " + id + "; see GET /api/v1/equipment"));
  }
}
