package org.zhiban.gateway.acquisition.listener;

import io.vertx.mqtt.MqttServer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.drivers.mqtt.Arrival;
import org.zhiban.drivers.mqtt.BrokerException;
import org.zhiban.drivers.mqtt.MessageSession;

/** The port while it is open. Whatever topic is wanted, devices may publish to it. */
final class OpenPort implements MessageSession {
  private static final Logger LOG = LoggerFactory.getLogger(OpenPort.class);

  private final MqttServer server;
  private final DeviceClients clients;

  OpenPort(MqttServer server, DeviceClients clients) {
    this.server = server;
    this.clients = clients;
  }

  @Override
  public Map<String, Boolean> subscribe(Set<String> filters) {
    return filters.stream().collect(Collectors.toMap(Function.identity(), _ -> true));
  }

  @Override
  public void acknowledge(Arrival arrival) {
    clients.acknowledge(arrival.id());
  }

  /** A port that is open stays open. */
  @Override
  public Optional<BrokerException> loss() {
    return Optional.empty();
  }

  @Override
  public void close() {
    clients.dismiss();
    try {
      DevicePort.await(server.close());
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("port {} does not close", server.actualPort(), e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
