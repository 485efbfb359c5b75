package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.patrol.PatrolDesk;
import org.zhiban.model.patrol.Proof;
import org.zhiban.model.patrol.Walk;
import org.zhiban.model.site.Patrol;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.rules.patrol.Proving;

/** Routes, their walks, and who was where. */
final class PatrolRoutes {
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Duration LONGEST_LIST = Duration.ofDays(100);

  private final Running gateway;
  private final Repeats repeats;

  PatrolRoutes(Running gateway) {
    this.gateway = gateway;
    this.repeats = new Repeats(gateway);
  }

  Answer list(Call call) {
    Instant now = gateway.clock().instant();
    ZoneId zone = gateway.site().zone();
    LocalDate today = LocalDate.ofInstant(now, zone);
    JsonArray routes = new JsonArray();
    gateway.site().patrols().forEach(patrol -> routes.add(route(patrol)));
    return Answer.ok(
        new JsonObject()
            .put("routes", routes)
            .put(
                "walks",
                touching(
                    today.atStartOfDay(zone).toInstant(),
                    today.plusDays(1).atStartOfDay(zone).toInstant(),
                    now)));
  }

  Answer walks(Call call) {
    Instant now = gateway.clock().instant();
    ZoneId zone = gateway.site().zone();
    Instant from =
        call.query("from")
            .map(text -> Times.parse("from", text, zone))
            .orElse(now.minus(Duration.ofDays(7)));
    Instant to = call.query("to").map(text -> Times.parse("to", text, zone)).orElse(now);
    if (Duration.between(from, to).compareTo(LONGEST_LIST) > 0) {
      throw Refusal.badRequest("ask for 100 days at most");
    }
    return Answer.ok(Paging.whole(between(from, to, now)));
  }

  /** Walks of a day: also one that begins before midnight, or ends after it. */
  private JsonArray touching(Instant from, Instant to, Instant now) {
    JsonArray walks = new JsonArray();
    gateway.store().query(q -> q.patrols().walks(from.minus(A_DAY), to.plus(A_DAY))).stream()
        .filter(walk -> walk.end().isAfter(from) && walk.from().isBefore(to))
        .forEach(walk -> walks.add(view(walk, now)));
    return walks;
  }

  private JsonArray between(Instant from, Instant to, Instant now) {
    JsonArray walks = new JsonArray();
    gateway
        .store()
        .query(q -> q.patrols().walks(from, to))
        .forEach(walk -> walks.add(view(walk, now)));
    return walks;
  }

  private static JsonObject route(Patrol patrol) {
    return new JsonObject()
        .put("id", patrol.id())
        .put("name", EquipmentView.text(patrol.name()))
        .put("trade", patrol.trade())
        .put("at", EquipmentView.array(patrol.at().stream().map(Object::toString).toList()))
        .put("tolerance_s", patrol.tolerance().toSeconds())
        .put("checkpoints", EquipmentView.array(patrol.checkpoints()))
        .put("random", patrol.random().isPresent() ? patrol.random().getAsInt() : null);
  }

  Answer prove(Call call) {
    // Where the site's database is away people make no orders.
    return result(call) == Proof.Result.FINDING
        ? repeats.onceThere(call, tx -> prove(tx, call))
        : repeats.once(call, tx -> prove(tx, call));
  }

  private static Proof.Result result(Call call) {
    return call.text("result").filter("finding"::equals).isPresent()
        ? Proof.Result.FINDING
        : Proof.Result.OK;
  }

  private Repeats.Done prove(OperationsTransaction tx, Call call) {
    Walk walk =
        Walk.key(call.path("id"))
            .flatMap(tx.patrols()::walk)
            .orElseThrow(() -> Refusal.notFound("there is no walk " + call.path("id")));
    Instant now = gateway.clock().instant();
    Urgency urgency =
        call.text("urgency").filter("urgent"::equals).isPresent() ? Urgency.URGENT : Urgency.NORMAL;
    PatrolDesk.Said said =
        gateway
            .patrols()
            .said(
                tx,
                walk,
                call.path("equipment"),
                call.caller().user(),
                result(call),
                call.text("note").map(String::strip),
                urgency);
    return switch (said.outcome()) {
      case Proving.Outcome.Nothing(var same) -> new Repeats.Done(Answer.ok(view(same, now)));
      case Proving.Outcome.Refused(var reason) ->
          throw Refusal.conflict(
              reason.words(gateway.site().zone()).in(new AlarmRoutes(gateway).language(call)));
      case Proving.Outcome.Proved(var after, var proof) -> {
        tx.audit(
            new AuditEntry.Draft(
                now,
                call.caller().user(),
                "patrol_proof",
                after.id() + "/" + proof.equipment(),
                proof(proof).encode(),
                call.origin()));
        List<Happening> told = new ArrayList<>();
        told.add(new Happening.WalkStep(after));
        said.order().map(Happening.OrderStep::new).ifPresent(told::add);
        yield new Repeats.Done(Answer.ok(view(after, now)), told);
      }
    };
  }

  /** A walk; one that is planned is by now ahead, open, or overdue. */
  static JsonObject view(Walk walk, Instant now) {
    JsonArray checkpoints = new JsonArray();
    for (String checkpoint : walk.checkpoints()) {
      Optional<Proof> proof = walk.proofOf(checkpoint);
      checkpoints.add(
          new JsonObject()
              .put("equipment", checkpoint)
              .put("proof", proof.map(PatrolRoutes::proof).orElse(null)));
    }
    return new JsonObject()
        .put("id", walk.id())
        .put("route", walk.route())
        .put("nominal", Times.text(walk.nominal()))
        .put("from", Times.text(walk.from()))
        .put("until", Times.text(walk.until()))
        .put("end", Times.text(walk.end()))
        .put("state", state(walk, now))
        .put("checkpoints", checkpoints);
  }

  private static String state(Walk walk, Instant now) {
    if (walk.state() != Walk.State.PLANNED || now.isBefore(walk.from())) {
      return walk.state().word();
    }
    return now.isAfter(walk.until()) ? "overdue" : "open";
  }

  private static JsonObject proof(Proof proof) {
    return new JsonObject()
        .put("time", Times.text(proof.time()))
        .put("how", proof.how().word())
        .put("by", proof.by())
        .put("result", proof.result().word())
        .put("late", proof.late())
        .put("note", proof.note().orElse(null))
        .put("work_order", proof.workOrder().orElse(null));
  }
}
