package org.zhiban.drivers.opcua;

import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.DriverContract;
import org.zhiban.model.site.OpcUaConnection.Mode;

/** The contract, polled, against a server that nobody here wrote. */
@Timeout(180)
final class NodeOpcUaPolledContractTest extends DriverContract {
  @TempDir Path folder;

  @Override
  protected Peer newPeer() throws Exception {
    return new NodeOpcUaPeer(folder, Mode.POLL);
  }
}
