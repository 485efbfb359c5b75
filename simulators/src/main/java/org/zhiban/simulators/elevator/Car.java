package org.zhiban.simulators.elevator;

import org.zhiban.model.site.ValueRange;
import org.zhiban.simulators.plant.Setting;

/** Where the car is and how it moves, in metres and seconds. */
final class Car {
  private static final double FLOOR_HEIGHT = 3;
  private static final double ACCELERATION = 0.8;
  private static final double DOOR_ZONE = 0.2;
  private static final int TALLEST = 60;

  private final int lowest;
  private final int highest;
  private final double ratedSpeed;
  private double position;
  private double target;
  private double speed;
  private boolean rising;

  private Car(int lowest, int highest, double ratedSpeed) {
    this.lowest = lowest;
    this.highest = highest;
    this.ratedSpeed = ratedSpeed;
    this.position = heightOf(Math.max(lowest, Math.min(1, highest)));
    this.target = position;
  }

  /** Between the floors that the site's range allows, else 1 to 18. */
  static Car of(Setting setting) {
    var floor = setting.equipment().points().get("floor");
    ValueRange range =
        floor == null ? new ValueRange(1, 18) : floor.range().orElse(new ValueRange(1, 18));
    int lowest = (int) Math.ceil(range.min());
    int highest = (int) Math.min(Math.floor(range.max()), lowest + TALLEST);
    return new Car(lowest, Math.max(highest, lowest + 1), setting.normal("speed", 1.75));
  }

  double ratedSpeed() {
    return ratedSpeed;
  }

  double speed() {
    return speed;
  }

  boolean rising() {
    return rising;
  }

  int floor() {
    return (int) Math.round(position / FLOOR_HEIGHT);
  }

  boolean inDoorZone() {
    return speed == 0 && Math.abs(position - heightOf(floor())) < DOOR_ZONE;
  }

  boolean travelling() {
    return position != target;
  }

  void goTo(int floor) {
    target = heightOf(floor);
    rising = target > position;
  }

  int anyFloor(Setting setting) {
    return setting.random().nextInt(lowest, highest + 1);
  }

  int otherFloor(Setting setting) {
    int floor = setting.random().nextInt(lowest, highest);
    return floor >= floor() ? floor + 1 : floor;
  }

  int farthestFloor() {
    return floor() - lowest > highest - floor() ? lowest : highest;
  }

  /** Speeds up to {@code most}, and slows down in time to stop at the target. */
  void move(double seconds, double most) {
    double rest = Math.abs(target - position);
    speed = Math.min(Math.min(most, speed + ACCELERATION * seconds), brakingSpeed(rest));
    double way = speed * seconds;
    if (way >= rest) {
      position = target;
      speed = 0;
    } else {
      position += rising ? way : -way;
    }
  }

  private static double brakingSpeed(double rest) {
    return Math.max(0.1, Math.sqrt(2 * ACCELERATION * rest));
  }

  /** Stops at once, at the nearest floor. */
  void level() {
    position = heightOf(floor());
    target = position;
    speed = 0;
  }

  /** Stops at once, where no door can open. */
  void stopBetweenFloors() {
    double below = heightOf(Math.min(floor(), highest - 1));
    position = below + FLOOR_HEIGHT * 0.4;
    target = position;
    speed = 0;
  }

  private static double heightOf(int floor) {
    return floor * FLOOR_HEIGHT;
  }
}
