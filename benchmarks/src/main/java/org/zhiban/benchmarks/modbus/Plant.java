package org.zhiban.benchmarks.modbus;

import java.util.Map;
import org.zhiban.benchmarks.Sites;
import org.zhiban.model.site.Site;

/**
 * Equal devices, one a link, of which every register is a point that is due each millisecond: the
 * shortest period of the configuration language.
 *
 * @param links 1 or more
 * @param readsPerLink requests that it takes to read a device
 */
record Plant(int links, int readsPerLink) {
  /** Registers of one read: the most that Modbus allows. */
  static final int REGISTERS = 125;

  private static final int PERIODS_A_SECOND = 1_000;
  private static final int MOST_READS = 0x1_0000 / REGISTERS;

  Plant {
    if (links < 1 || readsPerLink < 1 || readsPerLink > MOST_READS) {
      throw new IllegalArgumentException(links + " links of " + readsPerLink + " reads");
    }
  }

  /** Requests a second that it takes to keep every period. */
  double wantedRequests() {
    return (double) links * readsPerLink * PERIODS_A_SECOND;
  }

  /** The site that describes it, all devices behind one port of this machine. */
  Site site(int port) {
    StringBuilder site =
        new StringBuilder("site: { id: bench, name: bench, timezone: UTC }\nconnections:\n");
    for (int link = 0; link < links; link++) {
      site.append(
          "  link-%d: { type: modbus_tcp, host: 127.0.0.1, port: %d, timeout: 5s }\n"
              .formatted(link, port));
    }
    site.append("equipment:\n");
    for (int link = 0; link < links; link++) {
      site.append(
          "  - { id: device-%d, template: device, name: d, location: B1, connection: link-%d, unit: 1 }\n"
              .formatted(link, link));
    }
    StringBuilder template = new StringBuilder("template: device\nclass: device\npoints:\n");
    for (int address = 0; address < readsPerLink * REGISTERS; address++) {
      template.append(
          "  r%d: { name: r, kind: analog, every: 1ms, modbus: { register: holding, address: %d, type: UINT16, scale: 0.1 } }\n"
              .formatted(address, address));
    }
    return Sites.load(
        Map.of("site.yaml", site.toString(), "templates/device.yaml", template.toString()));
  }
}
