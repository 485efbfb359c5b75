package org.zhiban.simulators.plant;

import java.util.Collection;
import org.zhiban.model.site.Equipment;

/** Somebody asked for an equipment, a point or a fault that is not there; it says what is. */
public final class NoSuchThingException extends RuntimeException {
  private final boolean fault;

  private NoSuchThingException(String message, boolean fault) {
    super(message);
    this.fault = fault;
  }

  /** Whether the equipment is there, but cannot express the fault. */
  public boolean fault() {
    return fault;
  }

  static NoSuchThingException equipment(String id, Collection<String> known) {
    return new NoSuchThingException(
        "no equipment " + id + " with points; there are: " + String.join(", ", known), false);
  }

  static NoSuchThingException point(Equipment equipment, String point) {
    return new NoSuchThingException(
        equipment.id()
            + " has no point "
            + point
            + "; it has: "
            + String.join(", ", equipment.points().keySet()),
        false);
  }

  static NoSuchThingException fault(String equipment, String fault, Collection<String> known) {
    return new NoSuchThingException(
        equipment + " cannot express " + fault + "; it can: " + String.join(", ", known), true);
  }
}
