package org.zhiban.model.equipment;

import static org.zhiban.model.equipment.CanonicalPoint.analog;
import static org.zhiban.model.equipment.CanonicalPoint.binary;
import static org.zhiban.model.equipment.CanonicalPoint.counter;
import static org.zhiban.model.equipment.CanonicalPoint.multistate;

import java.util.List;

/** Points of power supply and lighting. */
final class PowerPoints {
  static final List<CanonicalPoint> METER =
      List.of(
          analog("voltage_a", "V", "A相电压", "Voltage L1 to neutral"),
          analog("voltage_b", "V", "B相电压", "Voltage L2 to neutral"),
          analog("voltage_c", "V", "C相电压", "Voltage L3 to neutral"),
          analog("voltage_ab", "V", "AB线电压", "Voltage L1 to L2"),
          analog("voltage_bc", "V", "BC线电压", "Voltage L2 to L3"),
          analog("voltage_ca", "V", "CA线电压", "Voltage L3 to L1"),
          analog("current_a", "A", "A相电流", "Current L1"),
          analog("current_b", "A", "B相电流", "Current L2"),
          analog("current_c", "A", "C相电流", "Current L3"),
          analog("current_n", "A", "零线电流", "Current of the neutral"),
          analog("power", "W", "总有功功率", "Active power, negative where it flows back"),
          analog("power_a", "W", "A相有功功率", "Active power L1"),
          analog("power_b", "W", "B相有功功率", "Active power L2"),
          analog("power_c", "W", "C相有功功率", "Active power L3"),
          analog("reactive_power", "var", "总无功功率", "Reactive power"),
          analog("apparent_power", "VA", "总视在功率", "Apparent power"),
          analog("power_factor", "", "功率因数", "Power factor"),
          analog("frequency", "Hz", "频率", "Frequency"),
          analog("demand", "W", "需量", "Mean power of the last 15 min"),
          counter("energy", "kWh", "正向有功电能", "Import energy"),
          counter("export_energy", "kWh", "反向有功电能", "Export energy"),
          counter("reactive_energy", "kvarh", "无功电能", "Reactive energy"));

  static final List<CanonicalPoint> TRANSFORMER =
      List.of(
          analog("temp_a", "°C", "A相绕组温度", "Winding temperature L1"),
          analog("temp_b", "°C", "B相绕组温度", "Winding temperature L2"),
          analog("temp_c", "°C", "C相绕组温度", "Winding temperature L3"),
          analog("core_temp", "°C", "铁芯温度", "Core temperature"),
          binary("fan_running", "风机运行", "Fans running"),
          binary("fan_fault", "风机故障", "Fan fault"),
          binary("over_temp", "超温报警", "The controller's own high-temperature contact"),
          binary("tripped", "超温跳闸", "The controller's trip contact"),
          binary("sensor_fault", "传感器故障", "A temperature sensor is broken"),
          binary("door_open", "柜门打开", "Enclosure door open"));

  static final List<CanonicalPoint> GENERATOR =
      List.of(
          multistate("mode", "工作方式", "Control mode", "stopped", "auto", "hand"),
          binary("running", "运行", "Engine running"),
          binary("mains", "市电正常", "Mains present at the transfer switch"),
          binary("breaker_closed", "合闸", "Generator breaker closed"),
          binary("start_failed", "启动失败", "The engine failed to start"),
          binary("fault", "故障", "Common shutdown"),
          analog("fuel", "%", "油位", "Fuel in the day tank"),
          analog("battery", "V", "启动电池", "Starter battery"),
          analog("coolant_temp", "°C", "水温", "Coolant temperature"),
          analog("oil_pressure", "MPa", "机油压力", "Oil pressure"),
          analog("rpm", "1/min", "转速", "Engine speed"),
          analog("voltage_a", "V", "A相电压", "Voltage L1 to neutral"),
          analog("voltage_b", "V", "B相电压", "Voltage L2 to neutral"),
          analog("voltage_c", "V", "C相电压", "Voltage L3 to neutral"),
          analog("frequency", "Hz", "频率", "Frequency"),
          analog("power", "W", "有功功率", "Active power"),
          counter("run_hours", "h", "运行小时", "Hours run"),
          counter("starts", "", "启动次数", "Starts"));

  static final List<CanonicalPoint> UPS =
      List.of(
          binary("mains", "市电正常", "Input present"),
          binary("on_battery", "电池供电", "Load fed from the battery"),
          binary("bypass", "旁路", "Load fed by the bypass"),
          binary("overload", "过载", "Overload"),
          binary("fault", "故障", "Common fault"),
          binary("battery_fault", "电池故障", "Battery to be replaced"),
          analog("charge", "%", "电池电量", "State of charge"),
          analog("runtime", "min", "剩余时间", "Remaining time at this load"),
          analog("load", "%", "负载率", "Load"),
          analog("battery", "V", "电池电压", "Battery voltage"),
          analog("input_voltage", "V", "输入电压", "Input voltage"),
          analog("output_voltage", "V", "输出电压", "Output voltage"),
          analog("temperature", "°C", "温度", "Battery or cabinet temperature"));

  static final List<CanonicalPoint> LIGHTING =
      List.of(
          binary("on", "开灯", "Circuit on"),
          multistate("mode", "手自动", "Control mode", "stopped", "auto", "hand"),
          analog("level", "%", "亮度", "Dimming level"),
          analog("illuminance", "lx", "照度", "Illuminance at the sensor"),
          analog("power", "W", "有功功率", "Active power"),
          counter("energy", "kWh", "电能", "Active energy"),
          counter("run_hours", "h", "运行小时", "Hours on"),
          binary("fault", "故障", "Driver or lamp fault"),
          binary("switch", "开关命令", "Command to switch on"));

  private PowerPoints() {}
}
