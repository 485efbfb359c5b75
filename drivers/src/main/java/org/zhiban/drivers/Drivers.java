package org.zhiban.drivers;

import java.time.InstantSource;
import org.zhiban.drivers.modbus.ModbusDriver;
import org.zhiban.drivers.mqtt.MqttDriver;
import org.zhiban.drivers.opcua.OpcUaDriver;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.MqttListener;
import org.zhiban.model.site.OpcUaConnection;

/** Which driver serves which kind of connection. */
public final class Drivers {
  private Drivers() {}

  /**
   * A driver for a link, not yet running.
   *
   * @param clock gives the time of samples
   * @throws UnavailableDriverException if this version has no driver for the kind
   * @throws LinkRefusedException if a driver cannot serve the link as the site describes it
   */
  public static Driver create(DrivenLink link, SampleSink sink, InstantSource clock) {
    return switch (link.connection()) {
      case ModbusConnection modbus -> ModbusDriver.create(modbus, link.points(), sink, clock);
      case OpcUaConnection opcUa -> OpcUaDriver.create(opcUa, link.points(), sink, clock);
      case MqttConnection mqtt -> MqttDriver.create(mqtt, link.points(), sink, clock);
      case MqttListener listener -> throw new UnavailableDriverException(listener);
    };
  }
}
