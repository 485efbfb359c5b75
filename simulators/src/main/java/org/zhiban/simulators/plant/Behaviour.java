package org.zhiban.simulators.plant;

/**
 * A small believable model of one equipment. It is stepped on one thread and holds its state in
 * fields; it tells what it measures under the canonical names of its class, in their units.
 */
public interface Behaviour {
  /** Lets the model time of {@code step} pass, then reads every instrument. */
  void step(Step step, Readings readings);

  /**
   * Whether something is under way of which a reader has seen only the half. A cut or a standstill
   * waits for its end, for some seconds, so that it is not mistaken for what the half would mean.
   */
  default boolean midway() {
    return false;
  }

  /**
   * A value written to the equipment from outside.
   *
   * @param value as the point's readings are: 0 or 1 of a binary, the index of a state
   * @return whether the model follows it; if not, the point simply holds what was written
   */
  default boolean command(String point, double value) {
    return false;
  }
}
