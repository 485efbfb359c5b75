package org.zhiban.rules.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.notice.Notice;
import org.zhiban.model.notice.NoticeAction;
import org.zhiban.model.notice.NoticeState;
import org.zhiban.model.notice.NoticeText;
import org.zhiban.model.notice.NoticeText.Kind;
import org.zhiban.model.notice.NoticeText.Supply;
import org.zhiban.model.staff.Role;
import org.zhiban.rules.notice.Notices.Fields;
import org.zhiban.rules.workorder.Actor;

/** Notices: approved, numbered once, told in time, and over by themselves ([N1] [N2] [N3]). */
final class NoticesTest {
  private static final Instant T = Instant.parse("2026-11-23T02:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Notices NOTICES = new Notices(ZoneId.of("Asia/Shanghai"));
  private static final Actor DESK = new Actor("sun-jia", Set.of(Role.DESK));
  private static final Actor MANAGER = new Actor("wang-jl", Set.of(Role.MANAGER));
  private static final Fields WHY =
      new Fields(Optional.of("改期"), Optional.empty(), Optional.empty());

  private static NoticeText text(Kind kind, Supply supply, Duration ahead) {
    return new NoticeText(
        kind,
        supply,
        "B座",
        "清洗水箱",
        Optional.empty(),
        T.plus(ahead),
        T.plus(ahead).plus(Duration.ofHours(4)),
        kind == Kind.SUDDEN ? Optional.of("爆管") : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of("送水车 2 辆"));
  }

  private static NoticeText planned() {
    return text(Kind.PLANNED, Supply.WATER, DAY.plusHours(2));
  }

  private static Notice draft(NoticeText text) {
    return done(NOTICES.draft("n1", text, DESK, T));
  }

  private static Notice done(NoticeOutcome outcome) {
    return switch (outcome) {
      case NoticeOutcome.Done(var step) -> step.notice();
      case NoticeOutcome.Approved approved -> approved.numbered("TZ-2026-001").notice();
      case NoticeOutcome.Published(var step) -> step.notice();
      case NoticeOutcome.Refused(var reason) -> throw new AssertionError(reason.words().en());
    };
  }

  private static Notice taken(Notice notice, NoticeAction action, Actor actor, Instant now) {
    return done(NOTICES.ask(notice, action, actor, WHY, now));
  }

  private static NoticeRefusal refused(
      Notice notice, NoticeAction action, Actor actor, Instant now) {
    return ((NoticeOutcome.Refused) NOTICES.ask(notice, action, actor, WHY, now)).reason();
  }

  private static Notice approved(NoticeText text) {
    return taken(
        taken(draft(text), NoticeAction.SUBMIT, DESK, T), NoticeAction.APPROVE, MANAGER, T);
  }

  @Test
  void a_notice_goes_from_draft_to_file_and_is_over_by_itself() {
    Notice approved = approved(planned());
    assertThat(approved.number()).contains("TZ-2026-001");
    assertThat(approved.approvedBy()).contains("wang-jl");
    Notice published = taken(approved, NoticeAction.PUBLISH, DESK, T);
    Instant end = published.text().until();
    assertThat(published.told(end.minusMillis(1))).isTrue();
    assertThat(published.told(end)).isFalse();
    assertThat(NOTICES.expired(published, end.minusMillis(1))).isEmpty();
    NoticeStep over = NOTICES.expired(published, end).orElseThrow();
    assertThat(over.change().actor()).isEqualTo(Notices.MACHINE);
    assertThat(over.notice().state()).isEqualTo(NoticeState.WITHDRAWN);
    assertThat(NOTICES.expired(over.notice(), end.plus(DAY))).as("once").isEmpty();
    assertThat(taken(over.notice(), NoticeAction.ARCHIVE, DESK, end).state())
        .isEqualTo(NoticeState.ARCHIVED);
  }

  @Test
  void only_the_manager_approves() {
    Notice submitted = taken(draft(planned()), NoticeAction.SUBMIT, DESK, T);
    assertThat(refused(submitted, NoticeAction.APPROVE, DESK, T).words().en()).contains("manager");
    assertThat(taken(submitted, NoticeAction.SEND_BACK, MANAGER, T).state())
        .isEqualTo(NoticeState.DRAFT);
    assertThat(refused(draft(planned()), NoticeAction.PUBLISH, MANAGER, T))
        .isInstanceOf(NoticeRefusal.WrongState.class);
    assertThat(refused(approved(planned()), NoticeAction.EXPIRE, DESK, T))
        .as("the clock's step")
        .isInstanceOf(NoticeRefusal.WrongRole.class);
  }

  @ParameterizedTest
  @CsvSource({
    "PLANNED, WATER, 24, true", "PLANNED, WATER, 23, false", "PLANNED, POWER, 23, false",
    "PLANNED, LIFT, 1, true", "PLANNED, OTHER, 1, true", "SUDDEN, WATER, 0, true",
    "SUDDEN, POWER, -1, true"
  })
  void a_planned_cut_of_water_or_power_is_told_a_day_before(
      Kind kind, Supply supply, int hours, boolean inTime) {
    Notice notice = draft(text(kind, supply, Duration.ofHours(hours)));
    NoticeOutcome outcome = NOTICES.ask(notice, NoticeAction.SUBMIT, DESK, Fields.NONE, T);
    assertThat(outcome instanceof NoticeOutcome.Done).isEqualTo(inTime);
    if (outcome instanceof NoticeOutcome.Refused(var reason)) {
      assertThat(reason.words().zh()).contains("提前一天").contains("突发").contains("11-24 10:00");
    }
  }

  @Test
  void what_was_in_time_when_it_was_approved_is_not_told_too_late() {
    Notice approved = approved(planned());
    assertThat(refused(approved, NoticeAction.PUBLISH, DESK, T.plus(Duration.ofHours(3))))
        .isInstanceOf(NoticeRefusal.TooLate.class);
    Notice sudden = approved(text(Kind.SUDDEN, Supply.WATER, Duration.ZERO));
    assertThat(refused(sudden, NoticeAction.PUBLISH, DESK, sudden.text().until()))
        .isInstanceOf(NoticeRefusal.Over.class);
  }

  @Test
  void what_is_sudden_says_why() {
    assertThatThrownBy(
            () ->
                new NoticeText(
                    Kind.SUDDEN,
                    Supply.WATER,
                    "B座",
                    "停水",
                    Optional.empty(),
                    T,
                    T.plus(DAY),
                    Optional.of(" "),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))
        .hasMessageContaining("reason");
  }

  @Test
  void works_that_take_longer_are_told_longer() {
    Notice published = taken(approved(planned()), NoticeAction.PUBLISH, DESK, T);
    Instant later = published.text().until().plus(DAY);
    Fields until = new Fields(Optional.empty(), Optional.of(later), Optional.empty());
    Notice extended = done(NOTICES.ask(published, NoticeAction.EXTEND, DESK, until, T));
    assertThat(extended.told(later.minusMillis(1))).isTrue();
    Fields past = new Fields(Optional.empty(), Optional.of(T), Optional.empty());
    assertThat(NOTICES.ask(published, NoticeAction.EXTEND, DESK, past, T))
        .isInstanceOf(NoticeOutcome.Refused.class);
  }

  /** One person's try at one of a few notices. */
  record Try(int notice, NoticeAction action, Role role, int minutes, boolean words) {}

  @Provide
  Arbitrary<List<Try>> tries() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(NoticeAction.class),
            Arbitraries.of(Role.class),
            Arbitraries.integers().between(0, 400),
            Arbitraries.of(true, false))
        .as(Try::new)
        .list()
        .ofMaxSize(120);
  }

  @Property
  void nothing_illegal_is_accepted_and_every_number_is_used_once(@ForAll("tries") List<Try> tries) {
    List<Notice> notices = new ArrayList<>();
    for (Supply supply : Supply.values()) {
      notices.add(
          done(
              NOTICES.draft(
                  "n" + supply, text(Kind.PLANNED, supply, DAY.multipliedBy(3)), DESK, T)));
    }
    Set<String> numbers = new HashSet<>();
    int given = 0;
    Instant now = T;
    for (Try one : tries) {
      now = now.plus(Duration.ofMinutes(one.minutes));
      Notice before = notices.get(one.notice);
      Fields fields =
          one.words
              ? new Fields(
                  Optional.of("why"), Optional.of(now.plus(DAY)), Optional.of(before.text()))
              : Fields.NONE;
      Actor actor = new Actor("somebody", Set.of(one.role));
      Notice after;
      switch (NOTICES.ask(before, one.action, actor, fields, now)) {
        case NoticeOutcome.Refused _ -> {
          continue;
        }
        case NoticeOutcome.Approved approved -> {
          after = approved.numbered("TZ-" + ++given).notice();
          assertThat(numbers.add(after.number().orElseThrow())).isTrue();
          assertThat(one.role).isIn(Role.MANAGER, Role.ADMIN);
          assertThat(before.state()).isEqualTo(NoticeState.SUBMITTED);
        }
        case NoticeOutcome.Published(var step) -> {
          after = step.notice();
          assertThat(before.state()).isEqualTo(NoticeState.APPROVED);
          assertThat(after.told(now)).isTrue();
          if (after.text().toldAhead()) {
            assertThat(Duration.between(now, after.text().from())).isGreaterThanOrEqualTo(DAY);
          }
        }
        case NoticeOutcome.Done(var step) -> after = step.notice();
      }
      assertThat(one.action).as("nobody takes the clock's step").isNotEqualTo(NoticeAction.EXPIRE);
      assertThat(one.role).isNotIn(Role.TECHNICIAN, Role.APPROVER);
      assertThat(before.state()).isNotIn(NoticeState.ARCHIVED, NoticeState.DISCARDED);
      assertThat(after.version()).isEqualTo(before.version() + 1);
      if (before.number().isPresent()) {
        assertThat(after.number()).as("a number stays").isEqualTo(before.number());
        assertThat(after.text().zh()).isEqualTo(before.text().zh());
      }
      assertThat(NOTICES.allowed(before, actor)).contains(one.action);
      notices.set(one.notice, after);
    }
    assertThat(numbers).hasSize(given);
  }
}
