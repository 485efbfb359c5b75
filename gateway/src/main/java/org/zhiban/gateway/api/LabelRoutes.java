package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.label.Label;
import org.zhiban.model.site.Equipment;

/** Labels by which residents report: issued, printed, renewed and revoked. */
final class LabelRoutes {
  private final Running gateway;
  private final Repeats repeats;

  LabelRoutes(Running gateway) {
    this.gateway = gateway;
    this.repeats = new Repeats(gateway);
  }

  Answer list(Call call) {
    JsonArray items = new JsonArray();
    gateway.store().query(q -> q.labels().standing()).stream()
        .filter(label -> label.equipment().map(this::known).orElse(true))
        .forEach(
            label -> items.add(view(label).put("path", "/r/" + gateway.labels().token(label))));
    return Answer.ok(Paging.whole(items));
  }

  private boolean known(String equipment) {
    return gateway.site().equipment().containsKey(equipment);
  }

  /** One for a place, or for each equipment that has none. */
  Answer issue(Call call) {
    Optional<String> place = call.text("place").map(String::strip);
    call.text("equipment")
        .filter(id -> !known(id))
        .ifPresent(
            id -> {
              throw Refusal.badRequest("equipment: the site has no " + id);
            });
    if (place.isPresent() && call.text("equipment").isPresent()) {
      throw Refusal.badRequest("a label hangs on an equipment or at a place: name one of them");
    }
    return repeats.once(
        call,
        tx -> {
          Instant now = gateway.clock().instant();
          List<Label> fresh =
              place.isPresent()
                  ? List.of(fresh(call, Optional.empty(), place, now))
                  : missing(tx, call, now);
          fresh.forEach(tx.labels()::save);
          audit(tx, call, "labels_issue", place.orElse(String.valueOf(fresh.size())), now);
          // Links are in the list, and not in what is kept of this answer.
          return new Repeats.Done(
              Answer.created(Paging.whole(new JsonArray(fresh.stream().map(this::view).toList()))));
        });
  }

  private List<Label> missing(OperationsTransaction tx, Call call, Instant now) {
    Set<String> labelled =
        tx.labels().standing().stream()
            .flatMap(label -> label.equipment().stream())
            .collect(Collectors.toSet());
    return gateway.site().equipment().keySet().stream()
        .filter(id -> call.text("equipment").map(id::equals).orElse(true))
        .filter(id -> !labelled.contains(id))
        .map(id -> fresh(call, Optional.of(id), Optional.empty(), now))
        .toList();
  }

  /** The label that hangs there opens nothing any more, and a new one is to be printed. */
  Answer renew(Call call) {
    return repeats.once(
        call,
        tx -> {
          Instant now = gateway.clock().instant();
          Label before = standing(tx, call);
          tx.labels().save(before.revoked(now));
          Label after = fresh(call, before.equipment(), before.place(), now);
          tx.labels().save(after);
          audit(tx, call, "label_renew", before.id(), now);
          return new Repeats.Done(Answer.created(view(after)));
        });
  }

  Answer revoke(Call call) {
    return repeats.once(
        call,
        tx -> {
          Instant now = gateway.clock().instant();
          Label revoked = standing(tx, call).revoked(now);
          tx.labels().save(revoked);
          audit(tx, call, "label_revoke", revoked.id(), now);
          return new Repeats.Done(Answer.ok(view(revoked)));
        });
  }

  private static Label standing(OperationsTransaction tx, Call call) {
    Label label =
        tx.labels()
            .find(call.path("id"))
            .orElseThrow(() -> Refusal.notFound("there is no such label"));
    if (label.revokedAt().isPresent()) {
      throw Refusal.conflict("this label was revoked; issue a new one");
    }
    return label;
  }

  private Label fresh(Call call, Optional<String> equipment, Optional<String> place, Instant now) {
    return new Label(
        gateway.labels().newId(), equipment, place, now, call.caller().user(), Optional.empty());
  }

  private static void audit(
      OperationsTransaction tx, Call call, String action, String what, Instant now) {
    tx.audit(new AuditEntry.Draft(now, call.caller().user(), action, what, "", call.origin()));
  }

  private JsonObject view(Label label) {
    Optional<Equipment> thing = label.equipment().map(gateway.site().equipment()::get);
    return new JsonObject()
        .put("id", label.id())
        .put("equipment", label.equipment().orElse(null))
        .put("name", thing.map(it -> EquipmentView.text(it.name())).orElse(null))
        .put("location", thing.flatMap(Equipment::location).or(label::place).orElse(null))
        .put("created_at", Times.text(label.createdAt()))
        .put("created_by", label.createdBy())
        .put("revoked_at", Times.text(label.revokedAt()));
  }
}
