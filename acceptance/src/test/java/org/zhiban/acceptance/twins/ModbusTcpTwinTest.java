package org.zhiban.acceptance.twins;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.NetworkContract;

final class ModbusTcpTwinTest extends NetworkContract {
  @TempDir Path folder;

  @Override
  protected NetworkPeer newPeer() throws IOException {
    return new TwinPeer(
        folder,
        "type: modbus_tcp, host: 127.0.0.1, port: PORT, timeout: 500ms",
        "every: 100ms, modbus: { register: holding, address: 10, type: UINT16 }",
        "every: 100ms, modbus: { register: holding, address: 12, type: FLOAT32, byte_order: CDAB }",
        "every: 100ms, modbus: { register: input, address: 0, type: INT32 }");
  }
}
