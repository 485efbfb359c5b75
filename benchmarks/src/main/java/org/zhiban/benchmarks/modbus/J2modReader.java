package org.zhiban.benchmarks.modbus;

import com.ghgande.j2mod.modbus.ModbusException;
import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import java.util.ArrayList;
import java.util.List;

/** j2mod as it comes, in a loop: the same requests, and nothing done with the words. */
final class J2modReader extends Reader {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int UNIT = 1;

  private final List<ModbusTCPMaster> masters = new ArrayList<>();

  J2modReader(Plant plant, int port) throws Exception {
    for (int link = 0; link < plant.links(); link++) {
      ModbusTCPMaster master = new ModbusTCPMaster("127.0.0.1", port, TIMEOUT_MILLIS, false);
      master.connect();
      master.setRetries(1);
      masters.add(master);
      start(() -> loop(master, plant.readsPerLink()));
    }
  }

  private void loop(ModbusTCPMaster master, int reads) throws ModbusException {
    while (!closed()) {
      for (int read = 0; read < reads; read++) {
        int first = read * Plant.REGISTERS;
        count(master.readMultipleRegisters(UNIT, first, Plant.REGISTERS).length);
      }
    }
  }

  @Override
  void hangUp() {
    masters.forEach(ModbusTCPMaster::disconnect);
  }
}
