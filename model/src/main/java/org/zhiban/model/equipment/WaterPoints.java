package org.zhiban.model.equipment;

import static org.zhiban.model.equipment.CanonicalPoint.analog;
import static org.zhiban.model.equipment.CanonicalPoint.binary;
import static org.zhiban.model.equipment.CanonicalPoint.counter;
import static org.zhiban.model.equipment.CanonicalPoint.multistate;

import java.util.List;
import java.util.stream.Stream;

/** Points of water supply, drainage and fire water. */
final class WaterPoints {
  private static final List<CanonicalPoint> ANY_PUMP =
      List.of(
          binary("running", "运行", "Running, by feedback"),
          binary("tripped", "热继跳闸", "Thermal relay tripped"),
          multistate("mode", "手自动", "Selector switch", "stopped", "auto", "hand"),
          binary("fault", "故障", "Common fault of the starter or drive"),
          binary("mains", "电源正常", "Supply of the starter present"),
          analog("outlet_pressure", "MPa", "出水压力", "Pressure at the outlet or header"),
          analog("inlet_pressure", "MPa", "进水压力", "Pressure at the suction side"),
          analog("current", "A", "电流", "Motor current"),
          analog("motor_temp", "°C", "电机温度", "Motor winding or housing temperature"),
          counter("run_hours", "h", "运行小时", "Hours run"),
          counter("starts", "", "启动次数", "Starts"));

  static final List<CanonicalPoint> PUMP =
      with(
          ANY_PUMP,
          analog("flow", "m3/h", "流量", "Flow"),
          analog("frequency", "Hz", "频率", "Drive output frequency"),
          analog("setpoint", "MPa", "压力设定", "Pressure set point of the header"),
          analog("power", "W", "有功功率", "Active power of the motor"),
          counter("energy", "kWh", "电能", "Active energy"),
          analog("vibration", "mm/s", "振动", "Vibration velocity, r.m.s."),
          binary("dry", "缺水保护", "Dry-running protection has acted"),
          binary("start", "启动命令", "Command to run"));

  static final List<CanonicalPoint> FIRE_PUMP =
      with(ANY_PUMP, analog("flow", "m3/h", "流量", "Flow"));

  static final List<CanonicalPoint> JOCKEY_PUMP = ANY_PUMP;

  static final List<CanonicalPoint> TANK =
      List.of(
          analog("level", "m", "水位", "Water level"),
          analog("fill", "%", "充满度", "Level as a share of the overflow level"),
          binary("high_level", "高水位", "High-level float"),
          binary("low_level", "低水位", "Low-level float"),
          binary("overflow", "溢流", "Water in the overflow pipe"),
          multistate("inlet_valve", "进水阀", "Inlet valve", "closed", "open"),
          analog("temperature", "°C", "水温", "Water temperature"));

  static final List<CanonicalPoint> SUMP =
      List.of(
          analog("level", "m", "水位", "Water level"),
          binary("high_level", "高水位", "High-level float"),
          binary("running", "运行", "Pump running"),
          binary("tripped", "热继跳闸", "Thermal relay tripped"),
          multistate("mode", "手自动", "Selector switch", "stopped", "auto", "hand"),
          binary("mains", "电源正常", "Supply of the starter present"),
          counter("run_hours", "h", "运行小时", "Hours run"),
          counter("starts", "", "启动次数", "Starts"));

  static final List<CanonicalPoint> WATER_METER =
      List.of(
          counter("volume", "m3", "累计水量", "Volume"),
          analog("flow", "m3/h", "瞬时流量", "Flow"),
          analog("pressure", "MPa", "管网压力", "Pressure of the main"),
          counter("reverse_volume", "m3", "反向水量", "Volume that ran backwards"),
          analog("battery", "V", "电池", "Battery of the meter"),
          binary("leak", "漏损", "The meter suspects a leak: never at rest"),
          binary("reverse", "倒流", "Flow runs backwards"));

  static final List<CanonicalPoint> HEAT_METER =
      List.of(
          counter("energy", "kWh", "累计热量", "Heat energy"),
          analog("power", "W", "热功率", "Heat power"),
          counter("volume", "m3", "累计流量", "Volume"),
          analog("flow", "m3/h", "瞬时流量", "Flow"),
          analog("supply_temp", "°C", "供水温度", "Supply temperature"),
          analog("return_temp", "°C", "回水温度", "Return temperature"));

  private WaterPoints() {}

  private static List<CanonicalPoint> with(List<CanonicalPoint> base, CanonicalPoint... more) {
    return Stream.concat(base.stream(), Stream.of(more)).toList();
  }
}
