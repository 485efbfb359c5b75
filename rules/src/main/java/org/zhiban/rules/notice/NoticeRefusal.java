package org.zhiban.rules.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.notice.NoticeAction;
import org.zhiban.model.notice.NoticeState;
import org.zhiban.model.staff.Role;
import org.zhiban.rules.ClockWords;

/** Why a notice takes no such step, and how to mend it. */
public sealed interface NoticeRefusal {
  /** In both languages. */
  LocalizedText words();

  /** It stands elsewhere. */
  record WrongState(NoticeAction action, NoticeState state) implements NoticeRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "通知处于 " + state.word() + "，不能 " + action.word(),
          "the notice is " + state.word() + ": it cannot take " + action.word());
    }
  }

  /** It is for others. */
  record WrongRole(Set<Role> roles) implements NoticeRefusal {
    public WrongRole {
      roles = Set.copyOf(roles);
    }

    @Override
    public LocalizedText words() {
      String names = roles.stream().sorted().map(Role::word).collect(Collectors.joining(", "));
      return new LocalizedText("此步需要角色 " + names, "this step needs one of the roles " + names);
    }
  }

  /**
   * A planned cut of water or power that residents would learn of too late [N1].
   *
   * @param earliest it may begin then
   */
  record TooLate(Instant earliest, ZoneId zone) implements NoticeRefusal {
    @Override
    public LocalizedText words() {
      String at = ClockWords.of(earliest, zone);
      return new LocalizedText(
          "计划停水停电须提前一天通知：最早 " + at + " 开始；确实来不及的，改为突发并写明原因",
          "a planned cut of water or power is told a day before: it may begin at "
              + at
              + " at the earliest; where that cannot be, mark it as sudden and say why");
    }
  }

  /** Its time is over. */
  record Over() implements NoticeRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "通知的结束时间已过，请先改时间", "the end of the notice is past: correct its times first");
    }
  }

  /** A field is missing or wrong. */
  record WrongField(String field, LocalizedText words) implements NoticeRefusal {}
}
