package org.zhiban.model.equipment;

import static org.zhiban.model.equipment.CanonicalPoint.analog;
import static org.zhiban.model.equipment.CanonicalPoint.binary;
import static org.zhiban.model.equipment.CanonicalPoint.counter;
import static org.zhiban.model.equipment.CanonicalPoint.multistate;
import static org.zhiban.model.equipment.CanonicalPoint.text;

import java.util.List;

/** Points of lifts, of fire detection, and of the surroundings. */
final class SafetyPoints {
  static final List<CanonicalPoint> ELEVATOR =
      List.of(
          analog("floor", "", "楼层", "Floor at which the car is or passes"),
          multistate(
              "mode",
              "服务模式",
              "Service mode",
              "stop",
              "normal",
              "inspection",
              "fire_return",
              "fire_service",
              "eps",
              "quake"),
          analog("speed", "m/s", "速度", "Speed of the car, without sign"),
          multistate("direction", "方向", "Direction", "none", "up", "down"),
          binary("door_open", "开门", "Car door not closed"),
          binary("in_door_zone", "门区", "Car in the door zone"),
          binary("occupied", "轿厢有人", "People in the car"),
          analog("load", "%", "载重", "Load as a share of the rated load"),
          binary("alarm_button", "警铃", "Alarm button pressed"),
          binary("mains", "主电源", "Main supply present"),
          binary("brake_released", "松闸", "Brake released"),
          analog("fault_code", "", "故障码", "Code of the controller; 0: none"),
          counter("trips", "", "运行次数", "Trips"),
          counter("door_cycles", "", "开关门次数", "Door openings"),
          counter("run_hours", "h", "运行小时", "Hours run"),
          analog("motor_temp", "°C", "曳引机温度", "Temperature of the machine"));

  static final List<CanonicalPoint> FIRE_PANEL =
      List.of(
          binary("fire", "火警", "Fire"),
          binary("fault", "故障", "Fault"),
          binary("shielded", "屏蔽", "Something is shielded"),
          binary("supervisory", "监管", "Supervisory signal"),
          binary("started", "启动", "An output was started"),
          binary("feedback", "反馈", "An output reports back"),
          binary("delay", "延时", "An output waits"),
          binary("mains_fault", "主电故障", "Mains fault"),
          binary("battery_fault", "备电故障", "Battery fault"),
          binary("bus_fault", "总线故障", "Bus fault"),
          binary("manual", "手动状态", "Outputs on manual"),
          analog("shielded_count", "", "屏蔽数", "Shielded points"),
          analog("fire_count", "", "火警数", "Detectors in alarm"),
          analog("loop_no", "", "回路", "Loop of the latest fire"),
          analog("device_no", "", "地址", "Address of the latest fire"),
          text("zone_text", "部位", "Place of the latest fire, as the panel writes it"));

  static final List<CanonicalPoint> SMOKE_DETECTOR =
      List.of(
          binary("online", "在线", "Online"),
          binary("smoke", "烟雾报警", "Smoke"),
          binary("fault", "故障", "Sensor fault"),
          binary("battery_low", "电量低", "Battery low"),
          analog("battery", "V", "电池", "Battery"),
          analog("temperature", "°C", "温度", "Temperature"));

  static final List<CanonicalPoint> ENVIRONMENT =
      List.of(
          binary("online", "在线", "Online"),
          analog("temperature", "°C", "温度", "Temperature"),
          analog("humidity", "%", "湿度", "Relative humidity"),
          analog("co2", "ppm", "二氧化碳", "Carbon dioxide"),
          analog("co", "ppm", "一氧化碳", "Carbon monoxide"),
          analog("pm25", "ug/m3", "PM2.5", "Particulate matter below 2.5 um"),
          binary("water_leak", "漏水", "Water on the floor"),
          analog("battery", "V", "电池", "Battery"));

  private SafetyPoints() {}
}
