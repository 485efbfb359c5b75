package org.zhiban.simulators;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.model.site.Connection;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.MqttListener;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.site.Site;
import org.zhiban.simulators.control.ControlServer;
import org.zhiban.simulators.link.LinkTwin;
import org.zhiban.simulators.link.TwinAddress;
import org.zhiban.simulators.modbus.ModbusTwin;
import org.zhiban.simulators.mqtt.MqttTwin;
import org.zhiban.simulators.opcua.OpcUaTwin;
import org.zhiban.simulators.plant.Plant;
import org.zhiban.simulators.scenario.Misfit;
import org.zhiban.simulators.scenario.Play;
import org.zhiban.simulators.scenario.Stage;

/**
 * The twin of every connection of a site: a server on a free loopback port with the same registers,
 * nodes and topics, fed by models of the equipment, and an API by which faults are made.
 */
public final class Twins implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Twins.class);
  private static final long TICK_MILLIS = 100;

  private final Plant plant;
  private final Stage stage;
  private final Map<String, LinkTwin> links = new LinkedHashMap<>();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("twins").factory());
  private Optional<ControlServer> control = Optional.empty();

  private Twins(Site site, Plant plant, InstantSource clock) {
    this.plant = plant;
    this.stage = new Stage(plant, site.scenarios(), clock);
  }

  /** The models of a site's equipment alone, without a server; time passes when they are told. */
  public static Plant models(Site site, TwinOptions options) {
    return new Plant(site, EquipmentKinds.ALL, options.seed(), options.speed(), options.clock());
  }

  /** The steps of a site's scenarios that its twins cannot play. */
  public static List<Misfit> misfits(Site site) {
    if (site.scenarios().isEmpty()) {
      return List.of();
    }
    Plant plant =
        models(
            site, new TwinOptions(1, 1, InstantSource.fixed(Instant.EPOCH), OptionalInt.empty()));
    return site.scenarios().values().stream()
        .flatMap(scenario -> Play.misfits(plant, scenario).stream())
        .toList();
  }

  /**
   * Starts everything; what was started is stopped again where something cannot start.
   *
   * @throws IOException where no port is free, or the control port is taken
   */
  public static Twins start(Site site, TwinOptions options) throws IOException {
    Twins twins = new Twins(site, models(site, options), options.clock());
    try {
      twins.startLinks(site, options.clock());
      if (options.controlPort().isPresent()) {
        twins.control =
            Optional.of(
                ControlServer.start(
                    options.controlPort().getAsInt(), twins.plant, twins.stage, twins.addresses()));
      }
    } catch (IOException | RuntimeException failed) {
      twins.close();
      throw failed;
    }
    var _ =
        twins.ticker.scheduleAtFixedRate(
            twins::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    return twins;
  }

  /** Side by side, since a broker or an OPC UA server takes its seconds. */
  private void startLinks(Site site, InstantSource clock) throws IOException {
    Map<String, Future<LinkTwin>> starting = new LinkedHashMap<>();
    try (ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor()) {
      site.connections()
          .forEach(
              (id, connection) ->
                  starting.put(id, starters.submit(() -> link(site, connection, clock))));
    }
    Optional<Throwable> failed = Optional.empty();
    for (Map.Entry<String, Future<LinkTwin>> started : starting.entrySet()) {
      switch (started.getValue().state()) {
        case SUCCESS -> links.put(started.getKey(), started.getValue().resultNow());
        case FAILED -> failed = Optional.of(started.getValue().exceptionNow());
        case RUNNING, CANCELLED -> failed = Optional.of(new IOException("interrupted"));
      }
    }
    if (failed.isPresent()) {
      throw new IOException("a twin does not start: " + failed.get().getMessage(), failed.get());
    }
  }

  private LinkTwin link(Site site, Connection connection, InstantSource clock) throws IOException {
    return switch (connection) {
      case ModbusConnection modbus -> ModbusTwin.start(site, modbus, plant);
      case MqttConnection mqtt -> MqttTwin.start(site, mqtt, plant, clock);
      case MqttListener listener -> MqttTwin.start(site, listener, plant, clock);
      case OpcUaConnection opcUa -> OpcUaTwin.start(site, opcUa, plant, clock);
    };
  }

  private void tick() {
    try {
      stage.advance();
      plant.advance();
      links.values().forEach(LinkTwin::refresh);
    } catch (RuntimeException defect) {
      log.error("the twins missed a step", defect);
    }
  }

  /** The address of each connection's twin, by connection id, in the site's order. */
  public Map<String, TwinAddress> addresses() {
    return Collections.unmodifiableMap(
        links.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry -> entry.getValue().address(),
                    (first, _) -> first,
                    LinkedHashMap::new)));
  }

  /** The address of a connection that the site has. */
  public TwinAddress address(String connection) {
    LinkTwin link = links.get(connection);
    if (link == null) {
      throw new IllegalArgumentException("no connection " + connection);
    }
    return link.address();
  }

  /** The same site, with the twins' addresses in place of the devices'. */
  public Site rewrite(Site site) {
    return SiteAddresses.replace(site, addresses());
  }

  /** Where the control API is. */
  public Optional<URI> control() {
    return control.map(ControlServer::uri);
  }

  /** What can be played with these twins. */
  public Stage stage() {
    return stage;
  }

  /** The models, for who lives in the same process. */
  public Plant plant() {
    return plant;
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    control.ifPresent(ControlServer::close);
    links.values().forEach(LinkTwin::close);
  }
}
