package org.zhiban.gateway.check;

import static org.zhiban.model.alarm.Priority.P1;
import static org.zhiban.model.alarm.Priority.P2;
import static org.zhiban.model.alarm.Priority.P3;
import static org.zhiban.model.alarm.Priority.P4;

import java.util.ArrayList;
import java.util.List;
import org.zhiban.model.alarm.Priority;

/** The rules that an engineer of a building wants, and what ships for each. */
final class EngineersRules {
  private EngineersRules() {}

  /**
   * One of them.
   *
   * @param priority what the engineer asks for
   * @param shipped at least one
   * @param differs where what ships is not to the letter, and why; or empty
   */
  record Wanted(
      int number, String zh, String en, Priority priority, List<Shipped> shipped, String differs) {
    Wanted differs(String why) {
      return new Wanted(number, zh, en, priority, shipped, why);
    }

    Wanted in(String folder, String equipment, String... rules) {
      List<Shipped> more = new ArrayList<>(shipped);
      for (String rule : rules) {
        more.add(new Shipped(folder, equipment, rule));
      }
      return new Wanted(number, zh, en, priority, List.copyOf(more), differs);
    }
  }

  /** A rule, or a plan, of an equipment in a site folder. */
  record Shipped(String folder, String equipment, String rule) {}

  /** The demo site, where a class of equipment has a template of no particular maker. */
  static final String DEMO = "demo-site";

  /** The site of templates of real devices. */
  static final String DEVICES = "shipped-devices";

  /** What the plan of no. 6 is called; it is no rule of telemetry. */
  static final String PLAN = "lift-half-monthly";

  private static Wanted rule(int number, Priority priority, String zh, String en) {
    return new Wanted(number, zh, en, priority, List.of(), "");
  }

  static final List<Wanted> ALL =
      List.of(
          rule(1, P1, "电梯困人", "people shut in a lift")
              .in(DEMO, "lift-a1", "entrapment", "bell")
              .in(DEVICES, "lift-1", "entrapment")
              .differs(
                  "60 s of standing shut instead of 20 s, in any mode but inspection and whether "
                      + "the car is in the door zone or not; the bell counts alone, after 3 s"),
          rule(2, P1, "开门走梯、意外移动、超速", "a car that moves with its door open, unintended, too fast")
              .in(DEMO, "lift-a1", "moving_with_door_open", "unintended_movement", "overspeed")
              .in(DEVICES, "lift-1", "moving_with_door_open", "unintended_movement", "overspeed"),
          rule(3, P1, "电梯安全回路、冲顶蹲底", "a lift's safety circuit, over-travel")
              .in(DEMO, "lift-a1", "safety_circuit", "over_travel")
              .in(DEVICES, "lift-1", "safety_circuit", "over_travel"),
          rule(4, P3, "反复开关门", "doors that open and close while the car stands")
              .in(DEMO, "lift-b1", "door_cycling"),
          rule(5, P2, "电梯失电", "a lift without mains")
              .in(DEMO, "lift-a2", "mains_lost")
              .in(DEVICES, "lift-1", "mains_lost")
              .differs(
                  "it inhibits the safety circuit and the silence, not over-travel, which is life "
                      + "safety and no consequence of it"),
          rule(6, P2, "维保间隔上限", "a lift's longest gap between the contractor's visits")
              .in(DEMO, "lift-a1", PLAN)
              .differs(
                  "a plan, not a rule: `ceiling: 15d` and `lead: 2d` make the visit's order on "
                      + "day 13 and have it overdue after day 15"),
          rule(7, P3, "电梯无数据", "a lift that says nothing for 5 min")
              .in(DEMO, "lift-a1", "silent")
              .in(DEVICES, "lift-1", "silent"),
          rule(8, P1, "火警", "fire")
              .in(DEMO, "fire-1", "fire_alarm")
              .in(DEVICES, "panel", "fire_alarm"),
          rule(9, P2, "屏蔽、手动", "points shielded, panel on manual")
              .in(DEMO, "fire-1", "more_shielded", "still_shielded", "manual_mode")
              .in(DEVICES, "panel", "more_shielded", "still_shielded", "manual_mode")
              .differs(
                  "two matters: every point more that is shielded is P2 at once, and P2 again where"
                      + " it still is after 10 min or at the end of a permit; manual may be"
                      + " legitimate and is P3 without an order. A permit holds both back, an open"
                      + " order does not: nothing of life safety is hidden by an order"),
          rule(10, P2, "消防主机故障、总线故障", "a fault of the fire panel or its bus")
              .in(DEMO, "fire-1", "panel_fault", "bus_failed")
              .in(DEVICES, "panel", "panel_fault", "bus_failed"),
          rule(11, P2, "主电故障，继而备电故障", "a panel without mains, then without its battery")
              .in(DEMO, "fire-1", "on_battery")
              .in(DEVICES, "panel", "on_battery")
              .differs("by `escalate`: P1 as soon as the battery fails as well"),
          rule(12, P1, "消防泵不在自动位、失电", "a fire pump not in automatic, or without power")
              .in(DEMO, "hydrant-pump", "not_in_auto")
              .in(DEMO, "sprinkler-pump", "power_lost"),
          rule(13, P3, "稳压泵启动频繁", "a jockey pump that starts more than 6 times an hour")
              .in(DEMO, "jockey-pump", "starts_often"),
          rule(14, P1, "消防管网压力低", "the fire main's pressure low")
              .in(DEMO, "hydrant-pump", "main_pressure"),
          rule(15, P2, "供水压力低", "supply 0.05 MPa under its set point")
              .in(DEMO, "low-pump-1", "low_pressure")
              .differs(
                  "the limit is said at the equipment, for each zone; a zone that is lost is P1 "
                      + "after 20 s, by both sensors of its header"),
          rule(16, P2, "启泵无反馈", "a pump told to run that does not")
              .in(DEMO, "low-pump-1", "start_failed"),
          rule(17, P2, "无水空转", "a pump that runs dry")
              .in(DEMO, "low-pump-1", "dry_run")
              .in(DEVICES, "pump-1", "dry_run")
              .differs(
                  "by the suction side and the pump's own protection: no flow at night is normal"),
          rule(18, P2, "电机过热、升温过快", "a motor over 90 °C, or heating by more than 5 K a minute")
              .in(DEMO, "high-pump-1", "motor_hot")
              .in(DEMO, "high-pump-2", "motor_heating")
              .in(DEVICES, "pump-2", "motor_hot", "motor_heating"),
          rule(19, P4, "主备泵运行小时相差过大", "duty and standby 200 h apart")
              .in(DEMO, "low-pump-1", "low_zone_hours_apart")
              .in(DEMO, "high-pump-1", "high_zone_hours_apart")
              .in(DEVICES, "pump-1", "pump_hours_apart"),
          rule(20, P4, "运行小时到保养", "2000 h run since the last service")
              .in(DEMO, "low-pump-2", "service_due"),
          rule(21, P1, "集水坑高水位、水箱溢流", "a sump that floods, a tank that overflows")
              .in(DEMO, "sump-pump-room", "flooding")
              .in(DEMO, "tank-1", "overflowing"),
          rule(22, P3, "液位长时间不变", "a tank's level that does not move while pumps run")
              .in(DEMO, "tank-1", "tank_level_stuck"),
          rule(23, P2, "缺相、电压越限", "a lost phase, voltage out of limits")
              .in(DEMO, "feeder-1", "voltage")
              .in(DEMO, "feeder-2", "voltage")
              .in(DEVICES, "main-meter", "voltage")
              .differs(
                  "under 150 V for 3 s is a lost phase, under 190 V and over 250 V for 10 s is P2, "
                      + "over 242 V for 10 min P3; 198 and 235 V would ring every night"),
          rule(24, P3, "三相电流不平衡", "phase currents 25 % apart")
              .in(DEMO, "feeder-1", "unbalance")
              .in(DEVICES, "main-meter", "unbalance")
              .differs("30 % of the load is a power, said at the equipment"),
          rule(25, P3, "夜间最小流量异常", "twice the usual flow for three nights")
              .in(DEMO, "water-main", "night_flow"),
          rule(26, P4, "总分表不平衡", "meters that do not add up to the main meter")
              .in(DEVICES, "main-meter", "meters_disagree"),
          rule(27, P2, "强行开门", "a door forced")
              .in(DEMO, "door-b2-e", "forced")
              .differs("a guard goes now, within 3 min, not after the second time in 24 h"),
          rule(28, P3, "门长时间未关", "a door held open")
              .in(DEMO, "door-a", "held")
              .in(DEMO, "door-power", "held"),
          rule(29, P3, "连续刷卡被拒", "five refusals at one reader").in(DEMO, "door-a", "denials"),
          rule(
                  30,
                  P2,
                  "控制器离线、失电、电池低",
                  "a door controller offline, without mains, on a flat battery")
              .in(DEMO, "door-power", "offline", "mains_off", "battery_low"),
          rule(31, P2, "防拆", "a reader opened").in(DEMO, "door-b2-e", "tampered"),
          rule(32, P3, "有车无牌", "a car on the loop and no plate").in(DEMO, "gate-n-in", "no_plate"),
          rule(33, P3, "识别量低、置信度低", "few plates read, or read badly")
              .in(DEMO, "gate-n-in", "few_reads")
              .in(DEMO, "gate-n-out", "low_confidence"),
          rule(34, P2, "道闸不落", "a boom that stays up")
              .in(DEMO, "gate-n-out", "boom_not_down")
              .in(DEMO, "gate-n-in", "boom_up"),
          rule(35, P3, "无视频、未录像", "a camera without pictures, nothing recorded")
              .in(DEVICES, "video", "camera_lost", "no_recording")
              .differs(
                  "dark and frozen pictures are seen by their frame rate; Frigate publishes no "
                      + "judgement of the picture itself"));
}
