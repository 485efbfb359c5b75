package org.zhiban.rules.dispatch;

import java.time.LocalTime;
import java.util.List;
import org.zhiban.model.LocalizedText;

/** Something that speaks for somebody, or against, when an order is to be given to him. */
public sealed interface Reason {
  /** For whoever chooses. */
  LocalizedText words();

  /** Which way it speaks. */
  Speaks speaks();

  /** One word for programs: {@code trade}, {@code off_shift}, ... */
  String word();

  /** Which way a reason speaks. */
  enum Speaks {
    FOR,
    AGAINST,
    NEITHER
  }

  /** Has the trade of the order. */
  record Trade(String trade) implements Reason {
    @Override
    public LocalizedText words() {
      return new LocalizedText("有 " + trade + " 工种", "holds the trade " + trade);
    }

    @Override
    public Speaks speaks() {
      return Speaks.FOR;
    }

    @Override
    public String word() {
      return "trade";
    }
  }

  /** Has other trades only. */
  record OtherTrade(String wanted, List<String> held) implements Reason {
    public OtherTrade {
      held = List.copyOf(held);
    }

    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "没有 " + wanted + " 工种（有 " + String.join("、", held) + "）",
          "does not hold the trade " + wanted + " (holds " + String.join(", ", held) + ")");
    }

    @Override
    public Speaks speaks() {
      return Speaks.AGAINST;
    }

    @Override
    public String word() {
      return "other_trade";
    }
  }

  /** The order has no trade yet. */
  record TradeUnsaid() implements Reason {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "工单未定工种，未按工种比较", "the order has no trade yet; trades are not compared");
    }

    @Override
    public Speaks speaks() {
      return Speaks.NEITHER;
    }

    @Override
    public String word() {
      return "trade_unsaid";
    }
  }

  /** The plan names this contractor. */
  record PlansContractor(String plan) implements Reason {
    @Override
    public LocalizedText words() {
      return new LocalizedText("计划 " + plan + " 指定的维保单位", "the contractor of the plan " + plan);
    }

    @Override
    public Speaks speaks() {
      return Speaks.FOR;
    }

    @Override
    public String word() {
      return "plans_contractor";
    }
  }

  /** A company, not one of the house. */
  record Outside() implements Reason {
    @Override
    public LocalizedText words() {
      return new LocalizedText("外包单位", "a contractor");
    }

    @Override
    public Speaks speaks() {
      return Speaks.NEITHER;
    }

    @Override
    public String word() {
      return "contractor";
    }
  }

  /** Life safety is not left to a company that is still on its way. */
  record NotAlone() implements Reason {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "生命安全工单不得只派外包单位：先派现场人员，并电话通知该单位",
          "life safety is never left to a contractor alone: send somebody of the house, and call"
              + " the contractor");
    }

    @Override
    public Speaks speaks() {
      return Speaks.AGAINST;
    }

    @Override
    public String word() {
      return "not_alone";
    }
  }

  /** Leads, and goes where nobody else can. */
  record Leads() implements Reason {
    @Override
    public LocalizedText words() {
      return new LocalizedText("主管，一线人员优先", "a supervisor; technicians go first");
    }

    @Override
    public Speaks speaks() {
      return Speaks.AGAINST;
    }

    @Override
    public String word() {
      return "supervisor";
    }
  }

  /** On shift at the time of the work. */
  record OnShift(String shift, LocalTime from, LocalTime to) implements Reason {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "当班（" + shift + " " + from + "–" + to + "）",
          "on shift (" + shift + " " + from + "-" + to + ")");
    }

    @Override
    public Speaks speaks() {
      return Speaks.FOR;
    }

    @Override
    public String word() {
      return "on_shift";
    }
  }

  /** Off shift, but whose turn it is to be called. */
  record OnCallNow(String roster) implements Reason {
    @Override
    public LocalizedText words() {
      return new LocalizedText("值班待命（" + roster + "）", "on call (" + roster + ")");
    }

    @Override
    public Speaks speaks() {
      return Speaks.FOR;
    }

    @Override
    public String word() {
      return "on_call";
    }
  }

  /** Not at work at the time of the work. */
  record OffShift(String shift, LocalTime from, LocalTime to) implements Reason {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "不当班（" + shift + " " + from + "–" + to + "）",
          "off shift (" + shift + " " + from + "-" + to + ")");
    }

    @Override
    public Speaks speaks() {
      return Speaks.AGAINST;
    }

    @Override
    public String word() {
      return "off_shift";
    }
  }

  /** The site does not say when he works. */
  record ShiftUnsaid() implements Reason {
    @Override
    public LocalizedText words() {
      return new LocalizedText("未排班", "no shift is said");
    }

    @Override
    public Speaks speaks() {
      return Speaks.NEITHER;
    }

    @Override
    public String word() {
      return "shift_unsaid";
    }
  }

  /** Works where the equipment stands. */
  record OwnArea(LocalizedText area) implements Reason {
    @Override
    public LocalizedText words() {
      return new LocalizedText("负责" + area.zh(), "works in " + area.en());
    }

    @Override
    public Speaks speaks() {
      return Speaks.FOR;
    }

    @Override
    public String word() {
      return "area";
    }
  }

  /** Works in other parts of the site. */
  record OtherArea(LocalizedText area) implements Reason {
    @Override
    public LocalizedText words() {
      return new LocalizedText("不负责" + area.zh(), "does not work in " + area.en());
    }

    @Override
    public Speaks speaks() {
      return Speaks.AGAINST;
    }

    @Override
    public String word() {
      return "other_area";
    }
  }

  /** Responsible for the equipment's daily work [E22]. */
  record Owner() implements Reason {
    @Override
    public LocalizedText words() {
      return new LocalizedText("设备责任人", "responsible for the equipment");
    }

    @Override
    public Speaks speaks() {
      return Speaks.FOR;
    }

    @Override
    public String word() {
      return "owner";
    }
  }

  /** Has this very order. */
  record HasIt() implements Reason {
    @Override
    public LocalizedText words() {
      return new LocalizedText("现任接单人", "has the order now");
    }

    @Override
    public Speaks speaks() {
      return Speaks.NEITHER;
    }

    @Override
    public String word() {
      return "has_it";
    }
  }

  /** What else he has in hand. */
  record InHand(Load load) implements Reason {
    @Override
    public LocalizedText words() {
      return load.orders() == 0
          ? new LocalizedText("手头无工单", "nothing else in hand")
          : new LocalizedText(
              "手头 " + load.orders() + " 单（负荷 " + load.weight() + "）",
              load.orders() + " in hand (load " + load.weight() + ")");
    }

    @Override
    public Speaks speaks() {
      return load.orders() == 0 ? Speaks.FOR : load.much() ? Speaks.AGAINST : Speaks.NEITHER;
    }

    @Override
    public String word() {
      return load.orders() == 0 ? "free" : "load";
    }
  }
}
