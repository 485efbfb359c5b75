package org.zhiban.acceptance.twins;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.NetworkContract;

final class MqttV3TwinTest extends NetworkContract {
  @TempDir Path folder;

  @Override
  protected NetworkPeer newPeer() throws IOException {
    return new TwinPeer(
        folder,
        "type: mqtt, broker: \"tcp://HOST:PORT\", version: 3.1.1",
        "mqtt: { topic: device/a, pointer: /value }",
        "mqtt: { topic: device/b }");
  }
}
