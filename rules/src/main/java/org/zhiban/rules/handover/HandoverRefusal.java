package org.zhiban.rules.handover;

import java.time.Instant;
import java.time.ZoneId;
import org.zhiban.model.LocalizedText;
import org.zhiban.rules.ClockWords;

/** Why a page is not signed, or a line not written. */
public sealed interface HandoverRefusal {
  /** For the person who asked, with times by the site's clocks. */
  LocalizedText words(ZoneId zone);

  /** The shift does not end yet. */
  record TooEarly(Instant from) implements HandoverRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText(
          "本班尚未到交接时间，" + time(from, zone) + " 起可签",
          "The shift does not end yet; it is signed from " + time(from, zone) + " on");
    }
  }

  /** It ended long ago: what stood then is not known any more. */
  record TooLate(Instant until) implements HandoverRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText(
          "该班已于 " + time(until, zone) + " 截止签字，作未交班留存；请在当前班的备注中说明",
          "Its time for signatures ended at "
              + time(until, zone)
              + " and it stays as not handed over; say why in the remarks of the present shift");
    }
  }

  /** That part has its signature. */
  record SignedBefore(String by) implements HandoverRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText(
          by + " 已签字，签后不能更改；需要更正时请写入值班日志",
          by + " has signed it, and it stays so; write a correction into the log");
    }
  }

  /** Whoever leaves signs first. */
  record NotLeft() implements HandoverRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText(
          "请交班人先签字，接班人再签", "Whoever leaves signs first, then whoever takes over");
    }
  }

  /** One person is not both. */
  record SamePerson(String person) implements HandoverRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText(
          person + " 已作为交班人签字，接班须由另一人用自己的账号或密码签",
          person
              + " has signed as the one who leaves; somebody else takes over, in his own session or"
              + " with his own password");
    }
  }

  /** What was drawn is none. */
  record NoStrokes() implements HandoverRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText("手写签名无法识别，请重写", "The drawn signature cannot be read; draw it again");
    }
  }

  /** The line says nothing. */
  record NothingSaid() implements HandoverRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText("请写明内容", "Say what happened");
    }
  }

  /** What it tells of has not been. */
  record NotYet() implements HandoverRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText("发生时间不能晚于现在，请改正", "What happened lies in the past; mend its time");
    }
  }

  /** There is no such line. */
  record NoLine(long number) implements HandoverRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText(
          "日志中没有第 " + number + " 条，请核对编号",
          "The log has no line " + number + "; look at its number");
    }
  }

  private static String time(Instant at, ZoneId zone) {
    return ClockWords.of(at, zone);
  }
}
