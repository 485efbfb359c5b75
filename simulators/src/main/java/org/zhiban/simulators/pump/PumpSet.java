package org.zhiban.simulators.pump;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.zhiban.simulators.plant.DayCurve;
import org.zhiban.simulators.plant.Step;

/**
 * The pumps of one place on one link: one on duty, the others in reserve. Duty alternates every
 * four hours; the next one starts before the last one stops. When none can run the header loses its
 * pressure.
 */
final class PumpSet {
  private static final double ALTERNATION_SECONDS = 4 * 3600;
  private static final double CHANGE_OVER_SECONDS = 8;

  /** A reserve pump is at work so long after the duty pump failed. */
  private static final double TAKE_OVER_SECONDS = 3;

  private static final double PRESSURE_WITHOUT_PUMP = 0.04;
  private static final DayCurve DEMAND =
      new DayCurve(0.16, 0.12, 0.12, 0.5, 0.85, 0.6, 0.5, 0.55, 0.45, 0.65, 0.95, 0.5);

  private final List<Pump> pumps = new ArrayList<>();

  /** Hours that each of its pumps has run, give or take; duty alternates by them. */
  private final double age;

  private double setpoint;
  private double header;
  private double load;
  private double sinceChange;
  private double ripple;
  private @Nullable Pump duty;
  private @Nullable Pump leaving;
  private double takeOver;

  PumpSet(double setpoint, RandomGenerator random) {
    this.setpoint = setpoint;
    this.header = setpoint;
    this.sinceChange = random.nextDouble() * ALTERNATION_SECONDS / 2;
    this.ripple = random.nextDouble() * 6;
    this.age = 300 + random.nextDouble() * 1300;
  }

  /** Hours run of a pump of the set, give or take. */
  double age() {
    return age;
  }

  void join(Pump pump) {
    pumps.add(pump);
    duty = duty == null ? pump : duty;
  }

  double setpoint() {
    return setpoint;
  }

  void setpoint(double value) {
    setpoint = value;
  }

  /** Pressure of the header in MPa. */
  double header() {
    return header;
  }

  /** Load of a running pump, as a share of its rating. */
  double load() {
    return load;
  }

  boolean runs(Pump pump) {
    boolean onDuty = pump == duty && takeOver <= 0;
    return pump.mustRun() || (pump.available() && (onDuty || pump == leaving));
  }

  /** Puts a pump on duty by command. */
  void prefer(Pump pump) {
    duty = pump;
    sinceChange = 0;
    takeOver = 0;
  }

  /** Called by every pump in every step; time passes with the first. */
  void pass(Pump caller, Step step) {
    if (caller != pumps.getFirst()) {
      return;
    }
    sinceChange += step.seconds();
    takeOver -= step.seconds();
    if (leaving != null && sinceChange > CHANGE_OVER_SECONDS) {
      leaving = null;
    }
    chooseDuty(step);
    ripple += step.seconds() / 7;
    boolean fed = pumps.stream().anyMatch(pump -> runs(pump));
    double target = fed ? setpoint + 0.004 * Math.sin(ripple) : PRESSURE_WITHOUT_PUMP;
    header = step.approach(header, target, fed ? 2 : 15);
    load = step.approach(load, DEMAND.at(step.hour()), 5);
  }

  private void chooseDuty(Step step) {
    Pump before = duty;
    if (before != null && before.available()) {
      if (sinceChange > ALTERNATION_SECONDS && next(before) != before) {
        duty = next(before);
        leaving = before;
        sinceChange = 0;
      }
      return;
    }
    Pump successor = before == null ? null : next(before);
    if (successor != null && successor.available()) {
      duty = successor;
      sinceChange = 0;
      takeOver = step.visible(TAKE_OVER_SECONDS);
    }
  }

  /** The next available pump in turn, or the same. */
  private Pump next(Pump pump) {
    int at = pumps.indexOf(pump);
    for (int i = 1; i < pumps.size(); i++) {
      Pump candidate = pumps.get((at + i) % pumps.size());
      if (candidate.available()) {
        return candidate;
      }
    }
    return pump;
  }
}
