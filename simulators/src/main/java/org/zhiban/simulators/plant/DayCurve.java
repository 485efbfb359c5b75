package org.zhiban.simulators.plant;

/** A quantity over the hours of a day, even steps from midnight, with straight lines between. */
public final class DayCurve {
  private final double[] steps;

  public DayCurve(double... steps) {
    this.steps = steps.clone();
  }

  /** The value at an hour of the day, 0 to under 24. */
  public double at(double hour) {
    double place = hour / 24 * steps.length;
    int before = (int) Math.floor(place) % steps.length;
    double share = place - Math.floor(place);
    return steps[before] * (1 - share) + steps[(before + 1) % steps.length] * share;
  }
}
