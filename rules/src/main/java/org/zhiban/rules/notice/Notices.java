package org.zhiban.rules.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.notice.Notice;
import org.zhiban.model.notice.NoticeAction;
import org.zhiban.model.notice.NoticeChange;
import org.zhiban.model.notice.NoticeState;
import org.zhiban.model.notice.NoticeText;
import org.zhiban.model.notice.NoticeTransition;
import org.zhiban.model.staff.Role;
import org.zhiban.rules.workorder.Actor;

/**
 * Notices to residents: drafted, approved by the manager, numbered, published, withdrawn when their
 * time is over, filed [N2]. A planned cut of water or power is told a day before [N1].
 */
public final class Notices {
  /** How long before its begin a planned cut of water or power is told. */
  public static final Duration AHEAD = Duration.ofDays(1);

  /** The clock, in histories. */
  public static final String MACHINE = "zhiban";

  private static final Set<NoticeAction> TOWARDS_RESIDENTS =
      Set.of(NoticeAction.SUBMIT, NoticeAction.APPROVE, NoticeAction.PUBLISH);

  private final ZoneId zone;

  /**
   * @param zone in which refusals name times
   */
  public Notices(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * What a step wants to know.
   *
   * @param until the new end
   */
  public record Fields(
      Optional<String> reason, Optional<Instant> until, Optional<NoticeText> text) {
    /** Nothing was said. */
    public static final Fields NONE =
        new Fields(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A new draft, or why not. */
  public NoticeOutcome draft(String id, NoticeText text, Actor actor, Instant now) {
    if (!may(actor, NoticeTransition.WRITERS)) {
      return refused(new NoticeRefusal.WrongRole(NoticeTransition.WRITERS));
    }
    Notice notice = Notice.draft(id, text, actor.user(), now);
    return new NoticeOutcome.Done(
        new NoticeStep(
            notice,
            new NoticeChange(
                id,
                1,
                now,
                actor.user(),
                "created",
                Optional.empty(),
                NoticeState.DRAFT,
                Optional.empty())));
  }

  /** A step that somebody asks for. */
  public NoticeOutcome ask(
      Notice notice, NoticeAction action, Actor actor, Fields fields, Instant now) {
    Optional<NoticeTransition> found = NoticeTransition.find(action, notice.state());
    if (found.isEmpty()) {
      return refused(new NoticeRefusal.WrongState(action, notice.state()));
    }
    NoticeTransition transition = found.get();
    if (!may(actor, transition.roles())) {
      return refused(new NoticeRefusal.WrongRole(transition.roles()));
    }
    Optional<NoticeRefusal> refusal =
        missing(notice, action, fields, now).or(() -> late(notice, action, now));
    if (refusal.isPresent()) {
      return refused(refusal.get());
    }
    NoticeText text = fields.text().filter(_ -> action == NoticeAction.EDIT).orElse(notice.text());
    if (action == NoticeAction.EXTEND) {
      text = text.until(fields.until().orElseThrow());
    }
    NoticeStep step = step(notice, text, transition, actor.user(), fields.reason(), now);
    return switch (action) {
      case APPROVE -> new NoticeOutcome.Approved(step);
      case PUBLISH -> new NoticeOutcome.Published(step);
      case EDIT, SUBMIT, SEND_BACK, EXTEND, WITHDRAW, EXPIRE, ARCHIVE, DISCARD ->
          new NoticeOutcome.Done(step);
    };
  }

  private static NoticeOutcome refused(NoticeRefusal reason) {
    return new NoticeOutcome.Refused(reason);
  }

  /** An administrator takes every step of a person; nobody takes the clock's. */
  private static boolean may(Actor actor, Set<Role> roles) {
    return !roles.isEmpty()
        && actor.roles().stream().anyMatch(role -> role == Role.ADMIN || roles.contains(role));
  }

  private static Optional<NoticeRefusal> missing(
      Notice notice, NoticeAction action, Fields fields, Instant now) {
    return switch (action) {
      case SEND_BACK, WITHDRAW ->
          fields.reason().isPresent()
              ? Optional.empty()
              : wrong("reason", "请填写原因", "reason: say why");
      case EXTEND ->
          fields
                  .until()
                  .filter(it -> it.isAfter(now) && it.isAfter(notice.text().from()))
                  .isPresent()
              ? Optional.empty()
              : wrong(
                  "until",
                  "新的结束时间须晚于现在和开始时间",
                  "until: the new end lies after now, and after the begin");
      case EDIT ->
          fields.text().isPresent()
              ? Optional.empty()
              : wrong("text", "请填写通知内容", "say what the notice says");
      case SUBMIT, APPROVE, PUBLISH, EXPIRE, ARCHIVE, DISCARD -> Optional.empty();
    };
  }

  private static Optional<NoticeRefusal> wrong(String field, String zh, String en) {
    return Optional.of(new NoticeRefusal.WrongField(field, new LocalizedText(zh, en)));
  }

  private Optional<NoticeRefusal> late(Notice notice, NoticeAction action, Instant now) {
    if (!TOWARDS_RESIDENTS.contains(action)) {
      return Optional.empty();
    }
    if (!notice.text().until().isAfter(now)) {
      return Optional.of(new NoticeRefusal.Over());
    }
    return notice.text().toldAhead() && notice.text().from().isBefore(now.plus(AHEAD))
        ? Optional.of(new NoticeRefusal.TooLate(now.plus(AHEAD), zone))
        : Optional.empty();
  }

  /** The step of the clock: what is over is told no more. */
  public Optional<NoticeStep> expired(Notice notice, Instant now) {
    return NoticeTransition.find(NoticeAction.EXPIRE, notice.state())
        .filter(_ -> !notice.text().until().isAfter(now))
        .map(it -> step(notice, notice.text(), it, MACHINE, Optional.empty(), now));
  }

  /** What somebody may do with a notice now, whatever is wanted for it. */
  public List<NoticeAction> allowed(Notice notice, Actor actor) {
    return NoticeTransition.TABLE.stream()
        .filter(it -> it.from() == notice.state() && may(actor, it.roles()))
        .map(NoticeTransition::action)
        .toList();
  }

  private static NoticeStep step(
      Notice notice,
      NoticeText text,
      NoticeTransition transition,
      String actor,
      Optional<String> note,
      Instant now) {
    boolean approved = transition.action() == NoticeAction.APPROVE;
    boolean published = transition.action() == NoticeAction.PUBLISH;
    boolean ended =
        transition.to() == NoticeState.WITHDRAWN || transition.to() == NoticeState.DISCARDED;
    int version = Math.addExact(notice.version(), 1);
    return new NoticeStep(
        new Notice(
            notice.id(),
            version,
            text,
            transition.to(),
            notice.number(),
            notice.reliefOrder(),
            notice.createdBy(),
            notice.createdAt(),
            approved ? Optional.of(actor) : notice.approvedBy(),
            approved ? Optional.of(now) : notice.approvedAt(),
            published ? Optional.of(now) : notice.publishedAt(),
            ended ? Optional.of(now) : notice.endedAt()),
        new NoticeChange(
            notice.id(),
            version,
            now,
            actor,
            transition.action().word(),
            Optional.of(notice.state()),
            transition.to(),
            note));
  }
}
