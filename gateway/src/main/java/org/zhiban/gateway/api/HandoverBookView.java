package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.operations.SignedPart;
import org.zhiban.gateway.workorders.HandoverBookDesk.Opened;
import org.zhiban.model.handover.HandoverItem;
import org.zhiban.model.handover.HandoverPage;
import org.zhiban.model.handover.HandoverSignature;
import org.zhiban.model.handover.LogLine;
import org.zhiban.rules.handover.HandoverBook;
import org.zhiban.rules.handover.HandoverDifference;

/** The handover book and the log, as the API shows them. */
final class HandoverBookView {
  private HandoverBookView() {}

  /** A page in the list of pages. */
  static JsonObject row(HandoverBook book, Opened opened, Instant now) {
    HandoverPage page = opened.page();
    return new JsonObject()
        .put("id", page.shift().key().id())
        .put("day", page.shift().day().toString())
        .put("shift", page.shift().shift())
        .put("from", Times.text(page.shift().from()))
        .put("at", Times.text(page.shift().at()))
        .put("state", HandoverBook.state(page, now).word())
        .put("next", HandoverBook.next(page, now).map(HandoverSignature.Part::word).orElse(null))
        .put("whose", EquipmentView.array(book.whose(page.shift())))
        .put("left", signature(opened, HandoverSignature.Part.LEFT))
        .put("taken", signature(opened, HandoverSignature.Part.TAKEN));
  }

  private static @Nullable JsonObject signature(Opened opened, HandoverSignature.Part part) {
    return opened.parts().stream()
        .filter(one -> one.signature().part() == part)
        .findFirst()
        .map(HandoverBookView::signature)
        .orElse(null);
  }

  private static JsonObject signature(SignedPart part) {
    return new JsonObject()
        .put("person", part.signature().person())
        .put("at", Times.text(part.signature().at()))
        .put("remarks", part.signature().remarks())
        .put("strokes", part.signature().strokes().orElse(null))
        .put("sha256", part.sha256())
        .put("intact", part.intact());
  }

  /**
   * A page with all that stands on it.
   *
   * @param stands what stands now; of a whole page what stood when it was taken over
   */
  static JsonObject page(HandoverBook book, Opened opened, List<HandoverItem> stands, Instant now) {
    JsonObject page = row(book, opened, now).put("stands", items(stands));
    JsonArray changes = new JsonArray();
    opened
        .page()
        .left()
        .ifPresent(
            left -> {
              page.getJsonObject("left").put("stood", items(left.stood()));
              HandoverDifference.between(left.stood(), stands)
                  .forEach(
                      change ->
                          changes.add(
                              new JsonObject()
                                  .put("kind", change.kind().word())
                                  .put("item", item(change.item()))
                                  .put(
                                      "before",
                                      change.before().map(HandoverBookView::item).orElse(null))));
            });
    return page.put("changes", changes);
  }

  /** Of what a page shows, whatever the time is: who signs it signs this. */
  static String tag(Opened opened, List<HandoverItem> stands) {
    JsonArray shown = items(stands);
    opened.parts().forEach(part -> shown.add(part.sha256()));
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(shown.encode().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static JsonArray items(List<HandoverItem> items) {
    JsonArray array = new JsonArray();
    items.forEach(item -> array.add(item(item)));
    return array;
  }

  private static JsonObject item(HandoverItem item) {
    return new JsonObject()
        .put("section", item.section().word())
        .put("subject", item.subject())
        .put("text", EquipmentView.text(item.text()))
        .put("equipment", item.equipment().orElse(null))
        .put("state", item.state().orElse(null))
        .put("person", item.person().orElse(null))
        .put("since", Times.text(item.since()))
        .put("until", Times.text(item.until()))
        .put("overdue", item.overdue());
  }

  static JsonObject line(LogLine line) {
    return new JsonObject()
        .put("number", line.number())
        .put("at", Times.text(line.at()))
        .put("happened_at", Times.text(line.happenedAt()))
        .put("person", line.person())
        .put("text", line.text())
        .put("corrects", line.corrects().isPresent() ? line.corrects().getAsLong() : null);
  }
}
