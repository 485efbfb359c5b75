package org.zhiban.gateway.api;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.commands.CommandOrder;
import org.zhiban.gateway.commands.CommandRecord;
import org.zhiban.gateway.commands.CommandResult;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.Language;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.rules.workorder.StandingWork;

/** A command to a point. */
final class CommandRoutes {
  private final Running gateway;
  private final Repeats repeats;

  CommandRoutes(Running gateway) {
    this.gateway = gateway;
    this.repeats = new Repeats(gateway);
  }

  Answer command(Call call) {
    Caller caller = call.caller();
    PointRef point = new PointRef(call.path("equipment"), call.path("point"));
    Equipment equipment = gateway.site().equipment().get(point.equipment());
    if (equipment == null || !equipment.points().containsKey(point.point())) {
      throw Refusal.notFound("there is no point " + point);
    }
    CommandOrder order =
        new CommandOrder(
            caller.user(),
            caller.roles(),
            call.origin(),
            point,
            call.body().getValue("value"),
            call.text("reason").orElseThrow(() -> Refusal.badRequest("reason: say why")));
    return repeats.guarded(call, () -> taken(call, order));
  }

  private Answer taken(Call call, CommandOrder order) {
    try {
      return answer(call, order, gateway.commands().take(order, new Kept(call, order)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the gateway is being stopped", e);
    }
  }

  /**
   * Keeps the answer under the call's key. Before the write goes out that answer is that nothing is
   * known: should the gateway die, a repeat says so and writes nothing.
   */
  private final class Kept implements CommandRecord {
    private final Call call;
    private final CommandOrder order;

    Kept(Call call, CommandOrder order) {
      this.call = call;
      this.order = order;
    }

    @Override
    public void begun(OperationsTransaction tx) {
      CommandResult open = new CommandResult.Unknown("the gateway stopped while it was under way");
      repeats.kept(tx, call, answer(call, order, open));
    }

    @Override
    public void ended(OperationsTransaction tx, CommandResult result, boolean begun) {
      Answer answer = answer(call, order, result);
      if (begun) {
        repeats.corrected(tx, call, answer);
      } else {
        repeats.kept(tx, call, answer);
      }
    }
  }

  private Answer answer(Call call, CommandOrder order, CommandResult result) {
    return switch (result) {
      case CommandResult.Confirmed done ->
          Answer.ok(done(order, done, readBack(done.point(), done.read())));
      case CommandResult.Written done -> Answer.ok(done(order, done, null));
      case CommandResult.NotConfirmed done ->
          Answer.accepted(
              done(order, done, readBack(done.point(), done.read()))
                  .put("within_s", done.within().toSeconds()));
      case CommandResult.LifeSafety no -> refused(call, 403, "Not allowed", no);
      case CommandResult.RoleLacking no -> refused(call, 403, "Not allowed", no);
      case CommandResult.NoCommand no -> refused(call, 422, "No command point", no);
      case CommandResult.Unfit no -> refused(call, 422, "Unfit value", no);
      case CommandResult.Interlocked no -> refused(call, 409, "Interlocked", no);
      case CommandResult.AtWork no -> refused(call, 409, "Somebody works at it", no);
      case CommandResult.UnderWay no -> refused(call, 409, "Under way", no);
      case CommandResult.NotSent no -> refused(call, 503, "Link down", no);
      case CommandResult.DeviceRefused no -> refused(call, 502, "Device refused", no);
      case CommandResult.Unknown no -> refused(call, 504, "Outcome unknown", no);
    };
  }

  /** For what says from now on that somebody works at the equipment; within its transaction. */
  static void requireNoneGoingOut(Running gateway, Call call, Set<String> equipment) {
    gateway
        .commands()
        .goingOut(equipment)
        .ifPresent(
            point -> {
              LocalizedText words =
                  new LocalizedText(
                      "对 " + point + " 的命令正在执行，请等其结束再开始作业",
                      "a command to " + point + " is going out; begin to work when it has ended");
              throw Refusal.conflict(words.in(language(gateway, call)));
            });
  }

  private static Language language(Running gateway, Call call) {
    return call.header("Accept-Language")
        .map(h -> h.toLowerCase(Locale.ROOT).startsWith("en") ? Language.EN : Language.ZH)
        .orElse(gateway.site().language());
  }

  private JsonObject done(
      CommandOrder order, CommandResult.Done done, @Nullable JsonObject readBack) {
    return value(order.point(), done.written())
        .put("equipment", order.point().equipment())
        .put("outcome", done.word())
        .put("read_back", readBack);
  }

  private JsonObject readBack(PointRef point, PointValue read) {
    return value(point, read);
  }

  private JsonObject value(PointRef ref, PointValue value) {
    PointSpec spec = gateway.site().point(ref);
    return new JsonObject()
        .put("point", ref.point())
        .put("value", EquipmentView.typed(spec, value))
        .put("quality", value.quality().name().toLowerCase(Locale.ROOT))
        .put("reason", value.quality() == Quality.GOOD ? null : value.reason().word())
        .put("time", value.time() == 0 ? null : Times.millis(value.time()));
  }

  private Answer refused(Call call, int status, String title, CommandResult.Refused no) {
    JsonObject more = new JsonObject().put("outcome", no.word());
    if (no instanceof CommandResult.Interlocked(var interlock, boolean unknown)) {
      more.put("interlock", interlock.text())
          .put("position", interlock.position().toString())
          .put("unknown", unknown);
    }
    if (no instanceof CommandResult.AtWork(var work, _)) {
      more.put(work instanceof StandingWork.LockedOut ? "work_order" : "permit", work.number())
          .put("by", work.who())
          .put("until", Times.text(work.until()));
    }
    return Answer.problem(status, title, no.words().in(language(gateway, call)), more);
  }
}
