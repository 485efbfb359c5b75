package org.zhiban.acceptance.twins;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.NetworkContract;

final class SparkplugTwinTest extends NetworkContract {
  @TempDir Path folder;

  @Override
  protected NetworkPeer newPeer() throws IOException {
    return new TwinPeer(
        folder,
        "type: mqtt, broker: \"tcp://HOST:PORT\", sparkplug_host: zhiban",
        "sparkplug: { device: Plant/Edge1/Pump1, metric: Outlet/Pressure }",
        "sparkplug: { device: Plant/Edge1, metric: Supply }",
        "sparkplug: { device: Plant/Edge1/Pump1, metric: Outlet/Pressure }, command: true");
  }
}
