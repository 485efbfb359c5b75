package org.zhiban.rules.meter;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.zhiban.model.LocalizedText;

/** Why a meter or a reading is not taken. */
public sealed interface MeterRefusal {
  /** For the person who asked, with times by the site's clocks. */
  LocalizedText words(ZoneId zone);

  private static String time(Instant at, ZoneId zone) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).format(at.atZone(zone));
  }

  /** A field is missing or means nothing. */
  record WrongField(String field, LocalizedText how) implements MeterRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText(field + "：" + how.zh(), field + ": " + how.en());
    }
  }

  /** There is one of that number, or was. */
  record Taken(String id) implements MeterRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText(
          "编号 " + id + " 已登记过，请换一个编号", "The number " + id + " was given before; take another");
    }
  }

  /** It is off the register. */
  record Retired(String id, Instant at) implements MeterRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText(
          id + " 已于 " + time(at, zone) + " 停用，此后不再抄表",
          id + " went off the register at " + time(at, zone) + " and is read no more since");
    }
  }

  /** Another reading of the same moment stands. */
  record SameTime(int number, BigDecimal value, Instant at) implements MeterRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText(
          time(at, zone) + " 已有读数 " + value.toPlainString() + "（第 " + number + " 次）；读错的请先作废",
          "There is a reading of "
              + time(at, zone)
              + ", "
              + value.toPlainString()
              + " (no. "
              + number
              + "); have it voided first where it is wrong");
    }
  }

  /** Lower than the last reading, and nothing says why. */
  record Lower(BigDecimal value, BigDecimal last, Instant at) implements MeterRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText(
          "读数 %s 小于上次的 %s（%s）。请再看一遍；走字过零请选“表盘走满归零”，换过表请登记换表，上次抄错请主管作废"
              .formatted(value.toPlainString(), last.toPlainString(), time(at, zone)),
          "%s is lower than the last, %s of %s. Look again; say that the dial passed its last number, record an exchange, or have the last reading voided where that was wrong"
              .formatted(value.toPlainString(), last.toPlainString(), time(at, zone)));
    }
  }

  /** Said to have rolled over, and cannot have. */
  record NotRolled(BigDecimal value, BigDecimal last, int digits) implements MeterRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText(
          "上次 %s，本次 %s，%d 位表不像过零：过零时上次读数应超过满度的一半，且本次更小"
              .formatted(last.toPlainString(), value.toPlainString(), digits),
          "From %s to %s a dial of %d digits has not rolled over: before that it is past its half, and the new reading is lower"
              .formatted(last.toPlainString(), value.toPlainString(), digits));
    }
  }

  /** The dial cannot show it. */
  record TooLong(BigDecimal value, int digits) implements MeterRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText(
          "表只有 %d 位整数、至多 4 位小数，显示不出 %s；请再看一遍，或请主管核对位数".formatted(digits, value.toPlainString()),
          "A dial of %d digits before the point, and at most 4 after it, does not show %s; look again, or have its digits corrected"
              .formatted(digits, value.toPlainString()));
    }
  }

  /** Much more than is usual there. */
  record Unusual(BigDecimal used, String unit, BigDecimal perDay, BigDecimal usual)
      implements MeterRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText(
          "用量 %s %s，每天 %s，平时每天 %s，超过 3 倍。请再看一遍；确实如此请确认"
              .formatted(used.toPlainString(), unit, perDay.toPlainString(), usual.toPlainString()),
          "%s %s used, %s a day where %s is usual: more than three times that. Look again, and confirm it where it is so"
              .formatted(
                  used.toPlainString(), unit, perDay.toPlainString(), usual.toPlainString()));
    }
  }

  /** A later reading would not fit any more. */
  record LaterMisfits(int number, BigDecimal value, Instant at) implements MeterRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText(
          "这样一来，之后 %s 的读数 %s（第 %d 次）就对不上了；请再看一遍，或先作废那一次"
              .formatted(time(at, zone), value.toPlainString(), number),
          "The later reading of %s, %s (no. %d), would not fit any more; look again, or have that one voided first"
              .formatted(time(at, zone), value.toPlainString(), number));
    }
  }

  /** It was voided before. */
  record Voided(int number) implements MeterRefusal {
    @Override
    public LocalizedText words(ZoneId zone) {
      return new LocalizedText(
          "第 " + number + " 次读数已作废", "Reading no. " + number + " is void already");
    }
  }
}
