package org.zhiban.simulators.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.simulators.TestSite.point;
import static org.zhiban.simulators.TestSite.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.PointSource.EventField;
import org.zhiban.model.site.PointSource.FieldType;
import org.zhiban.model.site.PointSource.Mqtt;
import org.zhiban.model.site.PointSource.Update;
import org.zhiban.model.site.Secret;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.simulators.TestSite;
import org.zhiban.simulators.TwinOptions;
import org.zhiban.simulators.Twins;
import org.zhiban.simulators.link.TwinAddress;

/** The twin's broker and devices, read by a client that the twin does not use. */
class MqttTwinTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private Twins twins;
  private MqttClient client;

  private record Received(String topic, String payload, boolean retained) {
    JsonNode json() {
      try {
        return JSON.readTree(payload);
      } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
        return JSON.missingNode();
      }
    }
  }

  private static Mqtt source(String topic, String pointer, Map<String, EventField> fields) {
    return new Mqtt(
        topic,
        pointer,
        Optional.of("/ts"),
        Optional.of("/meta/id"),
        Update.FIRST_WINS,
        Optional.empty(),
        fields);
  }

  private static EventField text(String pointer) {
    return new EventField(FieldType.TEXT, pointer);
  }

  @BeforeEach
  void start() throws Exception {
    twins =
        Twins.start(
            TestSite.aSite()
                .connection(
                    new MqttConnection(
                        "bus",
                        "tcp://10.0.0.1:1883",
                        MqttConnection.Version.V5,
                        "gateway",
                        Optional.of("gateway"),
                        Optional.of(new Secret("s3cret")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        TestSite.HERE))
                .equipment(
                    "door-1",
                    "access_reader",
                    "bus",
                    1,
                    point("online", PointKind.BINARY, source("site/d1/state", "/online", Map.of())),
                    point(
                        "battery",
                        PointKind.ANALOG,
                        "V",
                        source("site/d1/state", "/power/battery", Map.of())),
                    states(
                        "contact",
                        source("site/d1/state", "/contact", Map.of()),
                        "0",
                        "closed",
                        "1",
                        "open"),
                    point(
                        "door",
                        PointKind.EVENT,
                        source(
                            "site/d1/event",
                            "",
                            Map.of("type", text("/what/type"), "cred", text("/cred")))))
                .build(),
            new TwinOptions(1, 7, InstantSource.system(), OptionalInt.empty()));
    client = connect("s3cret");
    subscribe("site/#");
  }

  private MqttClient connect(String password) throws MqttException {
    TwinAddress.Broker address = (TwinAddress.Broker) twins.address("bus");
    MqttClient connected =
        new MqttClient(address.url(), "reader-" + password, new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName("gateway");
    options.setPassword(password.getBytes(StandardCharsets.UTF_8));
    connected.connect(options);
    return connected;
  }

  private void subscribe(String filter) throws MqttException {
    IMqttMessageListener listener =
        (topic, message) ->
            received.add(
                new Received(
                    topic,
                    new String(message.getPayload(), StandardCharsets.UTF_8),
                    message.isRetained()));
    client.subscribe(
        new MqttSubscription[] {new MqttSubscription(filter, 1)},
        new IMqttMessageListener[] {listener});
  }

  @AfterEach
  void stop() throws Exception {
    client.disconnect();
    client.close();
    twins.close();
  }

  private Received await(Predicate<Received> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < deadline) {
      Received next = received.poll(1, TimeUnit.SECONDS);
      if (next != null && wanted.test(next)) {
        return next;
      }
    }
    throw new AssertionError("no such message in 20 s");
  }

  @Test
  void aStateIsOneMessageBuiltByThePointersOfItsPoints() throws Exception {
    Received state = await(message -> message.topic().equals("site/d1/state"));
    assertThat(state.json().path("online").isBoolean()).isTrue();
    assertThat(state.json().path("power").path("battery").isNumber()).isTrue();
    assertThat(state.json().path("contact").asInt()).isZero();
    OffsetDateTime time = OffsetDateTime.parse(state.json().path("ts").asText());
    assertThat(time.getOffset()).isEqualTo(ZoneOffset.ofHours(8));
    assertThat(Duration.between(time.toInstant(), java.time.Instant.now()).abs())
        .isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void theLatestStateIsRetainedForWhoComesLater() throws Exception {
    await(message -> message.topic().equals("site/d1/state"));
    client.unsubscribe("site/#");
    received.clear();
    subscribe("site/d1/state");
    await(Received::retained);
  }

  @Test
  void aChangeIsPublishedAtOnce() throws Exception {
    await(message -> message.topic().equals("site/d1/state"));
    twins.plant().force("door-1", "contact", "open");
    await(message -> message.json().path("contact").asInt() == 1);
  }

  @Test
  void anOfflineDeviceIsReportedAgainAndAgainByItsEdgeBox() throws Exception {
    var fault = twins.plant().start("door-1", "offline", Optional.empty());
    Received offline = await(message -> message.json().path("online").asText().equals("false"));
    assertThat(offline.json().has("contact")).isFalse();
    assertThat(offline.json().has("ts")).isTrue();
    await(message -> message.json().path("online").asText().equals("false"));
    twins.plant().end(fault.id());
    await(message -> message.json().path("online").asText().equals("true"));
  }

  @Test
  void anExceptionIsAMessageThatDoesNotParse() throws Exception {
    twins.plant().start("door-1", "exception", Optional.empty());
    await(message -> message.json().isMissingNode());
  }

  @Test
  void aWrongPasswordIsRefused() {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> connect("guess"))
        .isInstanceOf(MqttException.class);
  }
}
