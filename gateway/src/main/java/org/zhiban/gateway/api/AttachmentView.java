package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.zhiban.model.attachment.Attachment;
import org.zhiban.model.attachment.Signature;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.attachment.Attaching;
import org.zhiban.rules.workorder.Actor;

/** The files of an order, as JSON. Who the customer is, is for those who may know it. */
record AttachmentView(WorkOrder order, Caller caller) {
  JsonArray all(List<Attachment> attachments) {
    JsonArray all = new JsonArray();
    attachments.forEach(attachment -> all.add(one(attachment)));
    return all;
  }

  JsonObject one(Attachment attachment) {
    return new JsonObject()
        .put("id", attachment.id())
        .put("kind", attachment.kind().word())
        .put("name", attachment.name())
        .put("media_type", attachment.type().mediaType())
        .put("size", attachment.size())
        .put("sha256", attachment.sha256())
        .put("note", attachment.note().orElse(null))
        .put("line", attachment.line().isPresent() ? attachment.line().getAsInt() : null)
        .put("signed_as", attachment.signature().map(it -> it.as().word()).orElse(null))
        .put(
            "signed_by",
            attachment
                .signature()
                .map(it -> covered(attachment) ? ReportView.COVERED : it.name())
                .orElse(null))
        .put("taken_at", Times.text(attachment.takenAt()))
        .put("added_at", Times.text(attachment.addedAt()))
        .put("added_by", attachment.addedBy())
        .put("covered", covered(attachment))
        .put("removable", Attaching.removes(order, actor(), attachment));
  }

  /** Whether it shows who the customer is, to somebody who need not know. */
  boolean covered(Attachment attachment) {
    return attachment
            .signature()
            .filter(it -> it.as() == Signature.Signer.CUSTOMER)
            .filter(_ -> !attachment.addedBy().equals(caller.user()))
            .isPresent()
        && !ReportView.sees(caller, order);
  }

  private Actor actor() {
    return new Actor(caller.user(), caller.roles());
  }

  /** Whether the caller may add to the order now. */
  boolean adds() {
    return Attaching.adds(order, actor());
  }
}
