package org.zhiban.simulators.plant;

import java.util.Map;

/**
 * Takes what a model measures, under canonical names. A name that the equipment has no point for is
 * passed over, so a model says all it knows.
 */
public interface Readings {
  /** A number in the canonical unit. */
  void number(String name, double value);

  void flag(String name, boolean value);

  /** A state by its canonical name. */
  void state(String name, String state);

  void text(String name, String text);

  /** A happening, with its fields: text, number or Boolean. */
  void event(String name, Map<String, Object> fields);
}
