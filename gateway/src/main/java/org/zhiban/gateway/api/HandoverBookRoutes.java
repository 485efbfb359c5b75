package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.workorders.HandoverBookDesk;
import org.zhiban.gateway.workorders.HandoverBookDesk.Opened;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.handover.HandoverItem;
import org.zhiban.model.handover.HandoverShift;
import org.zhiban.model.handover.HandoverSignature;
import org.zhiban.model.staff.Role;
import org.zhiban.model.staff.StaffMember;
import org.zhiban.rules.handover.HandoverBook;
import org.zhiban.rules.handover.HandoverRefusal;
import org.zhiban.rules.handover.Signed;

/** The handover book: its pages, and the two signatures of each. */
final class HandoverBookRoutes {
  /** Whoever works in shifts. */
  static final Set<Role> SIGNERS =
      EnumSet.of(Role.OPERATOR, Role.DESK, Role.TECHNICIAN, Role.SUPERVISOR, Role.MANAGER);

  private static final int USUAL_DAYS = 7;
  private static final Duration AHEAD = Duration.ofHours(24);

  private final Running gateway;
  private final Repeats repeats;
  private final HandoverBook book;
  private final HandoverBookDesk desk;

  HandoverBookRoutes(Running gateway) {
    this.gateway = gateway;
    this.repeats = new Repeats(gateway);
    this.book = new HandoverBook(gateway.site());
    this.desk = new HandoverBookDesk(gateway.site(), gateway.index(), gateway.board());
  }

  Answer list(Call call) {
    Instant now = gateway.clock().instant();
    Duration back = Duration.ofDays(call.query("days").map(Integer::parseInt).orElse(USUAL_DAYS));
    JsonArray items = new JsonArray();
    gateway.store().query(q -> desk.pages(q, now.minus(back), now.plus(AHEAD), now)).stream()
        .map(opened -> HandoverBookView.row(book, opened, now))
        .forEach(items::add);
    return Answer.ok(Paging.whole(items));
  }

  Answer one(Call call) {
    Instant now = gateway.clock().instant();
    return gateway.store().query(q -> shown(q, call, now));
  }

  private Answer shown(OperationsQueries store, Call call, Instant now) {
    Opened opened = opened(store, call);
    List<HandoverItem> stands = stands(store, opened, now);
    return Answer.ok(HandoverBookView.page(book, opened, stands, now))
        .tagged(HandoverBookView.tag(opened, stands));
  }

  private Opened opened(OperationsQueries store, Call call) {
    return HandoverShift.Key.of(call.path("id"))
        .flatMap(key -> desk.page(store, key))
        .orElseThrow(() -> Refusal.notFound("the book has no page " + call.path("id")));
  }

  private List<HandoverItem> stands(OperationsQueries store, Opened opened, Instant now) {
    return opened
        .page()
        .taken()
        .map(HandoverSignature::stood)
        .orElseGet(() -> desk.stands(store, opened.page().shift(), now));
  }

  Answer sign(Call call) {
    String signer = signer(call);
    JsonObject open = call.body().copy();
    open.remove("password");
    Call told = new Call(call.context(), call.signedIn(), open);
    return repeats.once(told, tx -> signed(tx, told, signer));
  }

  /** Who signs: the caller, or somebody beside him who proves himself by his own password. */
  private String signer(Call call) {
    Optional<String> other = call.text("user").filter(it -> !it.equals(call.caller().user()));
    if (other.isEmpty()) {
      return call.caller().user();
    }
    StaffMember member = gateway.site().staff().get(other.get());
    boolean proved =
        new Confirming(gateway).proves(call, other.get(), call.text("password").orElse(""))
            && member != null
            && SIGNERS.contains(member.role());
    if (!proved) {
      throw Refusal.forbidden(
          said(
              call,
              "用户名或密码不对，或尝试次数太多：请本人重新输入，或稍后再试",
              "the user or the password is wrong, or was tried too often: let the person enter it"
                  + " again, or wait a while"));
    }
    return other.get();
  }

  private Repeats.Done signed(OperationsTransaction tx, Call call, String signer) {
    Instant now = gateway.clock().instant();
    Opened opened = opened(tx, call);
    List<HandoverItem> stands = stands(tx, opened, now);
    requireUnchanged(call, HandoverBookView.tag(opened, stands));
    HandoverSignature.Part part =
        HandoverSignature.Part.of(call.text("part").orElse("")).orElseThrow();
    return switch (HandoverBook.sign(
        opened.page(),
        part,
        signer,
        call.text("remarks").orElse(""),
        call.text("strokes"),
        stands,
        now)) {
      case Signed.Refused(HandoverRefusal reason) ->
          throw Refusal.conflict(
              reason.words(gateway.site().zone()).in(new AlarmRoutes(gateway).language(call)));
      case Signed.Done(var page, var signature) -> {
        String sha256 = tx.handoverBook().add(page.shift(), signature);
        audit(tx, call, page.shift().key().id(), signature, sha256);
        yield new Repeats.Done(shown(tx, call, now), new Happening.HandoverStep(page));
      }
    };
  }

  private void requireUnchanged(Call call, String tag) {
    call.requireUnchanged(
        tag,
        said(
            call,
            "内容在您查看后有变化，请重新核对后再签",
            "what stands has changed since it was read; read it again, then sign"));
  }

  private static void audit(
      OperationsTransaction tx,
      Call call,
      String page,
      HandoverSignature signature,
      String sha256) {
    tx.audit(
        new AuditEntry.Draft(
            signature.at(),
            signature.person(),
            "handover_sign",
            page + "/" + signature.part().word(),
            new JsonObject()
                .put("sha256", sha256)
                .put("session", call.caller().user())
                .put("items", signature.stood().size())
                .encode(),
            call.origin()));
  }

  private String said(Call call, String zh, String en) {
    return new LocalizedText(zh, en).in(new AlarmRoutes(gateway).language(call));
  }
}
