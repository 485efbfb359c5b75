package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.change.Difference;
import org.zhiban.gateway.change.HotChange;
import org.zhiban.gateway.change.HotChange.Effect;
import org.zhiban.gateway.change.HotChange.Outcome;
import org.zhiban.gateway.config.problem.Problem;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.rehearsal.ReplayJson;
import org.zhiban.model.alarm.Alarm;

/** The site's files: changed ones are taken over. */
final class SiteRoutes {
  private final Running gateway;
  private final Repeats repeats;

  SiteRoutes(Running gateway) {
    this.gateway = gateway;
    this.repeats = new Repeats(gateway);
  }

  Answer reload(Call call) {
    if (call.body().getBoolean("dry_run", false)) {
      return answer(gateway.changes().look());
    }
    if (!gateway.health().get().ready()) {
      throw new Refusal(
          503, "Not now", "a store cannot be written at the moment; nothing was changed");
    }
    return repeats.guarded(
        call, () -> answer(gateway.changes().apply((tx, effect) -> done(tx, call, effect))));
  }

  private Answer done(
      org.zhiban.gateway.operations.OperationsTransaction tx, Call call, Effect effect) {
    JsonObject changes = ReplayJson.changes(effect.changes());
    changes.remove("titles");
    tx.audit(
        new AuditEntry.Draft(
            gateway.clock().instant(),
            call.caller().user(),
            "site_reload",
            gateway.site().id(),
            changes.encode(),
            call.origin()));
    return repeats.kept(tx, call, Answer.ok(effect(effect, true)));
  }

  private static <T> Answer answer(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Refused<T>(List<Problem> problems) ->
          Answer.problem(
              422,
              "The files are broken",
              "nothing was changed; mend what the problems say and ask again",
              new JsonObject().put("problems", problems(problems)));
      case Outcome.NeedsRestart<T>(List<Difference> differences) ->
          Answer.problem(
              409,
              "Needs a restart",
              "more than rules changed, and nothing was done; restart the gateway to take it over",
              new JsonObject().put("differences", differences(differences)));
      case Outcome.Shown<T>(Effect effect) -> Answer.ok(effect(effect, false));
      case Outcome.Applied<T>(Effect effect, Optional<T> given) ->
          given.isPresent() && given.get() instanceof Answer answer
              ? answer
              : Answer.accepted(effect(effect, true).put("recorded", false));
    };
  }

  static JsonArray problems(List<Problem> problems) {
    JsonArray list = new JsonArray();
    for (Problem problem : problems) {
      list.add(
          new JsonObject()
              .put("file", problem.position().file())
              .put("line", problem.position().line())
              .put("column", problem.position().column())
              .put("severity", problem.severity().word())
              .put("what", problem.what())
              .put("remedy", problem.remedy()));
    }
    return list;
  }

  private static JsonArray differences(List<Difference> differences) {
    JsonArray list = new JsonArray();
    for (Difference one : differences) {
      list.add(
          new JsonObject()
              .put("what", one.path())
              .put("before", one.before())
              .put("after", one.after()));
    }
    return list;
  }

  private static JsonObject effect(HotChange.Effect effect, boolean applied) {
    return new JsonObject()
        .put("applied", applied)
        .mergeIn(ReplayJson.changes(effect.changes()))
        .put("ending", alarms(effect.ending()))
        .put("anew", alarms(effect.anew()))
        .put("warnings", problems(effect.warnings()));
  }

  private static JsonArray alarms(List<Alarm> alarms) {
    JsonArray list = new JsonArray();
    alarms.forEach(
        alarm ->
            list.add(
                new JsonObject()
                    .put("id", alarm.id())
                    .put("equipment", alarm.equipment())
                    .put("rule", alarm.rule())
                    .put("key", alarm.key())
                    .put("priority", alarm.priority().name())
                    .put("message", EquipmentView.text(alarm.message()))));
    return list;
  }
}
