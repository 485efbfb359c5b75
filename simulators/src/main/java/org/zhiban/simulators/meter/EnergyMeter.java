package org.zhiban.simulators.meter;

import static org.zhiban.simulators.plant.FaultKind.shownByAny;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.simulators.plant.Behaviour;
import org.zhiban.simulators.plant.DayCurve;
import org.zhiban.simulators.plant.EquipmentKind;
import org.zhiban.simulators.plant.FaultKind;
import org.zhiban.simulators.plant.Readings;
import org.zhiban.simulators.plant.Setting;
import org.zhiban.simulators.plant.Step;

/**
 * A three-phase meter of a feeder. The load follows the hours; energy is its integral. A feeder
 * that loses a phase sheds its load by its undervoltage release.
 */
public final class EnergyMeter implements Behaviour {
  private static final String PHASE_LOSS = "phase_loss";
  private static final String OVER_VOLTAGE = "over_voltage";
  private static final String UNBALANCE = "unbalance";
  private static final String REVERSE = "reverse";
  private static final List<String> PHASES = List.of("a", "b", "c");
  private static final String[] VOLTAGES = {"voltage_a", "voltage_b", "voltage_c"};

  public static final EquipmentKind KIND =
      new EquipmentKind(
          EquipmentClass.METER,
          List.of(
              shownByAny(PHASE_LOSS, "缺相", "A phase is lost", VOLTAGES),
              shownByAny(OVER_VOLTAGE, "过电压", "Overvoltage", VOLTAGES),
              new FaultKind(
                  UNBALANCE,
                  new LocalizedText("三相不平衡", "Phases unbalanced"),
                  List.of(
                      Set.of("voltage_a", "voltage_b", "voltage_c"),
                      Set.of("current_a", "current_b", "current_c"))),
              shownByAny(REVERSE, "功率反向", "Power flows back", "power", "export_energy")),
          EnergyMeter::new);

  private static final DayCurve LOAD =
      new DayCurve(0.3, 0.25, 0.25, 0.35, 0.6, 0.75, 0.8, 0.7, 0.7, 0.9, 1.0, 0.6);
  private static final double POWER_FACTOR = 0.94;
  private static final double LOST_PHASE_VOLTAGE = 8;
  private static final double SHED_LOAD = 600;

  /** Shares by which unbalanced phases differ from the mean; they lie 10 % apart. */
  private static final double[] VOLTAGE_SKEW = {0.05, 0, -0.05};

  private static final double[] CURRENT_SKEW = {0.45, 0, -0.45};

  private final double nominal;
  private final double tooHigh;
  private final double rated;
  private final int lossPhase;
  private final double[] voltage = new double[3];
  private double power;
  private double energy;
  private double exported;
  private double reactive;
  private double demand;
  private double sway;

  private EnergyMeter(Setting setting) {
    nominal = setting.normal("voltage_a", 221);
    tooHigh = setting.tooHigh("voltage_a", nominal * 1.15);
    rated = setting.between(18_000, 60_000);
    List<Integer> measured =
        Stream.of(0, 1, 2).filter(phase -> setting.has(VOLTAGES[phase])).toList();
    lossPhase = measured.isEmpty() ? 0 : measured.get(setting.random().nextInt(measured.size()));
    java.util.Arrays.fill(voltage, nominal);
    power = rated * 0.5;
    demand = power;
    energy = Math.floor(setting.between(8_000, 90_000));
    exported = 0;
    reactive = energy * 0.3;
    sway = setting.between(0, 6);
  }

  @Override
  public void step(Step step, Readings readings) {
    sway += step.seconds() / 90;
    boolean lost = step.has(PHASE_LOSS);
    double load = rated * LOAD.at(step.hour()) * (1 + 0.03 * Math.sin(sway * 1.7));
    double target = lost ? SHED_LOAD : step.has(REVERSE) ? -0.3 * load : load;
    power = step.approach(power, target, 1);
    demand = step.approach(demand, power, 300);
    double hours = step.seconds() / 3600;
    energy += Math.max(power, 0) / 1000 * hours;
    exported += Math.max(-power, 0) / 1000 * hours;
    reactive += Math.abs(power) * 0.36 / 1000 * hours;
    for (int phase = 0; phase < 3; phase++) {
      voltage[phase] = step.approach(voltage[phase], voltageTarget(step, phase), 0.6);
    }
    report(step, readings);
  }

  private double voltageTarget(Step step, int phase) {
    double skew = step.has(UNBALANCE) ? VOLTAGE_SKEW[phase] : 0;
    double healthy =
        nominal * (1 + skew + 0.004 * Math.sin(sway) + 0.001 * Math.sin(sway * 3 + phase));
    if (step.has(PHASE_LOSS) && phase == lossPhase) {
      return LOST_PHASE_VOLTAGE;
    }
    return step.has(OVER_VOLTAGE) ? tooHigh + 0.5 * Math.sin(sway) : healthy;
  }

  private void report(Step step, Readings readings) {
    boolean lost = step.has(PHASE_LOSS);
    for (int phase = 0; phase < 3; phase++) {
      double share = lost ? (phase == lossPhase ? 0 : 0.5) : 1 / 3.0;
      double skewed = share * (1 + (step.has(UNBALANCE) ? CURRENT_SKEW[phase] : 0));
      double phasePower = power * skewed;
      String name = PHASES.get(phase);
      String next = PHASES.get((phase + 1) % 3);
      readings.number("voltage_" + name, voltage[phase]);
      readings.number(
          "voltage_" + name + next, lineVoltage(voltage[phase], voltage[(phase + 1) % 3]));
      readings.number("power_" + name, phasePower);
      readings.number(
          "current_" + name, Math.abs(phasePower) / Math.max(voltage[phase], 1) / POWER_FACTOR);
    }
    readings.number("current_n", step.has(UNBALANCE) ? Math.abs(power) / nominal * 0.25 : 0.4);
    readings.number("power", power);
    readings.number("reactive_power", Math.abs(power) * 0.36);
    readings.number("apparent_power", Math.abs(power) / POWER_FACTOR);
    readings.number("power_factor", POWER_FACTOR);
    readings.number("frequency", 50 + 0.02 * Math.sin(sway * 2));
    readings.number("demand", demand);
    readings.number("energy", energy);
    readings.number("export_energy", exported);
    readings.number("reactive_energy", reactive);
  }

  /** Between two phases 120 degrees apart. */
  private static double lineVoltage(double one, double other) {
    return Math.sqrt(one * one + other * other + one * other);
  }
}
