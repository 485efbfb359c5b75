package org.zhiban.drivers.opcua;

import java.util.List;
import java.util.Optional;
import org.zhiban.model.site.PointState;
import org.zhiban.model.site.ValueRange;

/**
 * What a variable holds and how.
 *
 * @param dataType its name in the server
 * @param form what a reader can make of it
 * @param readable by this user, as the server says
 * @param writable by this user, as the server says
 * @param value as text; empty where there is none
 * @param status empty where it is good, else by the standard's name and number
 * @param unit the display name of its EngineeringUnits (OPC UA Part 8, 5.6.3)
 * @param range its EURange, for which it is made to work
 * @param states of an enumeration or a multistate variable, at least two, or none
 */
public record FoundVariable(
    String dataType,
    Form form,
    boolean readable,
    boolean writable,
    Optional<String> value,
    String status,
    Optional<String> unit,
    Optional<ValueRange> range,
    List<PointState> states) {
  public FoundVariable {
    states = List.copyOf(states);
  }

  /** What a reader can make of a value. */
  public enum Form {
    BOOLEAN,
    NUMBER,
    TEXT,
    /** An array, a structure, a block of bytes: no single value. */
    NONE
  }
}
