package org.zhiban.acceptance.twins;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.NetworkContract;

/** A device that calls the gateway with a client that nobody here wrote, by MQTT 5. */
final class MqttListenContractTest extends NetworkContract {
  @TempDir Path folder;

  @Override
  protected NetworkPeer newPeer() throws IOException {
    return new PahoDevice(folder);
  }
}
