package org.zhiban.drivers.mqtt;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.NetworkContract;
import org.zhiban.model.site.MqttConnection.Version;

final class SparkplugV3ContractTest extends NetworkContract {
  @TempDir Path folder;

  @Override
  protected NetworkPeer newPeer() {
    return new SparkplugPeer(folder, Version.V3_1_1, false);
  }
}
