package org.zhiban.rules.attachment;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.attachment.Attachment;
import org.zhiban.model.attachment.Attachment.Kind;
import org.zhiban.model.attachment.FileType;
import org.zhiban.model.attachment.Signature;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.Actor;
import org.zhiban.rules.workorder.OrderStep;

/** Photographs, signatures and documents of an order: what is taken, from whom, until when. */
public final class Attaching {
  /** Bytes of one file. */
  public static final long LARGEST = 10 << 20;

  /** Of one order, those that were taken off aside. */
  public static final int MOST = 50;

  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_NOTE = 500;

  private static final Set<Role> HELD =
      EnumSet.of(
          Role.OPERATOR, Role.DESK, Role.TECHNICIAN, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);

  /** They take off what others added, and add to an order that is closed what came on paper. */
  private static final Set<Role> ABOVE = EnumSet.of(Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);

  private Attaching() {}

  /**
   * Hangs a file on an order, or says why not.
   *
   * @param present what hangs there
   */
  public static AttachmentOutcome add(
      WorkOrder order, Actor actor, GivenFile file, List<Attachment> present, Instant now) {
    Optional<AttachmentRefusal> refusal = refusal(order, actor).or(() -> refusal(file));
    if (refusal.isPresent()) {
      return new AttachmentOutcome.Refused(refusal.get());
    }
    FileType type = file.type().orElseThrow();
    Attachment added =
        new Attachment(
            file.id(),
            order.id(),
            kind(file, type),
            name(file.name(), type),
            type,
            file.size(),
            file.sha256(),
            signature(file, type),
            line(file).map(OptionalInt::of).orElse(OptionalInt.empty()),
            file.said("note"),
            file.said("taken_at").map(Instant::parse).filter(at -> !at.isAfter(now)),
            actor.user(),
            now,
            Optional.empty());
    if (added.line().orElse(0) > order.checklist().size()) {
      return new AttachmentOutcome.Refused(noSuchLine());
    }
    Optional<Attachment> same = present.stream().filter(added::same).findFirst();
    if (same.isPresent()) {
      return new AttachmentOutcome.There(same.get());
    }
    return present.size() >= MOST
        ? new AttachmentOutcome.Refused(new AttachmentRefusal.TooMany(MOST))
        : new AttachmentOutcome.Done(step(order, actor, "add_attachment", line(added), now), added);
  }

  /** Takes a file off an order, or says why not. */
  public static AttachmentOutcome remove(
      WorkOrder order, Actor actor, Attachment attachment, Optional<String> reason, Instant now) {
    if (!removes(order, actor, attachment)) {
      return new AttachmentOutcome.Refused(new AttachmentRefusal.NotYours(attachment.addedBy()));
    }
    String note = line(attachment) + reason.map(it -> "; reason: " + it).orElse("");
    return new AttachmentOutcome.Done(
        step(order, actor, "remove_attachment", note, now), attachment.removed(actor.user(), now));
  }

  /** Whether the caller may hang something on the order now. */
  public static boolean adds(WorkOrder order, Actor actor) {
    return refusal(order, actor).isEmpty();
  }

  /** Whether the caller may take this off the order now. */
  public static boolean removes(WorkOrder order, Actor actor, Attachment attachment) {
    return ABOVE.stream().anyMatch(actor.roles()::contains)
        || (order.status().open() && attachment.addedBy().equals(actor.user()));
  }

  private static Optional<AttachmentRefusal> refusal(WorkOrder order, Actor actor) {
    if (HELD.stream().noneMatch(actor.roles()::contains)) {
      return Optional.of(
          new AttachmentRefusal.WrongRole(HELD.stream().sorted().map(Role::word).toList()));
    }
    boolean late =
        order.status() == OrderStatus.CLOSED && ABOVE.stream().anyMatch(actor.roles()::contains);
    if (!order.status().open() && !late) {
      return Optional.of(new AttachmentRefusal.Ended(order.status()));
    }
    return order
        .assignee()
        .filter(_ -> actor.roles().equals(Set.of(Role.TECHNICIAN)))
        .filter(_ -> !order.hands().contains(actor.user()))
        .map(AttachmentRefusal.NotTheAssignee::new);
  }

  private static Optional<AttachmentRefusal> refusal(GivenFile file) {
    if (file.size() < 1) {
      return Optional.of(new AttachmentRefusal.Nothing());
    }
    if (file.size() > LARGEST) {
      return Optional.of(new AttachmentRefusal.TooLarge(LARGEST));
    }
    if (file.type().isEmpty()) {
      return Optional.of(new AttachmentRefusal.UnknownType());
    }
    Optional<String> kind = file.said("kind");
    if (kind.isPresent() && kind.flatMap(Kind::of).isEmpty()) {
      return wrong("kind", "类别为 photo、signature 或 document", "one of photo, signature, document");
    }
    if (kind(file, file.type().get()) != Kind.DOCUMENT && !file.type().get().picture()) {
      return Optional.of(new AttachmentRefusal.NoPicture());
    }
    return wrongSignature(file).or(() -> wrongWords(file));
  }

  private static Optional<AttachmentRefusal> wrongSignature(GivenFile file) {
    boolean signed = file.said("kind").filter(Kind.SIGNATURE.word()::equals).isPresent();
    if (!signed) {
      return file.said("signed_as").or(() -> file.said("signed_by")).isPresent()
          ? wrong("signed_as", "只有签字才填签字人", "only a signature says who signed")
          : Optional.empty();
    }
    if (file.said("signed_as").flatMap(Signature.Signer::of).isEmpty()) {
      return wrong(
          "signed_as",
          "请说明是谁的签字：technician（维修工）或 customer（客户）",
          "say whose signature it is: technician or customer");
    }
    return file.said("signed_by").filter(name -> name.length() <= LONGEST_NAME).isEmpty()
        ? wrong("signed_by", "请填写签字人的姓名", "say the name of who signed, in at most 100 characters")
        : Optional.empty();
  }

  private static Optional<AttachmentRefusal> wrongWords(GivenFile file) {
    if (file.said("note").filter(note -> note.length() > LONGEST_NOTE).isPresent()) {
      return wrong("note", "备注最多 500 字", "at most 500 characters");
    }
    if (file.said("line").isPresent() && line(file).isEmpty()) {
      return Optional.of(noSuchLine());
    }
    return file.said("taken_at").filter(at -> !moment(at)).isPresent()
        ? wrong("taken_at", "时间格式如 2026-11-21T08:00:00Z", "a time like 2026-11-21T08:00:00Z")
        : Optional.empty();
  }

  private static AttachmentRefusal noSuchLine() {
    return new AttachmentRefusal.WrongField(
        "line",
        new LocalizedText("line：该工单没有这一检查项", "line: the order's checklist has no such line"));
  }

  private static Optional<AttachmentRefusal> wrong(String field, String zh, String en) {
    return Optional.of(
        new AttachmentRefusal.WrongField(
            field, new LocalizedText(field + "：" + zh, field + ": " + en)));
  }

  private static boolean moment(String text) {
    try {
      return Instant.parse(text).isAfter(Instant.EPOCH);
    } catch (DateTimeException _) {
      return false;
    }
  }

  /** Empty: not said, or no number from 1. */
  private static Optional<Integer> line(GivenFile file) {
    return file.said("line").filter(it -> it.matches("[1-9]\\d{0,3}")).map(Integer::valueOf);
  }

  private static Kind kind(GivenFile file, FileType type) {
    return file.said("kind").flatMap(Kind::of).orElse(type.picture() ? Kind.PHOTO : Kind.DOCUMENT);
  }

  private static Optional<Signature> signature(GivenFile file, FileType type) {
    return Optional.of(file)
        .filter(_ -> kind(file, type) == Kind.SIGNATURE)
        .flatMap(_ -> file.said("signed_as"))
        .flatMap(Signature.Signer::of)
        .map(as -> new Signature(as, file.said("signed_by").orElseThrow()));
  }

  /** Without folders and what no file system takes, and with the ending of what it is. */
  private static String name(String given, FileType type) {
    String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    String plain =
        last.codePoints()
            .filter(it -> !Character.isISOControl(it) && "<>:\"|?*".indexOf(it) < 0)
            .filter(it -> Character.getType(it) != Character.FORMAT)
            .filter(it -> Character.getType(it) != Character.SURROGATE)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    int dot = plain.lastIndexOf('.');
    String stem = (dot > 0 ? plain.substring(0, dot) : plain).strip();
    String kept = stem.isEmpty() || stem.startsWith(".") ? "file" : stem;
    int end = kept.offsetByCodePoints(0, Math.min(80, kept.codePointCount(0, kept.length())));
    return kept.substring(0, end) + "." + type.extension();
  }

  /** What the history says of it: never who the customer is. */
  private static String line(Attachment file) {
    return "file: "
        + file.kind().word()
        + "; "
        + file.name()
        + file.signature().map(it -> "; signed_as: " + it.as().word()).orElse("")
        + (file.line().isPresent() ? "; item: " + file.line().getAsInt() : "")
        + file.note().map(it -> "; " + it).orElse("")
        + String.format(Locale.ROOT, "; sha256: %.12s", file.sha256());
  }

  /** Stands where it stood, a version later. */
  private static OrderStep step(
      WorkOrder order, Actor actor, String action, String note, Instant now) {
    return new OrderStep(
        OrderBuilder.of(order).updatedAt(now).version(order.version() + 1).build(),
        new OrderChange(
            order.id(),
            now,
            actor.user(),
            Optional.empty(),
            action,
            Optional.of(order.status()),
            order.status(),
            Optional.of(note)));
  }
}
