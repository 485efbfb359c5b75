package org.zhiban.acceptance.twins;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.NetworkContract;
import org.zhiban.drivers.TcpProxy;
import org.zhiban.model.site.Site;
import org.zhiban.simulators.TwinOptions;
import org.zhiban.simulators.Twins;
import org.zhiban.simulators.link.TwinAddress;

/** The twin of a site's one connection, behind a network that can be cut. */
final class TwinPeer implements NetworkContract.NetworkPeer {
  private final TcpProxy network;
  private final Optional<OwnPort> port;
  private final Site site;
  private final DrivenLink link;
  private final Map<DrivenPoint, Double> values = new LinkedHashMap<>();
  private Optional<Twins> twins = Optional.empty();

  /**
   * Not yet started.
   *
   * @param folder for the files of the site
   * @param connection the keys of the connection; {@code HOST:PORT} stands for the network's
   * @param sources of the points
   */
  TwinPeer(Path folder, String connection, String... sources) throws IOException {
    port = connection.contains("mqtt_listen") ? Optional.of(OwnPort.reserved()) : Optional.empty();
    network = new TcpProxy(port.isPresent());
    OneLinkSite one = OneLinkSite.in(folder, network.port(), connection, sources);
    site = one.site();
    link = one.link();
  }

  @Override
  public TcpProxy network() {
    return network;
  }

  @Override
  public DrivenLink link() {
    return link;
  }

  @Override
  public Optional<DevicePorts> ports() {
    return port.map(OwnPort::ports);
  }

  @Override
  public Optional<DrivenPoint> command() {
    return link.commands().stream().findFirst();
  }

  @Override
  public void set(DrivenPoint point, double value) {
    values.put(point, value);
    twins.ifPresent(running -> force(running, point, value));
  }

  private static void force(Twins running, DrivenPoint point, double value) {
    running.plant().force(point.ref().equipment(), point.ref().point(), value);
  }

  @Override
  public void start() throws IOException {
    Twins running =
        Twins.start(site, new TwinOptions(1, 1, InstantSource.system(), OptionalInt.empty()));
    values.forEach((point, value) -> force(running, point, value));
    twins = Optional.of(running);
    network.open(port(running.address(OneLinkSite.LINK)));
  }

  /** Where the network leads to: the twin, or the gateway's own port. */
  private int port(TwinAddress address) {
    return switch (address) {
      case TwinAddress.ModbusTcp tcp -> tcp.port();
      case TwinAddress.ModbusRtuOverTcp rtu -> rtu.port();
      case TwinAddress.OpcUa(String endpoint) -> URI.create(endpoint).getPort();
      case TwinAddress.Broker(String url) -> URI.create(url).getPort();
      case TwinAddress.Publisher _ -> port.orElseThrow().number();
      case TwinAddress.ModbusUdp _ -> throw new IllegalArgumentException("no stream: " + address);
    };
  }

  @Override
  public void stop() {
    network.close();
    twins.ifPresent(Twins::close);
    twins = Optional.empty();
  }

  @Override
  public void freeze() {
    network.freeze();
  }

  @Override
  public void close() {
    stop();
    port.ifPresent(OwnPort::close);
  }
}
