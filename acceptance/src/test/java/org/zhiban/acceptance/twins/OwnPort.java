package org.zhiban.acceptance.twins;

import io.vertx.core.Vertx;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.FreePort;
import org.zhiban.gateway.acquisition.listener.DevicePort;
import org.zhiban.model.site.MqttListener;

/** The gateway's own port that devices publish to, behind the one that a site names. */
final class OwnPort implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final int number;

  private OwnPort(int number) {
    this.number = number;
  }

  /** A port that nobody has; it opens when a driver runs. */
  static OwnPort reserved() {
    return new OwnPort(FreePort.tcp());
  }

  int number() {
    return number;
  }

  DevicePorts ports() {
    return listener -> new DevicePort(vertx, behind(listener));
  }

  private MqttListener behind(MqttListener listener) {
    return new MqttListener(
        listener.id(),
        listener.host(),
        number,
        listener.user(),
        listener.password(),
        listener.keyFiles(),
        listener.position());
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
