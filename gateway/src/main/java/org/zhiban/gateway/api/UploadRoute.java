package org.zhiban.gateway.api;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.attachments.AttachmentDesk;
import org.zhiban.gateway.attachments.NoRoomException;
import org.zhiban.rules.attachment.Attaching;
import org.zhiban.rules.attachment.AttachmentRefusal;

/**
 * What comes before the call that takes a file: nothing is read from somebody who has not signed
 * in, or that there is no room for. A form's file goes straight to the disk.
 */
final class UploadRoute {
  /** A form has its other fields, and its boundaries, beside the file. */
  private static final long AROUND_THE_FILE = 64 * 1024;

  private final Running gateway;
  private final AttachmentDesk attachments;
  private final Guard guard;

  UploadRoute(Running gateway, Guard guard) {
    this.gateway = gateway;
    this.attachments = gateway.attachments();
    this.guard = guard;
  }

  void mount(Router router) {
    String path = "/api/v1/work-orders/:id/attachments";
    router.post(path).handler(UploadRoute::hold);
    router.post(path).handler(guard::identify);
    router.post(path).handler(this::admit);
    router
        .post(path)
        .handler(
            BodyHandler.create(attachments.incoming().toString())
                .setBodyLimit(Attaching.LARGEST + AROUND_THE_FILE)
                .setDeleteUploadedFilesOnEnd(true));
  }

  /** Nothing is read until it is known who sends it; the reader of bodies goes on. */
  private static void hold(RoutingContext context) {
    context.request().pause();
    context.next();
  }

  private void admit(RoutingContext context) {
    if (Guard.caller(context).isEmpty()) {
      refuse(context, Refusal.unauthorized("sign in first: POST /api/v1/session"));
      return;
    }
    if (length(context) > Attaching.LARGEST + AROUND_THE_FILE) {
      Call call = new Call(context, Guard.caller(context), new JsonObject());
      AttachmentRefusal tooLarge = new AttachmentRefusal.TooLarge(Attaching.LARGEST);
      refuse(context, new AttachmentRoutes(gateway).refusal(tooLarge, call));
      return;
    }
    try {
      attachments.requireRoom(Attaching.LARGEST);
    } catch (NoRoomException e) {
      refuse(context, noRoom(e));
      return;
    }
    context.next();
  }

  /** As its sender says; 0: he does not. */
  private static long length(RoutingContext context) {
    String said = context.request().getHeader("Content-Length");
    return said == null || !said.matches("\\d{1,18}") ? 0 : Long.parseLong(said);
  }

  static Refusal noRoom(NoRoomException e) {
    return new Refusal(507, "Disk full", String.valueOf(e.getMessage()));
  }

  /** What was being sent is thrown away, so that the sender hears the answer. */
  private static void refuse(RoutingContext context, Refusal refusal) {
    context.request().resume();
    Failures.write(context, refusal);
  }
}
