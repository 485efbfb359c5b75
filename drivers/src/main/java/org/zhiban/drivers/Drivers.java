package org.zhiban.drivers;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.zhiban.drivers.modbus.ModbusDriver;
import org.zhiban.drivers.mqtt.MqttDriver;
import org.zhiban.drivers.opcua.OpcUaDriver;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.MqttListener;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.SampleBatch;

/** Which driver serves which kind of connection. */
public final class Drivers {
  private Drivers() {}

  /**
   * A driver for a link, not yet running. For a link that cannot be served as the site describes
   * it, one that keeps it down and says why.
   *
   * @param clock gives the time of samples
   * @param credentials for links whose both ends show certificates
   * @param ports for links whose devices connect to the gateway
   */
  public static Driver create(
      DrivenLink link,
      SampleSink sink,
      InstantSource clock,
      Credentials credentials,
      DevicePorts ports) {
    try {
      return serving(link, sink, clock, credentials, ports);
    } catch (LinkRefusedException e) {
      return new RefusedLink(link, String.valueOf(e.getMessage()), sink, clock);
    }
  }

  /** Why a link cannot be served as the site describes it; empty: it can. */
  public static List<LinkRefusal> refusals(DrivenLink link) {
    try (Driver _ =
        serving(
            link,
            Nowhere.SINK,
            InstantSource.fixed(Instant.EPOCH),
            Credentials.NONE,
            DevicePorts.NONE)) {
      return List.of();
    } catch (LinkRefusedException e) {
      return e.refusals();
    }
  }

  private static Driver serving(
      DrivenLink link,
      SampleSink sink,
      InstantSource clock,
      Credentials credentials,
      DevicePorts ports) {
    return switch (link.connection()) {
      case ModbusConnection modbus -> ModbusDriver.create(modbus, link, sink, clock);
      case OpcUaConnection opcUa -> OpcUaDriver.create(opcUa, link, sink, clock, credentials);
      case MqttConnection mqtt -> MqttDriver.create(mqtt, link, sink, clock);
      case MqttListener listener ->
          MqttDriver.listening(listener, link.points(), sink, clock, ports.port(listener));
    };
  }

  /** For a driver that is never run. */
  private enum Nowhere implements SampleSink {
    SINK;

    @Override
    public void samples(SampleBatch batch, Runnable committed) {}

    @Override
    public void events(List<PointEvent> events, Runnable committed) {}

    @Override
    public void alive(int[] points, long time) {}

    @Override
    public void status(LinkStatus status) {}
  }
}
