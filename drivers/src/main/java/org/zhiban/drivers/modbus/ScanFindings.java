package org.zhiban.drivers.modbus;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.zhiban.model.site.PointSource.Table;

/**
 * What a scan found.
 *
 * @param units those that answered
 * @param silent units that did not
 * @param strange what was wrong with the answer of a unit that gave no sound one, by unit
 * @param requests asked in all
 * @param ending why it ended
 */
public record ScanFindings(
    List<Unit> units,
    List<Integer> silent,
    SortedMap<Integer, String> strange,
    int requests,
    Ending ending) {
  public ScanFindings {
    units = List.copyOf(units);
    silent = List.copyOf(silent);
    strange = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(strange));
  }

  /** Why a scan, or the reading of one table, ended. */
  public enum Ending {
    /** All was asked. */
    WHOLE,
    /** The device does not know this table (exception 1). */
    NO_SUCH_TABLE,
    /** It fell silent, and was not asked further. */
    SILENT,
    /** Stopped before the end. */
    STOPPED
  }

  /**
   * A unit that answered.
   *
   * @param answer what it answered first, for a person
   * @param identity texts of function 43 by object id; empty where the unit does not give them
   */
  public record Unit(
      int unit, String answer, Map<Integer, String> identity, List<TableFindings> tables) {
    public Unit {
      identity = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(identity));
      tables = List.copyOf(tables);
    }
  }

  /**
   * What a table of a unit holds.
   *
   * @param longest values of one request that the unit answered, at most
   */
  public record TableFindings(Table table, List<Stretch> stretches, int longest, Ending ending) {
    public TableFindings {
      stretches = List.copyOf(stretches);
    }
  }

  /**
   * Values that stand one after the other.
   *
   * @param first address, 0-based
   * @param values unsigned registers, or bits as 0 and 1
   */
  public record Stretch(int first, List<Integer> values) {
    public Stretch {
      values = List.copyOf(values);
    }

    public int last() {
      return first + values.size() - 1;
    }
  }
}
