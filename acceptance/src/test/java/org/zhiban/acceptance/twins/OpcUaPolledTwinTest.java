package org.zhiban.acceptance.twins;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.NetworkContract;

final class OpcUaPolledTwinTest extends NetworkContract {
  @TempDir Path folder;

  @Override
  protected NetworkPeer newPeer() throws IOException {
    return new TwinPeer(
        folder,
        "type: opc_ua, endpoint: \"opc.tcp://HOST:PORT\", security: none, mode: poll,"
            + " publishing_interval: 100ms, timeout: 1s",
        "every: 100ms, opc_ua: { node: \"ns=2;s=T.A\" }",
        "every: 100ms, opc_ua: { node: \"ns=2;s=T.B\" }");
  }
}
