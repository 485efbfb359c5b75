package org.zhiban.acceptance.twins;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.drivers.TestCertificate;
import org.zhiban.model.telemetry.LinkStatus.State;

/** A broker that is reached through WebSockets, as a cloud's is behind its load balancer. */
@Timeout(60)
final class WebSocketBrokerTest {
  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final RecordingSink sink = new RecordingSink();
  private final TestCertificate authority = TestCertificate.authority("site");

  @AfterEach
  void end() {
    vertx.close().await();
  }

  private int broker(boolean tls) throws Exception {
    MqttServerOptions options =
        new MqttServerOptions().setHost("127.0.0.1").setPort(0).setUseWebSocket(true);
    if (tls) {
      TestCertificate own = TestCertificate.of("broker").address("127.0.0.1").signedBy(authority);
      options
          .setSsl(true)
          .setKeyCertOptions(
              new PemKeyCertOptions()
                  .setCertPath(own.writeCertificate(folder.resolve("broker.pem")).toString())
                  .setKeyPath(own.writeKey(folder.resolve("broker.key")).toString()));
    }
    MqttServer server = MqttServer.create(vertx, options);
    server.endpointHandler(WebSocketBrokerTest::serve);
    return server.listen().await().actualPort();
  }

  /** Grants what is asked for, and has one value for it. */
  private static void serve(MqttEndpoint client) {
    client.subscribeHandler(
        wanted -> {
          client.subscribeAcknowledge(
              wanted.messageId(),
              wanted.topicSubscriptions().stream().map(_ -> MqttQoS.AT_LEAST_ONCE).toList());
          client.publish(
              "device/a", Buffer.buffer("{\"value\":21.5}"), MqttQoS.AT_LEAST_ONCE, false, false);
        });
    client.accept(false);
  }

  @ParameterizedTest
  @CsvSource({"ws, 5", "ws, 3.1.1", "wss, 5", "wss, 3.1.1"})
  void itsMessagesArrive(String scheme, String version) throws Exception {
    int port = broker(scheme.equals("wss"));
    Path ca = authority.writeCertificate(folder.resolve("ca.pem"));
    String files = scheme.equals("wss") ? ", ca_file: \"" + ca + "\"" : "";
    try (RunningDriver running = run(port, scheme, version, files)) {
      sink.await(0, "21.5", one -> one.good() && one.value() == 21.5);
      assertThat(running.driver().status().state()).isEqualTo(State.UP);
    }
  }

  @ParameterizedTest
  @CsvSource({"5", "3.1.1"})
  void aStrangersCertificateIsNotBelieved(String version) throws Exception {
    int port = broker(true);
    Path ca = TestCertificate.authority("another").writeCertificate(folder.resolve("other.pem"));
    try (RunningDriver running = run(port, "wss", version, ", ca_file: \"" + ca + "\"")) {
      sink.awaitThat("refused", () -> running.driver().status().lastError().isPresent());
      assertThat(running.driver().status().lastError().orElseThrow())
          .contains("wss://127.0.0.1:" + port)
          .contains("certificate");
      assertThat(sink.samples()).noneMatch(RecordingSink.Sample::good);
    }
  }

  private RunningDriver run(int port, String scheme, String version, String more) throws Exception {
    OneLinkSite one =
        OneLinkSite.in(
            Files.createDirectories(folder.resolve("site")),
            port,
            "type: mqtt, broker: \"%s://HOST:PORT/mqtt\", version: %s%s"
                .formatted(scheme, version, more),
            "mqtt: { topic: device/a, pointer: /value }");
    return RunningDriver.start(
        Drivers.create(
            one.link(), sink, InstantSource.system(), Credentials.NONE, DevicePorts.NONE));
  }
}
