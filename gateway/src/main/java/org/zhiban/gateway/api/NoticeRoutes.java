package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.notices.NoticeDesk.Taken;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.notice.Notice;
import org.zhiban.model.notice.NoticeAction;
import org.zhiban.model.notice.NoticeState;
import org.zhiban.model.notice.NoticeText;
import org.zhiban.rules.notice.NoticeOutcome;
import org.zhiban.rules.notice.NoticeRefusal;
import org.zhiban.rules.notice.Notices;
import org.zhiban.rules.workorder.Actor;

/** Notices to residents: written, approved, published and filed [N1] [N2] [N3]. */
final class NoticeRoutes {
  private final Running gateway;
  private final Repeats repeats;
  private final Notices notices;

  NoticeRoutes(Running gateway) {
    this.gateway = gateway;
    this.repeats = new Repeats(gateway);
    this.notices = new Notices(gateway.site().zone());
  }

  Answer list(Call call) {
    Set<NoticeState> states =
        AlarmRoutes.words("state", call.query("state"), NoticeState.class, NoticeState::word);
    return Answer.ok(
        Paging.view(
            gateway.store().query(q -> q.notices().list(states, Paging.request(call, 100))),
            notice -> view(notice).put("allowed", allowed(notice, call))));
  }

  Answer one(Call call) {
    return gateway.store().query(q -> whole(q, notice(q, call.path("id")), call));
  }

  private static Notice notice(OperationsQueries store, String id) {
    return store.notices().find(id).orElseThrow(() -> Refusal.notFound("there is no notice " + id));
  }

  Answer draft(Call call) {
    return repeats.onceThere(
        call,
        tx -> {
          Instant now = gateway.clock().instant();
          NoticeText text = text(tx, call);
          return taken(
              tx,
              call,
              notices.draft(gateway.notices().newId(), text, actor(call), now),
              "notice_draft",
              201,
              now);
        });
  }

  Answer edit(Call call) {
    return repeats.onceThere(
        call,
        tx -> {
          Instant now = gateway.clock().instant();
          Notice notice = unchanged(tx, call);
          Notices.Fields fields =
              new Notices.Fields(Optional.empty(), Optional.empty(), Optional.of(text(tx, call)));
          return taken(
              tx,
              call,
              notices.ask(notice, NoticeAction.EDIT, actor(call), fields, now),
              "notice_edit",
              200,
              now);
        });
  }

  Answer act(Call call) {
    NoticeAction action =
        NoticeAction.of(call.path("action"))
            .filter(it -> it != NoticeAction.EDIT)
            .orElseThrow(() -> Refusal.notFound("a notice has no action " + call.path("action")));
    Notices.Fields fields =
        new Notices.Fields(call.text("reason"), time(call, "until"), Optional.empty());
    return repeats.onceThere(
        call,
        tx -> {
          Instant now = gateway.clock().instant();
          return taken(
              tx,
              call,
              notices.ask(unchanged(tx, call), action, actor(call), fields, now),
              "notice_" + action.word(),
              200,
              now);
        });
  }

  private static Notice unchanged(OperationsTransaction tx, Call call) {
    Notice notice = notice(tx, call.path("id"));
    call.requireUnchanged(
        notice.version(), "the notice has changed since it was read; read it again");
    return notice;
  }

  private Repeats.Done taken(
      OperationsTransaction tx,
      Call call,
      NoticeOutcome outcome,
      String word,
      int status,
      Instant now) {
    return switch (gateway.notices().carryOut(tx, outcome, now)) {
      case Taken.Refused(var reason) -> throw refusal(reason, call);
      case Taken.Recorded(var notice, var relief) -> {
        tx.audit(
            new AuditEntry.Draft(
                now,
                call.caller().user(),
                word,
                notice.number().orElse(notice.id()),
                call.text("reason").orElse(""),
                call.origin()));
        List<Happening> told = new ArrayList<>(List.of(new Happening.NoticeStep(notice)));
        relief.ifPresent(order -> told.add(new Happening.OrderStep(order)));
        Answer whole = whole(tx, notice, call);
        yield new Repeats.Done(new Answer(status, whole.body(), whole.headers()), told);
      }
    };
  }

  private Refusal refusal(NoticeRefusal reason, Call call) {
    String words = reason.words().in(new AlarmRoutes(gateway).language(call));
    return switch (reason) {
      case NoticeRefusal.WrongState _, NoticeRefusal.TooLate _, NoticeRefusal.Over _ ->
          Refusal.conflict(words);
      case NoticeRefusal.WrongRole _ -> Refusal.forbidden(words);
      case NoticeRefusal.WrongField _ -> Refusal.badRequest(words);
    };
  }

  private NoticeText text(OperationsQueries store, Call call) {
    Optional<String> order = call.text("order");
    order
        .filter(id -> store.order(id).isEmpty())
        .ifPresent(
            id -> {
              throw Refusal.badRequest("order: there is no work order " + id);
            });
    Optional<String> plan = call.text("plan");
    plan.filter(id -> !gateway.site().plans().containsKey(id))
        .ifPresent(
            id -> {
              throw Refusal.badRequest("plan: the site has no " + id);
            });
    return new NoticeText(
        call.text("kind").flatMap(NoticeText.Kind::of).orElseThrow(() -> missing("kind")),
        call.text("supply").flatMap(NoticeText.Supply::of).orElseThrow(() -> missing("supply")),
        call.text("where").orElseThrow(() -> missing("where")),
        call.text("zh").orElseThrow(() -> missing("zh")),
        call.text("en"),
        time(call, "from").orElseThrow(() -> missing("from")),
        time(call, "until").orElseThrow(() -> missing("until")),
        call.text("reason"),
        order,
        plan,
        call.text("relief"));
  }

  private static Refusal missing(String field) {
    return Refusal.badRequest(field + " is missing");
  }

  private Optional<Instant> time(Call call, String name) {
    return call.text(name).map(text -> Times.parse(name, text, gateway.site().zone()));
  }

  private static Actor actor(Call call) {
    return new Actor(call.caller().user(), call.caller().roles());
  }

  private JsonArray allowed(Notice notice, Call call) {
    return new JsonArray(
        notices.allowed(notice, actor(call)).stream().map(NoticeAction::word).toList());
  }

  private Answer whole(OperationsQueries store, Notice notice, Call call) {
    JsonArray history = new JsonArray();
    store
        .notices()
        .history(notice.id())
        .forEach(
            line ->
                history.add(
                    new JsonObject()
                        .put("time", Times.text(line.time()))
                        .put("actor", line.actor())
                        .put("action", line.action())
                        .put("from", line.from().map(NoticeState::word).orElse(null))
                        .put("to", line.to().word())
                        .put("note", line.note().orElse(null))));
    return Answer.ok(view(notice).put("allowed", allowed(notice, call)).put("history", history))
        .tagged(String.valueOf(notice.version()));
  }

  /** A notice as the console has it. */
  static JsonObject view(Notice notice) {
    return told(notice)
        .put("id", notice.id())
        .put("version", notice.version())
        .put("state", notice.state().word())
        .put("reason", notice.text().reason().orElse(null))
        .put("order", notice.text().order().orElse(null))
        .put("plan", notice.text().plan().orElse(null))
        .put("relief_order", notice.reliefOrder().orElse(null))
        .put("created_by", notice.createdBy())
        .put("created_at", Times.text(notice.createdAt()))
        .put("approved_by", notice.approvedBy().orElse(null))
        .put("approved_at", Times.text(notice.approvedAt()))
        .put("published_at", Times.text(notice.publishedAt()))
        .put("ended_at", Times.text(notice.endedAt()));
  }

  /** What residents are told of it. */
  static JsonObject told(Notice notice) {
    NoticeText text = notice.text();
    return new JsonObject()
        .put("number", notice.number().orElse(null))
        .put("kind", text.kind().word())
        .put("supply", text.supply().word())
        .put("where", text.where())
        .put("zh", text.zh())
        .put("en", text.en().orElse(null))
        .put("relief", text.relief().orElse(null))
        .put("from", Times.text(text.from()))
        .put("until", Times.text(text.until()));
  }
}
