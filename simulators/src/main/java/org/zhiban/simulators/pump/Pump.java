package org.zhiban.simulators.pump;

import static org.zhiban.simulators.plant.FaultKind.shownByAny;

import java.util.List;
import java.util.Set;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.simulators.plant.Behaviour;
import org.zhiban.simulators.plant.EquipmentKind;
import org.zhiban.simulators.plant.FaultKind;
import org.zhiban.simulators.plant.Readings;
import org.zhiban.simulators.plant.Setting;
import org.zhiban.simulators.plant.Step;

/**
 * A variable-speed booster pump. Its drive follows the demand of the {@link PumpSet}; the pressure
 * at its outlet is the header's. Temperatures in °C, pressures in MPa, flow in m3/h.
 */
public final class Pump implements Behaviour {
  private static final String DRY_RUN = "dry_run";
  private static final String LOW_PRESSURE = "low_pressure";
  private static final String TRIP = "trip";
  private static final String OVERHEAT = "overheat";

  public static final EquipmentKind KIND =
      new EquipmentKind(
          EquipmentClass.PUMP,
          List.of(
              new FaultKind(
                  DRY_RUN,
                  new LocalizedText("无水空转", "Runs dry"),
                  List.of(Set.of("inlet_pressure"), Set.of("flow", "running"), Set.of("dry"))),
              shownByAny(LOW_PRESSURE, "出水压力低", "Outlet pressure low", "outlet_pressure"),
              shownByAny(TRIP, "热继跳闸", "Thermal relay trips", "tripped", "running"),
              shownByAny(OVERHEAT, "电机过热", "Motor overheats", "motor_temp")),
          Pump::new);

  private static final double AMBIENT = 24;

  /** Heats by 5 °C a minute and more for a quarter of an hour, and never trips. */
  private static final double OVERHEAT_PER_SECOND = 7.0 / 60;

  private static final double OVERHEAT_MOST = 110;

  private final PumpSet set;
  private final double ratedFlow;
  private final double lowOutlet;
  private double normalInlet;
  private double inlet;
  private double outlet;
  private double flow;
  private double steadyTemperature;
  private double extraTemperature;
  private double runHours;
  private double starts;
  private double energy;
  private double sway;
  private boolean running;
  private boolean commanded = true;
  private boolean held;
  private boolean tripped;
  private boolean mustRun;

  private Pump(Setting setting) {
    double setpoint = setting.normal("outlet_pressure", 0.45);
    String place = setting.equipment().location().orElse(setting.equipment().id());
    set =
        setting.share(
            "pump set: " + setting.equipment().connection() + " " + place,
            PumpSet.class,
            () -> new PumpSet(setpoint, setting.random()));
    set.join(this);
    ratedFlow = setting.between(14, 20);
    lowOutlet = setting.tooLow("outlet_pressure", 0.25);
    normalInlet = setting.normal("inlet_pressure", 0.2);
    inlet = normalInlet;
    outlet = setpoint;
    steadyTemperature = setting.between(45, 50);
    runHours = set.age() + setting.between(-40, 40);
    starts = Math.floor(setting.between(200, 900));
    energy = runHours * 3.2;
    sway = setting.between(0, 6);
  }

  @Override
  public void step(Step step, Readings readings) {
    tripped = step.has(TRIP);
    mustRun = step.has(DRY_RUN) || step.has(OVERHEAT);
    set.pass(this, step);
    boolean before = running;
    running = set.runs(this);
    starts += running && !before ? 1 : 0;
    double load = running ? set.load() : 0;
    measure(step, load);
    report(step, readings, load);
  }

  private void measure(Step step, double load) {
    boolean dry = step.has(DRY_RUN);
    sway += step.seconds() / 40;
    double ripple = Math.sin(sway);
    inlet = step.approach(inlet, dry ? 0 : normalInlet * (1 + 0.02 * ripple), dry ? 0.4 : 1);
    if (dry && inlet < 0.001) {
      inlet = 0;
    }
    boolean low = step.has(LOW_PRESSURE);
    outlet = step.approach(outlet, low ? lowOutlet : set.header(), low ? 3 : 0.5);
    flow = step.approach(flow, dry ? 0 : ratedFlow * load * (1 + 0.01 * ripple), 1.5);
    steadyTemperature =
        step.approach(steadyTemperature, running ? AMBIENT + 14 + 20 * load : AMBIENT, 900);
    extraTemperature =
        step.has(OVERHEAT)
            ? Math.min(extraTemperature + OVERHEAT_PER_SECOND * step.seconds(), OVERHEAT_MOST)
            : step.approach(extraTemperature, 0, 60);
    runHours += running ? step.seconds() / 3600 : 0;
    energy += power(load) / 1000 * step.seconds() / 3600;
  }

  private double power(double load) {
    return running ? 1500 + 5500 * load : 0;
  }

  private void report(Step step, Readings readings, double load) {
    readings.flag("running", running);
    readings.flag("tripped", tripped);
    readings.flag("fault", false);
    readings.flag("mains", true);
    readings.flag("dry", step.has(DRY_RUN));
    readings.flag("start", running);
    readings.state("mode", "auto");
    readings.number("outlet_pressure", outlet);
    readings.number("inlet_pressure", inlet);
    readings.number("setpoint", set.setpoint());
    readings.number("flow", flow);
    readings.number("motor_temp", steadyTemperature + extraTemperature);
    readings.number("frequency", running ? 28 + 18 * load : 0);
    readings.number("current", running ? 4 + 10 * load : 0);
    readings.number("power", power(load));
    readings.number("energy", energy);
    readings.number("vibration", running ? 1.4 + 0.5 * load : 0.1);
    readings.number("run_hours", runHours);
    readings.number("starts", starts);
  }

  @Override
  public boolean command(String point, double value) {
    return switch (point) {
      case "start" -> {
        commanded = value != 0;
        held = commanded;
        if (commanded) {
          set.prefer(this);
        }
        yield true;
      }
      case "setpoint" -> {
        set.setpoint(value);
        yield true;
      }
      default -> false;
    };
  }

  /** Whether the set may count on it. */
  boolean available() {
    return commanded && !tripped;
  }

  /** Whether a command or a fault makes it run, whoever is on duty. */
  boolean mustRun() {
    return (held || mustRun) && !tripped;
  }
}
