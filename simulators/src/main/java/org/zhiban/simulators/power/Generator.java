package org.zhiban.simulators.power;

import static org.zhiban.simulators.plant.FaultKind.shownByAny;

import java.util.List;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.simulators.plant.Behaviour;
import org.zhiban.simulators.plant.EquipmentKind;
import org.zhiban.simulators.plant.Readings;
import org.zhiban.simulators.plant.Setting;
import org.zhiban.simulators.plant.Step;

/** A stand-by set with a 24 V starter battery: it waits, and takes over when the mains go. */
public final class Generator implements Behaviour {
  private static final String MAINS_LOST = "mains_lost";
  private static final String START_FAILURE = "start_failure";
  private static final String LOW_FUEL = "low_fuel";
  private static final String LOW_BATTERY = "low_battery";
  private static final String NOT_AUTO = "not_auto";
  private static final double START_SECONDS = 8;
  private static final double LOAD = 64_000;

  public static final EquipmentKind KIND =
      new EquipmentKind(
          EquipmentClass.GENERATOR,
          List.of(
              shownByAny(MAINS_LOST, "市电失电", "Mains lost: it takes over", "mains", "running"),
              shownByAny(START_FAILURE, "启动失败", "Fails to start", "start_failed"),
              shownByAny(LOW_FUEL, "油位低", "Fuel low", "fuel"),
              shownByAny(LOW_BATTERY, "启动电池低", "Starter battery low", "battery"),
              shownByAny(NOT_AUTO, "不在自动位", "Not in automatic", "mode")),
          Generator::new);

  private final double normalFuel;
  private final double lowFuel;
  private final double normalBattery;
  private final double lowBattery;
  private double fuel;
  private double battery;
  private double rpm;
  private double coolant = 38;
  private double sinceMainsLost;
  private double runHours;
  private double starts;
  private boolean running;

  private Generator(Setting setting) {
    normalFuel = setting.normal("fuel", 82);
    lowFuel = setting.tooLow("fuel", 15);
    normalBattery = setting.normal("battery", 27.2);
    lowBattery = setting.tooLow("battery", 23);
    fuel = normalFuel;
    battery = normalBattery;
    runHours = setting.between(40, 200);
    starts = Math.floor(runHours * 3);
  }

  @Override
  public void step(Step step, Readings readings) {
    boolean lost = step.has(MAINS_LOST);
    sinceMainsLost = lost ? sinceMainsLost + step.seconds() : 0;
    boolean before = running;
    running = lost && sinceMainsLost > START_SECONDS;
    starts += running && !before ? 1 : 0;
    runHours += running ? step.seconds() / 3600 : 0;
    rpm = step.approach(rpm, running ? 1500 : 0, 2);
    coolant = step.approach(coolant, running ? 82 : 38, 200);
    double tank = step.has(LOW_FUEL) ? lowFuel : running ? fuel - 0.2 : normalFuel;
    fuel = step.approach(fuel, tank, running ? 60 : 5);
    battery = step.approach(battery, step.has(LOW_BATTERY) ? lowBattery : normalBattery, 5);
    report(step, readings);
  }

  private void report(Step step, Readings readings) {
    boolean carries = running && rpm > 1450;
    readings.state("mode", step.has(NOT_AUTO) ? "stopped" : "auto");
    readings.flag("running", running);
    readings.flag("mains", !step.has(MAINS_LOST));
    readings.flag("breaker_closed", carries);
    readings.flag("start_failed", step.has(START_FAILURE));
    readings.flag("fault", false);
    readings.number("fuel", fuel);
    readings.number("battery", battery);
    readings.number("coolant_temp", coolant);
    readings.number("oil_pressure", rpm / 1500 * 0.42);
    readings.number("rpm", rpm);
    for (String phase : List.of("voltage_a", "voltage_b", "voltage_c")) {
      readings.number(phase, rpm / 1500 * 231);
    }
    readings.number("frequency", rpm / 30);
    readings.number("power", carries ? LOAD : 0);
    readings.number("run_hours", runHours);
    readings.number("starts", starts);
  }
}
