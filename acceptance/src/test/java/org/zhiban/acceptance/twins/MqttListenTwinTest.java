package org.zhiban.acceptance.twins;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.NetworkContract;

/** The twins of devices that call the gateway, by MQTT 3.1.1. */
final class MqttListenTwinTest extends NetworkContract {
  @TempDir Path folder;

  @Override
  protected NetworkPeer newPeer() throws IOException {
    return new TwinPeer(
        folder,
        "type: mqtt_listen, port: PORT",
        "every: 100ms, mqtt: { topic: device/a, pointer: /value, stale_after: 1s }",
        "every: 100ms, mqtt: { topic: device/b, stale_after: 1s }");
  }
}
