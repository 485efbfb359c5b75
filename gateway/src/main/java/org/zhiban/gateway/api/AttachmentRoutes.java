package org.zhiban.gateway.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.attachments.NoRoomException;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.attachment.Attachment;
import org.zhiban.model.attachment.FileType;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.attachment.Attaching;
import org.zhiban.rules.attachment.AttachmentOutcome;
import org.zhiban.rules.attachment.AttachmentRefusal;
import org.zhiban.rules.attachment.GivenFile;
import org.zhiban.rules.workorder.Actor;
import org.zhiban.rules.workorder.OrderStep;

/** Photographs, signatures and documents of an order: taken in, given out, taken off. */
final class AttachmentRoutes {
  private final Running gateway;
  private final Repeats repeats;

  AttachmentRoutes(Running gateway) {
    this.gateway = gateway;
    this.repeats = new Repeats(gateway);
  }

  Answer add(Call call) {
    Caller caller = call.caller();
    UploadedFile file;
    try {
      file = UploadedFile.of(call.context(), gateway.attachments());
    } catch (NoRoomException e) {
      throw UploadRoute.noRoom(e);
    }
    try {
      Call told = new Call(call.context(), call.signedIn(), told(file));
      gateway.attachments().force(file.received());
      return repeats.onceThere(told, tx -> added(tx, told, caller, file.given()));
    } finally {
      gateway.attachments().settle(file.received());
    }
  }

  /** What a repeat says again. */
  private static JsonObject told(UploadedFile file) {
    return EquipmentView.object(file.said())
        .put("name", file.name())
        .put("sha256", file.received().sha256());
  }

  private Repeats.Done added(OperationsTransaction tx, Call call, Caller caller, GivenFile file) {
    WorkOrder order = order(tx, call);
    OrderRoutes.requireUnchanged(call, order);
    Instant now = gateway.clock().instant();
    AttachmentView view = new AttachmentView(order, caller);
    return switch (Attaching.add(
        order, actor(caller), file, tx.attachments().of(order.id()), now)) {
      case AttachmentOutcome.Refused(var reason) -> throw refusal(reason, call);
      case AttachmentOutcome.There(var attachment) ->
          new Repeats.Done(Answer.ok(view.one(attachment)).tagged(version(order)));
      case AttachmentOutcome.Done(var step, var attachment) -> {
        moved(tx, call, step, "order_add_attachment");
        tx.attachments().add(attachment);
        yield new Repeats.Done(
            Answer.created(view.one(attachment)).tagged(version(step.order())),
            new Happening.OrderStep(order(tx, call)));
      }
    };
  }

  Answer remove(Call call) {
    Caller caller = call.caller();
    return repeats.onceThere(call, tx -> removed(tx, call, caller));
  }

  private Repeats.Done removed(OperationsTransaction tx, Call call, Caller caller) {
    WorkOrder order = order(tx, call);
    OrderRoutes.requireUnchanged(call, order);
    Attachment attachment = attachment(tx, call, order);
    return switch (Attaching.remove(
        order, actor(caller), attachment, call.query("reason"), gateway.clock().instant())) {
      case AttachmentOutcome.Refused(var reason) -> throw refusal(reason, call);
      case AttachmentOutcome.There _ -> throw new IllegalStateException("nothing was sent");
      case AttachmentOutcome.Done(var step, var gone) -> {
        moved(tx, call, step, "order_remove_attachment");
        tx.attachments().remove(gone);
        yield new Repeats.Done(
            Answer.nothing().tagged(version(step.order())),
            new Happening.OrderStep(order(tx, call)));
      }
    };
  }

  private void moved(OperationsTransaction tx, Call call, OrderStep step, String action) {
    tx.record(step.order(), step.change());
    tx.audit(
        new AuditEntry.Draft(
            gateway.clock().instant(),
            call.caller().user(),
            action,
            step.order().id(),
            step.change().note().orElse(""),
            call.origin()));
  }

  Answer one(Call call) {
    Caller caller = call.caller();
    Attachment attachment =
        gateway
            .store()
            .query(
                q -> {
                  WorkOrder order = order(q, call);
                  Attachment found = attachment(q, call, order);
                  if (new AttachmentView(order, caller).covered(found)) {
                    throw Refusal.forbidden(
                        "the customer's signature is for the desk, operators, supervisors,"
                            + " managers and whoever has the order");
                  }
                  return found;
                });
    String tag = "\"" + attachment.sha256() + "\"";
    Map<String, String> headers = headers(attachment);
    headers.put("ETag", tag);
    if (call.header("If-None-Match").filter(tag::equals).isPresent()) {
      return new Answer(304, Optional.empty(), headers);
    }
    byte[] bytes =
        gateway
            .attachments()
            .bytes(attachment)
            .orElseThrow(
                () ->
                    Refusal.notFound(
                        "its bytes are damaged or not in the data folder; bring the folder"
                            + " attachments back from a backup"));
    return new Answer(200, Optional.empty(), headers, Optional.of(Buffer.buffer(bytes)));
  }

  /** Pictures are shown, other files are saved; neither ever runs anything. */
  private static Map<String, String> headers(Attachment attachment) {
    String shown = attachment.type() == FileType.PDF ? "attachment" : "inline";
    String plain = attachment.kind().word() + "." + attachment.type().extension();
    String name = URLEncoder.encode(attachment.name(), StandardCharsets.UTF_8).replace("+", "%20");
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", attachment.type().mediaType());
    headers.put(
        "Content-Disposition", shown + "; filename=\"" + plain + "\"; filename*=UTF-8''" + name);
    headers.put("Content-Security-Policy", "default-src 'none'; sandbox");
    headers.put("Cache-Control", "private, no-cache");
    headers.put("Content-Encoding", "identity");
    return headers;
  }

  private static WorkOrder order(OperationsQueries store, Call call) {
    String id = call.path("id");
    return store.order(id).orElseThrow(() -> Refusal.notFound("there is no work order " + id));
  }

  private static Attachment attachment(OperationsQueries store, Call call, WorkOrder order) {
    return store
        .attachments()
        .one(call.path("attachment"))
        .filter(it -> it.workOrder().equals(order.id()) && it.removed().isEmpty())
        .orElseThrow(() -> Refusal.notFound("the order has no such attachment"));
  }

  private static String version(WorkOrder order) {
    return String.valueOf(order.version());
  }

  private static Actor actor(Caller caller) {
    return new Actor(caller.user(), caller.roles());
  }

  Refusal refusal(AttachmentRefusal reason, Call call) {
    String words = reason.words().in(new AlarmRoutes(gateway).language(call));
    return switch (reason) {
      case AttachmentRefusal.UnknownType _ -> new Refusal(415, "Media type", words);
      case AttachmentRefusal.TooLarge _ -> new Refusal(413, "Too large", words);
      case AttachmentRefusal.TooMany _, AttachmentRefusal.Ended _ -> Refusal.conflict(words);
      case AttachmentRefusal.WrongRole _,
          AttachmentRefusal.NotTheAssignee _,
          AttachmentRefusal.NotYours _ ->
          Refusal.forbidden(words);
      case AttachmentRefusal.NoPicture _,
          AttachmentRefusal.Nothing _,
          AttachmentRefusal.WrongField _ ->
          Refusal.badRequest(words);
    };
  }
}
