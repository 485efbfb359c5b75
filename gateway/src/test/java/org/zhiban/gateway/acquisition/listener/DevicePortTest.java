package org.zhiban.gateway.acquisition.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Driver;
import org.zhiban.drivers.mqtt.MqttDriver;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.KeyFiles;
import org.zhiban.model.site.MqttListener;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.Secret;
import org.zhiban.model.site.SourcePosition;
import org.zhiban.model.telemetry.LinkStatus.State;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;

/** Devices that nobody here wrote publish to the gateway's own port. */
@Timeout(120)
class DevicePortTest {
  private static final String PUB = "/usr/bin/mosquitto_pub";

  private static final SourcePosition HERE = new SourcePosition("site.yaml", 1, 1);

  private final Vertx vertx = Vertx.vertx();
  private final Deliveries sink = new Deliveries();
  private final int port = freePort();
  private final List<Driver> drivers = new ArrayList<>();

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void end() throws Exception {
    drivers.forEach(Driver::close);
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  private MqttListener listener(Optional<String> user, Optional<KeyFiles> keys) {
    return new MqttListener(
        "devices",
        MqttListener.LOOPBACK,
        port,
        user,
        user.map(_ -> new Secret("s3cret")),
        keys,
        HERE);
  }

  private static DrivenPoint point(int number, PointKind kind, String topic, String pointer) {
    PointSpec spec =
        new PointSpec(
            "p" + number,
            LocalizedText.same("p" + number),
            kind,
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty(),
            List.of(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new PointSource.Mqtt(
                    topic,
                    pointer,
                    Optional.empty(),
                    kind == PointKind.EVENT ? Optional.of("/id") : Optional.empty(),
                    PointSource.Update.FIRST_WINS,
                    Optional.empty(),
                    Map.of())),
            Set.of(),
            HERE);
    return new DrivenPoint(number, new PointRef("device", spec.id()), spec, OptionalInt.empty());
  }

  private Driver running(MqttListener listener) {
    List<DrivenPoint> points =
        List.of(
            point(0, PointKind.ANALOG, "meter/+/state", "/v"),
            point(1, PointKind.TEXT, "gone", ""),
            point(2, PointKind.EVENT, "door/events", ""));
    Driver driver =
        MqttDriver.listening(
            listener, points, sink, InstantSource.system(), new DevicePort(vertx, listener));
    drivers.add(driver);
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                driver.run();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
    return driver;
  }

  private Driver open(MqttListener listener) {
    Driver driver = running(listener);
    Deliveries.await("open", () -> driver.status().state() == State.UP);
    return driver;
  }

  private Driver open() {
    return open(listener(Optional.empty(), Optional.empty()));
  }

  /** What mosquitto_pub answers with, and what it says. */
  private record Said(int exit, String words) {}

  private Said publish(String topic, String payload, String... options) throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of(PUB)), "needs the Debian package mosquitto-clients");
    List<String> command =
        new ArrayList<>(
            List.of(PUB, "-h", "127.0.0.1", "-p", "" + port, "-t", topic, "-m", payload));
    command.addAll(List.of(options));
    Process client = new ProcessBuilder(command).redirectErrorStream(true).start();
    String words = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(client.waitFor(), words);
  }

  @ParameterizedTest
  @CsvSource({"311,0", "311,1", "311,2", "5,0", "5,1", "5,2"})
  void mosquittosClientDelivers(String version, String qos) throws Exception {
    Driver driver = open();

    Said said = publish("meter/m1/state", "{\"v\":4.5}", "-V", version, "-q", qos, "-r");

    assertThat(said).isEqualTo(new Said(0, ""));
    Deliveries.await("the value", () -> Double.valueOf(4.5).equals(sink.values.get(0)));
    Deliveries.await(
        "the client left again",
        () -> driver.status().units().keySet().stream().noneMatch(u -> u.startsWith("client")));
    assertThat(driver.status().heard()).containsKey("meter/+/state");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void nothingIsAcknowledgedBeforeItIsOnDisk(int qos) throws Exception {
    open();
    sink.holdCommits();
    MqttAsyncClient client =
        new MqttAsyncClient("tcp://127.0.0.1:" + port, "door-1", new MemoryPersistence());
    try {
      client.connect().waitForCompletion(10_000);
      var sent =
          client.publish(
              "door/events", "{\"id\":\"e1\"}".getBytes(StandardCharsets.UTF_8), qos, false);
      Deliveries.await("delivered", () -> sink.events.size() == 1);
      assertThat(sent.isComplete()).isFalse();

      sink.commitHeld();
      sent.waitForCompletion(10_000);
      assertThat(sent.isComplete()).isTrue();
      assertThat(sent.getException()).isNull();
    } finally {
      client.disconnectForcibly(0, 100, false);
      client.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"311", "5"})
  void whoHasAnotherPasswordIsRefusedAndNamed(String version) throws Exception {
    Driver driver = open(listener(Optional.of("device"), Optional.empty()));

    assertThat(publish("meter/m1/state", "{\"v\":1}", "-V", version, "-i", "m1").words())
        .containsAnyOf("refused", "Bad User Name or Password");
    assertThat(
            publish(
                    "meter/m1/state",
                    "{\"v\":1}",
                    "-V",
                    version,
                    "-i",
                    "m1",
                    "-u",
                    "device",
                    "-P",
                    "no")
                .exit())
        .isNotZero();
    assertThat(driver.status().lastError())
        .contains("client m1 at 127.0.0.1: user or password is wrong");
    assertThat(sink.values).isEmpty();

    assertThat(
            publish(
                    "meter/m1/state",
                    "{\"v\":1}",
                    "-V",
                    version,
                    "-u",
                    "device",
                    "-P",
                    "s3cret",
                    "-q",
                    "1")
                .exit())
        .isZero();
    assertThat(sink.values).containsEntry(0, 1.0);
  }

  @Test
  void twoHundredDevicesAreServedAndSeen() throws Exception {
    Driver driver = open();
    List<RawClient> devices = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        devices.add(new RawClient(port, "d" + i, ""));
      }
      for (int i = 0; i < 200; i++) {
        devices.get(i).publish("door/events", "{\"id\":\"e" + i + "\"}", 7);
      }
      for (RawClient device : devices) {
        assertThat(device.acknowledged()).isEqualTo(7);
      }
      assertThat(sink.events).hasSize(200);
      assertThat(driver.status().units()).containsEntry("client d0", State.UP).hasSize(203);
      assertThat(driver.status().heard()).containsKey("client d199");
    } finally {
      for (RawClient device : devices) {
        device.close();
      }
    }
    Deliveries.await("all left", () -> driver.status().units().size() == 3);
  }

  @Test
  void whoSendsTooMuchAtOnceIsHungUpOnAndTheOthersGoOn() throws Exception {
    open();
    try (RawClient hostile = new RawClient(port, "hostile", "");
        RawClient good = new RawClient(port, "good", "")) {
      try {
        hostile.publish("meter/m1/state", "x".repeat(DevicePort.LARGEST_MESSAGE + 1), 1);
        assertThat(hostile.read()).isEqualTo(-1);
      } catch (IOException hungUpWhileSending) {
        assertThat(hungUpWhileSending).isNotNull();
      }
      good.publish("meter/m1/state", "{\"v\":3}", 2);
      assertThat(good.acknowledged()).isEqualTo(2);
    }
    assertThat(sink.values).containsEntry(0, 3.0);
  }

  /** It would take as much memory as it likes while the disk is slow. */
  @Test
  void whoSendsFasterThanTheDiskTakesIsHungUpOnAndTold() throws Exception {
    Driver driver = open();
    sink.holdCommits();
    String large = "{\"v\":1,\"pad\":\"" + "x".repeat(200_000) + "\"}";
    try (RawClient flood = new RawClient(port, "flood", "")) {
      int sent = 0;
      try {
        while (sent < 100) {
          flood.publish("meter/m1/state", large, ++sent);
        }
        assertThat(flood.read()).isEqualTo(-1);
      } catch (IOException hungUpWhileSending) {
        assertThat(sent).isGreaterThan(30);
      }
    }
    Deliveries.await(
        "told",
        () ->
            driver
                .status()
                .lastError()
                .filter(said -> said.contains("client flood: it sends faster"))
                .isPresent());
  }

  @Test
  void theLastWillOfADeviceThatHangsUpIsDelivered() throws Exception {
    open();
    new RawClient(port, "d1", "offline").close();
    Deliveries.await("the will", () -> sink.values.containsKey(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"311", "5"})
  void nobodyCanSubscribe(String version) throws Exception {
    Driver driver = open();
    Process client =
        new ProcessBuilder(
                "/usr/bin/mosquitto_sub",
                "-h",
                "127.0.0.1",
                "-p",
                "" + port,
                "-t",
                "#",
                "-V",
                version,
                "-W",
                "5",
                "-i",
                "curious")
            .redirectErrorStream(true)
            .start();
    String words = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(words).contains("All subscription requests were denied");
    assertThat(client.waitFor()).isZero();
    assertThat(driver.status().lastError().orElseThrow())
        .contains("client curious: it wants to subscribe; this port only takes messages");
  }

  @Test
  void withACertificateItSpeaksTls() throws Exception {
    SelfSignedCertificate made = SelfSignedCertificate.create("127.0.0.1");
    try {
      open(
          listener(
              Optional.empty(),
              Optional.of(new KeyFiles(made.certificatePath(), made.privateKeyPath()))));
      Said said =
          publish(
              "meter/m1/state",
              "{\"v\":9}",
              "-q",
              "1",
              "--cafile",
              made.certificatePath(),
              "--insecure");
      assertThat(said).isEqualTo(new Said(0, ""));
      assertThat(sink.values).containsEntry(0, 9.0);
    } finally {
      made.delete();
    }
  }

  @Test
  void aPortThatIsTakenIsSaidAndOpenedWhenItIsFree() throws Exception {
    Driver driver;
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      driver = running(listener(Optional.empty(), Optional.empty()));
      Deliveries.await("said", () -> driver.status().lastError().isPresent());
      assertThat(driver.status().lastError().orElseThrow())
          .startsWith(
              "connection devices: port "
                  + port
                  + " at 127.0.0.1: it cannot be opened; is another"
                  + " program using it");
    }
    Deliveries.await("open", () -> driver.status().state() == State.UP);
  }
}
