package org.zhiban.simulators.elevator;

import static org.zhiban.simulators.plant.FaultKind.shownByAll;
import static org.zhiban.simulators.plant.FaultKind.shownByAny;

import java.util.List;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.simulators.plant.Behaviour;
import org.zhiban.simulators.plant.DayCurve;
import org.zhiban.simulators.plant.EquipmentKind;
import org.zhiban.simulators.plant.Readings;
import org.zhiban.simulators.plant.Setting;
import org.zhiban.simulators.plant.Step;

/**
 * A passenger lift. Somebody calls, boards, rides and leaves; then it waits. The door is seen shut
 * before the car is seen to move, whatever the pace, since a reader may learn of both in any order.
 *
 * <p>In an entrapment the controller sees nothing wrong: the car stands, occupied and shut, until
 * the fault ends. Codes of the other faults follow GB/T 24476.
 */
public final class Elevator implements Behaviour {
  private static final String ENTRAPMENT = "entrapment";
  private static final String DOOR_CYCLING = "door_cycling";
  private static final String MAINS_LOST = "mains_lost";
  private static final String OVERSPEED = "overspeed";

  public static final EquipmentKind KIND =
      new EquipmentKind(
          EquipmentClass.ELEVATOR,
          List.of(
              shownByAll(ENTRAPMENT, "困人", "People trapped", "occupied", "speed", "door_open"),
              shownByAny(
                  DOOR_CYCLING, "反复开关门", "Doors open and close again and again", "door_open"),
              shownByAny(MAINS_LOST, "主电源失电", "Mains lost", "mains"),
              shownByAny(OVERSPEED, "超速", "Overspeed", "speed", "fault_code")),
          Elevator::new);

  private static final int CODE_OVERSPEED = 11;
  private static final int CODE_DOOR_CYCLING = 14;

  /** Seconds on the clock between a door and a movement. */
  private static final double SETTLED = 2;

  /** Calls an hour. */
  private static final DayCurve CALLS = new DayCurve(6, 3, 3, 25, 70, 45, 45, 50, 40, 60, 75, 30);

  /** What the car does. */
  private enum Phase {
    WAITING,
    TO_CALLER,
    AT_CALLER,
    BOARDING,
    SHUT,
    RIDING,
    ARRIVED,
    LEAVING,
    CLOSED,
    TRAPPED,
    DARK,
    CYCLING,
    RACING
  }

  private final Setting setting;
  private final Car car;
  private final double overspeed;
  private Phase phase = Phase.WAITING;
  private double left;
  private boolean occupied;
  private double load;
  private boolean doorOpen;
  private double doorCycles;
  private double trips;
  private double runHours;
  private double machineTemperature = 38;

  private Elevator(Setting setting) {
    this.setting = setting;
    car = Car.of(setting);
    overspeed = setting.tooHigh("speed", car.ratedSpeed() * 1.3);
    left = setting.between(2, 20);
    trips = Math.floor(setting.between(20_000, 400_000));
    doorCycles = trips * 2;
    runHours = trips / 180;
  }

  @Override
  public void step(Step step, Readings readings) {
    left -= step.seconds();
    obeyFaults(step);
    live(step);
    boolean moves = car.speed() > 0;
    runHours += moves ? step.seconds() / 3600 : 0;
    machineTemperature = step.approach(machineTemperature, moves ? 52 : 36, 900);
    report(step, readings);
  }

  @Override
  public boolean midway() {
    return occupied && !doorOpen && car.speed() == 0 && phase != Phase.TRAPPED;
  }

  /** A fault takes the lift out of its life; its end lets it out at the next landing. */
  private void obeyFaults(Step step) {
    if (step.has(ENTRAPMENT)) {
      enter(Phase.TRAPPED);
    } else if (phase == Phase.TRAPPED) {
      car.level();
      begin(Phase.ARRIVED, step.visible(SETTLED));
    } else if (step.has(MAINS_LOST)) {
      enter(Phase.DARK);
    } else if (step.has(DOOR_CYCLING)) {
      enter(Phase.CYCLING);
    } else if (step.has(OVERSPEED)) {
      if (phase != Phase.RACING) {
        begin(Phase.RACING, doorOpen ? step.visible(SETTLED) : 0);
        setDoor(false);
      }
    } else if (phase == Phase.DARK || phase == Phase.CYCLING || phase == Phase.RACING) {
      car.level();
      setDoor(false);
      begin(Phase.ARRIVED, step.visible(SETTLED));
    }
  }

  private void enter(Phase stopped) {
    if (phase == stopped) {
      return;
    }
    if (stopped == Phase.TRAPPED) {
      car.stopBetweenFloors();
    } else {
      car.level();
    }
    occupied = stopped == Phase.TRAPPED;
    load = occupied ? setting.between(8, 30) : 0;
    setDoor(false);
    begin(stopped, 0);
  }

  private void begin(Phase next, double seconds) {
    phase = next;
    left = seconds;
  }

  private void setDoor(boolean open) {
    doorCycles += open && !doorOpen ? 1 : 0;
    doorOpen = open;
  }

  private void live(Step step) {
    switch (phase) {
      case WAITING -> {
        if (left <= 0) {
          callFrom(car.anyFloor(setting), step);
        }
      }
      case TO_CALLER -> drive(step, Phase.AT_CALLER);
      case AT_CALLER -> opens(Phase.BOARDING, 4, 7);
      case BOARDING -> {
        occupied = true;
        load = load > 0 ? load : setting.between(6, 45);
        shuts(step, Phase.SHUT);
      }
      case SHUT -> {
        if (left <= 0) {
          car.goTo(car.otherFloor(setting));
          trips++;
          begin(Phase.RIDING, 0);
        }
      }
      case RIDING -> drive(step, Phase.ARRIVED);
      case ARRIVED -> opens(Phase.LEAVING, 4, 6);
      case LEAVING -> {
        occupied = false;
        load = 0;
        shuts(step, Phase.CLOSED);
      }
      case CLOSED -> {
        if (left <= 0) {
          double gap = -Math.log(1 - setting.random().nextDouble()) * 3600 / CALLS.at(step.hour());
          begin(Phase.WAITING, Math.clamp(gap, 3, 900));
        }
      }
      case TRAPPED, DARK -> {}
      case CYCLING -> cycle(step);
      case RACING -> race(step);
    }
  }

  private void callFrom(int floor, Step step) {
    car.goTo(floor);
    trips += car.travelling() ? 1 : 0;
    if (car.travelling()) {
      begin(Phase.TO_CALLER, 0);
    } else {
      begin(Phase.AT_CALLER, step.visible(SETTLED));
    }
  }

  private void drive(Step step, Phase then) {
    car.move(step.seconds(), car.ratedSpeed());
    if (!car.travelling()) {
      begin(then, step.visible(SETTLED));
    }
  }

  private void opens(Phase then, double least, double most) {
    if (left <= 0) {
      setDoor(true);
      begin(then, setting.between(least, most));
    }
  }

  private void shuts(Step step, Phase then) {
    if (left <= 0) {
      setDoor(false);
      begin(then, step.visible(SETTLED));
    }
  }

  private void cycle(Step step) {
    if (left <= 0) {
      setDoor(!doorOpen);
      left = step.visible(2.5 * SETTLED);
    }
  }

  private void race(Step step) {
    if (left > 0) {
      return;
    }
    if (!car.travelling()) {
      car.goTo(car.farthestFloor());
    }
    car.move(step.seconds(), overspeed);
  }

  private void report(Step step, Readings readings) {
    readings.number("floor", car.floor());
    readings.state("mode", "normal");
    readings.number("speed", Math.round(car.speed() * 100) / 100.0);
    readings.state("direction", car.speed() == 0 ? "none" : car.rising() ? "up" : "down");
    readings.flag("door_open", doorOpen);
    readings.flag("in_door_zone", car.inDoorZone());
    readings.flag("occupied", occupied);
    readings.number("load", Math.floor(load));
    readings.flag("alarm_button", false);
    readings.flag("mains", !step.has(MAINS_LOST));
    readings.flag("brake_released", car.speed() > 0);
    readings.number("fault_code", faultCode());
    readings.number("trips", trips);
    readings.number("door_cycles", doorCycles);
    readings.number("run_hours", runHours);
    readings.number("motor_temp", machineTemperature);
  }

  private int faultCode() {
    return switch (phase) {
      case RACING -> CODE_OVERSPEED;
      case CYCLING -> CODE_DOOR_CYCLING;
      case WAITING, TO_CALLER, AT_CALLER, BOARDING, SHUT, RIDING, ARRIVED, LEAVING -> 0;
      case CLOSED, TRAPPED, DARK -> 0;
    };
  }
}
