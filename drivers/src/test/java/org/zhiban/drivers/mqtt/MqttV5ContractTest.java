package org.zhiban.drivers.mqtt;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.DriverContract;
import org.zhiban.model.site.MqttConnection.Version;

final class MqttV5ContractTest extends DriverContract {
  @TempDir Path folder;

  @Override
  protected Peer newPeer() {
    return new MosquittoPeer(folder, Version.V5);
  }
}
