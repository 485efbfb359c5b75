package org.zhiban.simulators.platecamera;

import static org.zhiban.simulators.plant.FaultKind.shownByAny;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.simulators.plant.Behaviour;
import org.zhiban.simulators.plant.DayCurve;
import org.zhiban.simulators.plant.EquipmentKind;
import org.zhiban.simulators.plant.Happening;
import org.zhiban.simulators.plant.Readings;
import org.zhiban.simulators.plant.Setting;
import org.zhiban.simulators.plant.Step;

/**
 * A lane. Cars come by the hour: one stands on the loop, is read, the boom goes up, it drives off.
 * Now and then a better picture corrects a plate under the same car id.
 */
public final class PlateCamera implements Behaviour {
  private static final String LOW_CONFIDENCE = "low_confidence";
  private static final String NO_PLATE = "no_plate";
  private static final String BOOM_STUCK = "boom_stuck";

  public static final EquipmentKind KIND =
      new EquipmentKind(
          EquipmentClass.LPR_CAMERA,
          List.of(
              shownByAny(LOW_CONFIDENCE, "识别率低", "Plates read with low confidence", "plate"),
              shownByAny(NO_PLATE, "有车无牌", "A car stands, no plate is read", "loop_occupied"),
              shownByAny(BOOM_STUCK, "道闸不落", "The boom stays up", "boom")),
          PlateCamera::new);

  /** Cars an hour. */
  private static final DayCurve CARS = new DayCurve(4, 2, 3, 20, 70, 40, 30, 32, 30, 55, 75, 25);

  /** Seconds between cars that queue for a camera which hardly reads. */
  private static final double QUEUE = 6;

  private static final String PROVINCES = "沪沪沪沪苏浙皖";
  private static final String LETTERS = "ABCDEFGHJKLMN";

  /** Where the present car is. */
  private enum Phase {
    EMPTY,
    STANDS,
    BOOM_RISES,
    DRIVES_OFF,
    BOOM_FALLS,
    BLOCKED
  }

  private final Setting setting;
  private final String direction;
  private Phase phase = Phase.EMPTY;
  private double left;
  private double untilCorrection = Double.POSITIVE_INFINITY;
  private Map<String, Object> lastCar = Map.of();
  private double reads;

  private PlateCamera(Setting setting) {
    this.setting = setting;
    String name =
        (setting.equipment().id()
                + setting.equipment().name().zh()
                + setting.equipment().name().en())
            .toLowerCase(Locale.ROOT);
    direction = name.contains("出口") || name.contains("exit") || name.contains("out") ? "out" : "in";
    left = setting.between(3, 40);
    reads = Math.floor(setting.between(10_000, 90_000));
  }

  @Override
  public void step(Step step, Readings readings) {
    left -= step.seconds();
    untilCorrection -= step.seconds();
    if (untilCorrection <= 0) {
      untilCorrection = Double.POSITIVE_INFINITY;
      correct(readings);
    }
    live(step, readings);
    report(step, readings);
  }

  @Override
  public boolean midway() {
    return phase == Phase.STANDS;
  }

  private void live(Step step, Readings readings) {
    if (step.has(NO_PLATE)) {
      block(step);
      return;
    }
    switch (phase) {
      case EMPTY -> {
        if (left <= 0) {
          begin(Phase.STANDS, setting.between(1, 2));
        }
      }
      case STANDS -> {
        if (left <= 0) {
          read(step, readings);
          begin(Phase.BOOM_RISES, 1.2);
        }
      }
      case BOOM_RISES -> after(Phase.DRIVES_OFF, setting.between(3, 6));
      case DRIVES_OFF -> after(Phase.BOOM_FALLS, 1.2);
      case BOOM_FALLS, BLOCKED -> after(Phase.EMPTY, gap(step));
    }
  }

  /** The loop is seen free first, so that its being occupied is news. */
  private void block(Step step) {
    if (phase != Phase.BLOCKED) {
      begin(Phase.BLOCKED, step.visible(2));
    }
  }

  private void begin(Phase next, double seconds) {
    phase = next;
    left = seconds;
  }

  private void after(Phase next, double seconds) {
    if (left <= 0) {
      begin(next, seconds);
    }
  }

  private double gap(Step step) {
    if (step.has(LOW_CONFIDENCE)) {
      return QUEUE;
    }
    double gap = -Math.log(1 - setting.random().nextDouble()) * 3600 / CARS.at(step.hour());
    return Math.clamp(gap, 4, 1800);
  }

  private void read(Step step, Readings readings) {
    reads++;
    boolean electric = setting.random().nextDouble() < 0.35;
    boolean blurred = step.has(LOW_CONFIDENCE);
    lastCar = new LinkedHashMap<>();
    lastCar.put(Happening.ID, "c" + (long) reads);
    lastCar.put("plate", plate(electric));
    lastCar.put("confidence", round(blurred ? setting.between(38, 74) : setting.between(86, 99.5)));
    lastCar.put("direction", direction);
    lastCar.put("lane", 1);
    lastCar.put("color", electric ? "green" : "blue");
    readings.event("plate", lastCar);
    if (!blurred && setting.random().nextDouble() < 0.03) {
      untilCorrection = 0.8;
    }
  }

  private void correct(Readings readings) {
    Map<String, Object> corrected = new LinkedHashMap<>(lastCar);
    String plate = String.valueOf(corrected.get("plate"));
    corrected.put("plate", plate.substring(0, plate.length() - 1) + setting.random().nextInt(10));
    corrected.put("confidence", 99.0);
    readings.event("plate", corrected);
  }

  private String plate(boolean electric) {
    char province = PROVINCES.charAt(setting.random().nextInt(PROVINCES.length()));
    char city = LETTERS.charAt(setting.random().nextInt(LETTERS.length()));
    int number = setting.random().nextInt(100_000);
    return String.format(Locale.ROOT, "%c%c%s%05d", province, city, electric ? "D" : "", number);
  }

  private static double round(double value) {
    return Math.round(value * 10) / 10.0;
  }

  private void report(Step step, Readings readings) {
    boolean standing = phase == Phase.STANDS || phase == Phase.BOOM_RISES;
    readings.flag("online", true);
    readings.flag("loop_occupied", standing || (phase == Phase.BLOCKED && left <= 0));
    readings.state("boom", step.has(BOOM_STUCK) ? "up" : boom());
    readings.flag("lower", step.has(BOOM_STUCK) || ordersDown());
    readings.number("temperature", 38 + 6 * Math.sin(step.hour() / 24 * 2 * Math.PI));
    readings.number("reads", reads);
  }

  private boolean ordersDown() {
    return switch (phase) {
      case EMPTY, STANDS, BOOM_FALLS, BLOCKED -> true;
      case BOOM_RISES, DRIVES_OFF -> false;
    };
  }

  private String boom() {
    return switch (phase) {
      case EMPTY, STANDS, BLOCKED -> "down";
      case BOOM_RISES, BOOM_FALLS -> "moving";
      case DRIVES_OFF -> "up";
    };
  }
}
