package org.zhiban.rules.lending;

import java.time.Instant;
import java.time.ZoneId;
import org.zhiban.model.LocalizedText;
import org.zhiban.rules.ClockWords;

/** Why a thing is not registered, lent, taken back or retired. */
public sealed interface LendingRefusal {
  /** For the person who asked, with times by the site's clocks. */
  LocalizedText words(ZoneId zone);

  /** A field is missing or means nothing. */
  record WrongField(String field, LocalizedText how) implements LendingRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText(field + "：" + how.zh(), field + ": " + how.en());
    }
  }

  /** There is one of that number, or was. */
  record Taken(String id) implements LendingRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText(
          "编号 " + id + " 已登记过，请换一个编号", "The number " + id + " was given before; take another");
    }
  }

  /** Somebody has it. */
  record Out(String id, String borrower, Instant due) implements LendingRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      String at = ClockWords.of(due, zone);
      return new LocalizedText(
          id + " 已借给 " + borrower + "，应于 " + at + " 归还；请先办归还",
          borrower + " has " + id + ", due back " + at + "; take it back first");
    }
  }

  /** Nobody has it. */
  record NotOut(String id) implements LendingRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText(
          id + " 未借出，无需归还", "Nobody has " + id + "; there is nothing to take back");
    }
  }

  /** It is off the register. */
  record Retired(String id) implements LendingRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText(
          id + " 已注销，不能再借；请另行登记",
          id + " is off the register and is lent no more; register another");
    }
  }
}
