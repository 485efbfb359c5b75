package org.zhiban.drivers.opcua;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Points;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.site.OpcUaConnection.Mode;
import org.zhiban.model.site.OpcUaConnection.Security;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.telemetry.PointKind;

/** Connections and sources for tests. */
final class OpcUa {
  private OpcUa() {}

  static DrivenLink link(int port, Mode mode, List<DrivenPoint> points) {
    return new DrivenLink(connection(port, mode, Security.NONE), points);
  }

  static OpcUaConnection connection(int port, Mode mode, Security security) {
    return connection(port, mode, security, Duration.ofSeconds(1));
  }

  static OpcUaConnection connection(int port, Mode mode, Security security, Duration timeout) {
    return new OpcUaConnection(
        "lift",
        "opc.tcp://127.0.0.1:" + port + "/",
        security,
        mode,
        Duration.ofMillis(100),
        timeout,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Points.NOWHERE);
  }

  static DrivenPoint point(int number, PointKind kind, String node) {
    return Points.point(number, kind, new PointSource.OpcUa(node)).build();
  }
}
