package org.zhiban.gateway.api;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.alarms.AlarmDesk;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.operations.Page;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmState;
import org.zhiban.model.alarm.Priority;

/** Alarms: listed, shown, acknowledged, shelved, reset. */
final class AlarmRoutes {
  private static final Duration USUAL_SHELF = Duration.ofMinutes(15);

  private static final LocalizedText UNRECORDED =
      new LocalizedText("已生效；存储恢复后即记入档案", "it holds, and is put on record when the store is back");

  private final Running gateway;
  private final Repeats repeats;

  AlarmRoutes(Running gateway) {
    this.gateway = gateway;
    this.repeats = new Repeats(gateway);
  }

  Answer list(Call call) {
    Set<AlarmState> states =
        words("state", call.query("state"), AlarmState.class, AlarmState::word);
    Set<Priority> priorities =
        words("priority", call.query("priority"), Priority.class, Priority::word);
    return Answer.ok(
        gateway
            .store()
            .query(
                q ->
                    Paging.view(
                        q.alarms(
                            states, priorities, call.query("equipment"), Paging.request(call, 200)),
                        alarm ->
                            AlarmView.row(
                                alarm,
                                orderOf(q, alarm),
                                gateway.permits().over(alarm.equipment()),
                                gateway.picture().place(alarm)))));
  }

  /** The words of an enumeration, separated by commas; {@code all} means every one. */
  static <E extends Enum<E>> Set<E> words(
      String name, Optional<String> text, Class<E> type, Function<E, String> word) {
    EnumSet<E> chosen = EnumSet.noneOf(type);
    for (String part : text.map(t -> t.split(",", -1)).orElse(new String[0])) {
      if (part.equals("all")) {
        return EnumSet.allOf(type);
      }
      chosen.add(
          Arrays.stream(type.getEnumConstants())
              .filter(e -> word.apply(e).equalsIgnoreCase(part.strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      Refusal.badRequest(
                          name
                              + ": "
                              + part
                              + " is none of "
                              + String.join(
                                  ", ",
                                  Arrays.stream(type.getEnumConstants()).map(word).toList()))));
    }
    return chosen;
  }

  private static @Nullable String orderOf(OperationsQueries store, Alarm alarm) {
    return store.orderOfAlarm(alarm.id()).orElse(null);
  }

  Answer one(Call call) {
    return gateway.store().query(q -> whole(q, alarm(q, call.path("id"))));
  }

  private Answer whole(OperationsQueries store, Alarm alarm) {
    return Answer.ok(
            AlarmView.whole(
                alarm,
                orderOf(store, alarm),
                gateway.permits().over(alarm.equipment()),
                gateway.picture().place(alarm),
                store.alarmHistory(alarm.id()),
                store.deliveries(Optional.of(alarm.id()), Set.of(), Page.Request.FIRST).items()))
        .tagged(AlarmView.version(alarm));
  }

  private static Alarm alarm(OperationsQueries store, String id) {
    return store.alarm(id).orElseThrow(() -> Refusal.notFound("there is no alarm " + id));
  }

  Answer act(Call call) {
    Caller caller = call.caller();
    String id = call.path("id");
    return repeats.guarded(
        call,
        () -> {
          Alarm stands = gateway.store().query(q -> alarm(q, id));
          call.requireUnchanged(
              AlarmView.version(stands), "the alarm has changed since it was read; read it again");
          return said(call, caller, id);
        });
  }

  private Answer said(Call call, Caller caller, String id) {
    String action = call.path("action");
    Optional<String> comment = call.text("comment");
    AlarmDesk.Word word = word(action, id, caller.user(), comment, call);
    AlarmDesk.Said<Answer> said =
        Repeats.joined(
            gateway
                .alarms()
                .say(
                    gateway.intake(), word, tx -> recorded(tx, call, caller, id, action, comment)));
    return switch (said) {
      case AlarmDesk.Said.Recorded<Answer>(Answer answer) -> answer;
      case AlarmDesk.Said.Unrecorded<Answer> _ ->
          Answer.accepted(
              new JsonObject()
                  .put("id", id)
                  .put("recorded", false)
                  .put("detail", UNRECORDED.in(language(call))));
      case AlarmDesk.Said.Refused<Answer>(var reason) ->
          throw Refusal.conflict(reason.words().in(language(call)));
    };
  }

  private AlarmDesk.Word word(
      String action, String id, String by, Optional<String> comment, Call call) {
    return switch (action) {
      case "acknowledge" -> (engine, now) -> engine.acknowledge(id, by, comment, now);
      case "reset" -> (engine, now) -> engine.reset(id, by, comment, now);
      case "unshelve" -> (engine, now) -> engine.unshelve(id, by, comment, now);
      case "shelve" -> {
        Duration length =
            call.text("for").map(text -> Times.length("for", text)).orElse(USUAL_SHELF);
        yield (engine, now) ->
            engine.shelve(id, by, comment, Instant.ofEpochMilli(now).plus(length), now);
      }
      default -> throw Refusal.notFound("an alarm has no action " + action);
    };
  }

  private Answer recorded(
      OperationsTransaction tx,
      Call call,
      Caller caller,
      String id,
      String action,
      Optional<String> comment) {
    tx.audit(
        new AuditEntry.Draft(
            gateway.clock().instant(),
            caller.user(),
            "alarm_" + action,
            id,
            comment.orElse(""),
            call.origin()));
    return repeats.kept(tx, call, whole(tx, alarm(tx, id)));
  }

  /** The language in which a person is told why not. */
  org.zhiban.model.Language language(Call call) {
    return call.header("Accept-Language")
        .map(
            h ->
                h.toLowerCase(Locale.ROOT).startsWith("en")
                    ? org.zhiban.model.Language.EN
                    : org.zhiban.model.Language.ZH)
        .orElse(gateway.site().language());
  }
}
