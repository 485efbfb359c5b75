package org.zhiban.drivers.modbus;

import com.ghgande.j2mod.modbus.msg.ModbusRequest;
import com.ghgande.j2mod.modbus.msg.WriteCoilRequest;
import com.ghgande.j2mod.modbus.msg.WriteMultipleCoilsRequest;
import com.ghgande.j2mod.modbus.msg.WriteMultipleRegistersRequest;
import com.ghgande.j2mod.modbus.msg.WriteSingleRegisterRequest;
import com.ghgande.j2mod.modbus.procimg.Register;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import com.ghgande.j2mod.modbus.util.BitVector;
import java.util.List;

/** Writes in j2mod's words. */
final class WriteRequests {
  private WriteRequests() {}

  static ModbusRequest of(PlannedWrite write) {
    int address = write.address();
    List<Integer> values = write.values();
    if (write.coil()) {
      return write.several()
          ? new WriteMultipleCoilsRequest(address, bits(values))
          : new WriteCoilRequest(address, values.getFirst() != 0);
    }
    return write.several()
        ? new WriteMultipleRegistersRequest(
            address, values.stream().map(SimpleRegister::new).toArray(Register[]::new))
        : new WriteSingleRegisterRequest(address, new SimpleRegister(values.getFirst()));
  }

  private static BitVector bits(List<Integer> values) {
    BitVector bits = new BitVector(values.size());
    for (int index = 0; index < values.size(); index++) {
      bits.setBit(index, values.get(index) != 0);
    }
    return bits;
  }
}
