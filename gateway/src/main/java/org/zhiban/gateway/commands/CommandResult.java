package org.zhiban.gateway.commands;

import java.time.Duration;
import java.time.ZoneId;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Expression;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.rules.workorder.StandingWork;

/** What came of a command. */
public sealed interface CommandResult {
  /** The word of the audit and the API. */
  String word();

  /** The device took the value. */
  sealed interface Done extends CommandResult {
    /** The value that was written, with the time of the write. */
    PointValue written();
  }

  /** The point that must follow did. */
  record Confirmed(PointValue written, PointRef point, PointValue read) implements Done {
    @Override
    public String word() {
      return "confirmed";
    }
  }

  /** The site names no point that must follow. */
  record Written(PointValue written) implements Done {
    @Override
    public String word() {
      return "written";
    }
  }

  /** The point that must follow did not within the time; {@code read} is how it stood then. */
  record NotConfirmed(PointValue written, PointRef point, PointValue read, Duration within)
      implements Done {
    @Override
    public String word() {
      return "written_not_confirmed";
    }
  }

  /** Nothing is known to have been written. */
  sealed interface Refused extends CommandResult {
    /** For the person who asked: why, and what to do. */
    LocalizedText words();
  }

  /** No machine writes what protects life. */
  record LifeSafety(PointRef point) implements Refused {
    @Override
    public String word() {
      return "life_safety";
    }

    @Override
    public LocalizedText words() {
      return new LocalizedText(
          point + " 属于生命安全，系统一律不写入；请到现场操作设备",
          point + " is life safety and is never written from here, by nobody; go to the device");
    }
  }

  /** The caller's roles do not give commands. */
  record RoleLacking() implements Refused {
    @Override
    public String word() {
      return "role";
    }

    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "只有值班员、主管和经理可以下达控制命令", "commands are given by operators, supervisors and managers");
    }
  }

  /** The site does not declare the point as a command. */
  record NoCommand(PointRef point) implements Refused {
    @Override
    public String word() {
      return "no_command_point";
    }

    @Override
    public LocalizedText words() {
      return new LocalizedText(
          point + " 不是控制点",
          point + " is no command point; its template does not say command: true");
    }
  }

  /** The value is of the wrong kind, out of range, or more than its place in the device holds. */
  record Unfit(LocalizedText words) implements Refused {
    @Override
    public String word() {
      return "unfit_value";
    }
  }

  /**
   * The interlock does not hold.
   *
   * @param unknown it hangs on a bad value
   */
  record Interlocked(Expression interlock, boolean unknown) implements Refused {
    @Override
    public String word() {
      return "interlocked";
    }

    @Override
    public LocalizedText words() {
      String where = interlock.text() + " (" + interlock.position() + ")";
      return unknown
          ? new LocalizedText(
              "联锁条件无法判断，有点位质量不可用：" + where,
              "the interlock is unknown, since a value it hangs on is bad: " + where)
          : new LocalizedText("联锁条件不满足：" + where, "the interlock does not hold: " + where);
    }
  }

  /** Somebody works at the equipment. */
  record AtWork(StandingWork work, ZoneId zone) implements Refused {
    @Override
    public String word() {
      return "at_work";
    }

    @Override
    public LocalizedText words() {
      return work.words(zone);
    }
  }

  /** Another command to the point has not ended. */
  record UnderWay(PointRef point) implements Refused {
    @Override
    public String word() {
      return "under_way";
    }

    @Override
    public LocalizedText words() {
      return new LocalizedText(
          point + " 的另一条命令正在执行，请稍候",
          "another command to " + point + " is under way; wait for its end");
    }
  }

  /** The link is down: nothing was sent. */
  record NotSent(String why) implements Refused {
    @Override
    public String word() {
      return "not_sent";
    }

    @Override
    public LocalizedText words() {
      return new LocalizedText("命令未发出：" + why, "nothing was sent: " + why);
    }
  }

  /** The device said no. */
  record DeviceRefused(String why) implements Refused {
    @Override
    public String word() {
      return "device_refused";
    }

    @Override
    public LocalizedText words() {
      return new LocalizedText("设备拒绝：" + why, "the device refused: " + why);
    }
  }

  /** It went out and no answer came: it may be done or not. */
  record Unknown(String why) implements Refused {
    @Override
    public String word() {
      return "unknown";
    }

    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "命令已发出，设备没有回答，结果未知，请核对设备：" + why,
          "it was sent, and nothing tells whether it was done; look at the device: " + why);
    }
  }
}
