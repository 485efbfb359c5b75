package org.zhiban.acceptance.twins;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.NetworkContract;
import org.zhiban.drivers.TcpProxy;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.model.site.Site;
import org.zhiban.simulators.TwinOptions;
import org.zhiban.simulators.Twins;
import org.zhiban.simulators.link.TwinAddress;

/** The twin of a site's one connection, behind a network that can be cut. */
final class TwinPeer implements NetworkContract.NetworkPeer {
  private static final String LINK = "link";

  private final TcpProxy network = new TcpProxy();
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
    UnaryOperator<String> placed =
        text ->
            text.replace("HOST:PORT", "127.0.0.1:" + network.port())
                .replace("PORT", Integer.toString(network.port()));
    StringBuilder yaml = new StringBuilder("site: { id: t, name: t, timezone: Asia/Shanghai }\n");
    yaml.append("connections: { link: { ").append(placed.apply(connection)).append(" } }\n");
    yaml.append("equipment:\n  - id: thing\n    class: thing\n    name: thing\n");
    yaml.append("    location: B1\n    connection: link\n");
    yaml.append(connection.contains("modbus") ? "    unit: 1\n    points:\n" : "    points:\n");
    for (int number = 0; number < sources.length; number++) {
      yaml.append("      p%d: { name: p, kind: analog, %s }%n".formatted(number, sources[number]));
    }
    Files.writeString(folder.resolve("site.yaml"), yaml);
    Loading loading = SiteLoader.load(folder, SecretSource.none());
    if (!(loading instanceof Loading.Loaded loaded)) {
      throw new AssertionError(loading.problems() + "\n" + yaml);
    }
    site = loaded.site();
    link = DrivenLink.of(site, site.pointIndex(), site.connections().values().iterator().next());
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
    network.open(port(running.address(LINK)));
  }

  private static int port(TwinAddress address) {
    return switch (address) {
      case TwinAddress.ModbusTcp tcp -> tcp.port();
      case TwinAddress.ModbusRtuOverTcp rtu -> rtu.port();
      case TwinAddress.OpcUa(String endpoint) -> URI.create(endpoint).getPort();
      case TwinAddress.Broker(String url) -> URI.create(url).getPort();
      case TwinAddress.ModbusUdp _, TwinAddress.Publisher _ ->
          throw new IllegalArgumentException("no stream: " + address);
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
  }
}
