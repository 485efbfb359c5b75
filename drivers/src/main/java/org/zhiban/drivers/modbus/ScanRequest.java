package org.zhiban.drivers.modbus;

import java.time.Duration;
import java.util.List;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.PointSource.Table;

/**
 * What a scan asks for.
 *
 * @param timeout longest wait for one answer
 * @param gap pause between an answer and the next request
 * @param units unit ids, 0 to 255, in the order in which they are asked
 * @param tables in the order in which they are read; the first one is asked whether a unit is there
 * @param first address, 0-based
 * @param last address, up to 65,535
 */
public record ScanRequest(
    ModbusConnection.Link link,
    Duration timeout,
    Duration gap,
    List<Integer> units,
    List<Table> tables,
    int first,
    int last) {
  public ScanRequest {
    units = List.copyOf(units);
    tables = List.copyOf(tables);
    if (units.isEmpty() || tables.isEmpty()) {
      throw new IllegalArgumentException("nothing to scan");
    }
    if (units.stream().anyMatch(unit -> unit < 0 || unit > 255)) {
      throw new IllegalArgumentException("a unit id is 0 to 255");
    }
    if (first < 0 || last > 65_535 || first > last) {
      throw new IllegalArgumentException("addresses are 0 to 65535: " + first + " to " + last);
    }
  }
}
