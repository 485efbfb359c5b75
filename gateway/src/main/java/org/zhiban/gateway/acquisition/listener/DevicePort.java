package org.zhiban.gateway.acquisition.listener;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.drivers.LinkHealth;
import org.zhiban.drivers.PemException;
import org.zhiban.drivers.PemFiles;
import org.zhiban.drivers.mqtt.BrokerException;
import org.zhiban.drivers.mqtt.Inbox;
import org.zhiban.drivers.mqtt.MessageSession;
import org.zhiban.drivers.mqtt.MessageSource;
import org.zhiban.model.site.MqttListener;

/**
 * A port that devices publish to, MQTT 3.1.1 and 5, with TLS where the site names a certificate. It
 * is bounded in what one client may send and how long it may hesitate, since anybody who reaches
 * the port can try.
 */
public final class DevicePort implements MessageSource {
  /** Bytes of one message; a longer one ends its client's connection. */
  static final int LARGEST_MESSAGE = 256 * 1024;

  /** From the connection to the whole CONNECT. */
  static final Duration HESITATION = Duration.ofSeconds(10);

  private static final int LONGEST_CLIENT_ID = 256;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(DevicePort.class);

  private final Vertx vertx;
  private final MqttListener listener;

  public DevicePort(Vertx vertx, MqttListener listener) {
    this.vertx = vertx;
    this.listener = listener;
  }

  @Override
  public MessageSession open(Inbox inbox, LinkHealth health, InstantSource clock)
      throws BrokerException, InterruptedException {
    DeviceClients clients = new DeviceClients(vertx, listener, inbox, health, clock);
    MqttServer server = MqttServer.create(vertx, options());
    server.endpointHandler(clients::welcome);
    server.exceptionHandler(
        thrown -> LOG.debug("connection {}: a client is refused: {}", listener.id(), thrown));
    try {
      await(server.listen());
    } catch (ExecutionException | TimeoutException e) {
      server.close();
      throw failure(BrokerException.Cause.PORT_CLOSED, e.getCause() == null ? e : e.getCause());
    }
    return new OpenPort(server, clients);
  }

  private MqttServerOptions options() throws BrokerException {
    MqttServerOptions options =
        new MqttServerOptions()
            .setHost(listener.host())
            .setPort(listener.port())
            .setMaxMessageSize(LARGEST_MESSAGE)
            .setMaxClientIdLength(LONGEST_CLIENT_ID)
            .setTimeoutOnConnect((int) HESITATION.toSeconds());
    options.setTcpNoDelay(true).setTcpKeepAlive(true).setReuseAddress(true);
    if (listener.keyFiles().isPresent()) {
      var files = listener.keyFiles().get();
      try {
        PemFiles.own(files);
      } catch (PemException e) {
        throw failure(BrokerException.Cause.OWN_FILES, e);
      }
      options
          .setSsl(true)
          .setKeyCertOptions(
              new PemKeyCertOptions().setCertPath(files.certificate()).setKeyPath(files.key()));
    }
    return options;
  }

  private BrokerException failure(BrokerException.Cause cause, Throwable thrown) {
    return new BrokerException("port " + listener.port() + " at " + listener.host(), cause, thrown);
  }

  static void await(Future<?> future)
      throws ExecutionException, TimeoutException, InterruptedException {
    future
        .toCompletionStage()
        .toCompletableFuture()
        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
