package org.zhiban.simulators.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.simulators.TestSite.command;
import static org.zhiban.simulators.TestSite.point;
import static org.zhiban.simulators.TestSite.states;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.site.PointSource.OpcUa;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.simulators.TestSite;
import org.zhiban.simulators.TwinOptions;
import org.zhiban.simulators.Twins;
import org.zhiban.simulators.link.TwinAddress;

class OpcUaTwinTest {
  private Twins twins;
  private OpcUaClient client;

  @BeforeEach
  void start() throws Exception {
    twins =
        Twins.start(
            TestSite.aSite()
                .connection(
                    new OpcUaConnection(
                        "lifts",
                        "opc.tcp://10.0.0.1:4840",
                        OpcUaConnection.Security.BASIC256SHA256_SIGN,
                        OpcUaConnection.Mode.SUBSCRIBE,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(5),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        TestSite.HERE))
                .equipment(
                    "lift",
                    "elevator",
                    "lifts",
                    1,
                    point("speed", PointKind.ANALOG, "m/s", new OpcUa("ns=2;s=A1.Speed")),
                    point("trips", PointKind.COUNTER, new OpcUa("ns=5;i=1042")),
                    point("door_open", PointKind.BINARY, new OpcUa("ns=1;s=A1.DoorOpen")),
                    states("mode", new OpcUa("ns=2;s=A1.Mode"), "0", "stop", "1", "normal"),
                    states("lamp", new OpcUa("ns=2;s=A1.Lamp"), "off", "dark", "on", "lit"),
                    command("target", PointKind.ANALOG, new OpcUa("ns=2;s=A1.Target")))
                .build(),
            new TwinOptions(1, 3, InstantSource.system(), OptionalInt.empty()));
    TwinAddress.OpcUa address = (TwinAddress.OpcUa) twins.address("lifts");
    client = OpcUaClient.create(address.endpoint());
    client.connect();
  }

  @AfterEach
  void stop() throws Exception {
    client.disconnect();
    twins.close();
  }

  private DataValue read(String node) throws Exception {
    return client.readValues(0, TimestampsToReturn.Both, List.of(NodeId.parse(node))).getFirst();
  }

  private DataValue await(String node, Predicate<DataValue> wanted) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    DataValue value;
    do {
      value = read(node);
    } while (!wanted.test(value) && System.nanoTime() < deadline);
    assertThat(value).matches(wanted);
    return value;
  }

  @Test
  void everyNodeOfTheSiteIsThereUnderItsOwnIdAndType() throws Exception {
    assertThat(read("ns=2;s=A1.Speed").value().value()).isInstanceOf(Double.class);
    assertThat(read("ns=5;i=1042").value().value()).isInstanceOf(UInteger.class);
    assertThat(read("ns=1;s=A1.DoorOpen").value().value()).isInstanceOf(Boolean.class);
    assertThat(read("ns=2;s=A1.Mode").value().value()).isEqualTo(1);
    assertThat(read("ns=2;s=A1.Lamp").value().value()).isEqualTo("off");
  }

  @Test
  void anUnknownNodeIsBad() throws Exception {
    assertThat(read("ns=2;s=A2.Speed").statusCode())
        .isEqualTo(new StatusCode(StatusCodes.Bad_NodeIdUnknown));
  }

  @Test
  void aSubscriptionHearsOfAChangeWithTheTimeOfItsMaking() throws Exception {
    BlockingQueue<DataValue> heard = new LinkedBlockingQueue<>();
    OpcUaSubscription subscription = new OpcUaSubscription(client, 100.0);
    subscription.create();
    OpcUaMonitoredItem item = OpcUaMonitoredItem.newDataItem(NodeId.parse("ns=2;s=A1.Mode"));
    item.setDataValueListener((_, value) -> heard.add(value));
    subscription.addMonitoredItem(item);
    subscription.synchronizeMonitoredItems();
    assertThat(heard.poll(20, TimeUnit.SECONDS)).isNotNull();
    Instant before = Instant.now();
    twins.plant().force("lift", "mode", "stop");
    DataValue changed = heard.poll(20, TimeUnit.SECONDS);
    assertThat(changed).isNotNull();
    assertThat(changed.value().value()).isEqualTo(0);
    DateTime made = changed.sourceTime();
    assertThat(made).isNotNull();
    assertThat(made.getJavaInstant()).isBetween(before.minusMillis(200), Instant.now());
  }

  @Test
  void offlineTurnsTheNodesBadAndBack() throws Exception {
    var fault = twins.plant().start("lift", "offline", Optional.empty());
    await(
        "ns=2;s=A1.Speed",
        value -> value.statusCode().equals(new StatusCode(StatusCodes.Bad_NoCommunication)));
    twins.plant().end(fault.id());
    await("ns=2;s=A1.Speed", value -> value.statusCode().isGood());
  }

  @Test
  void exceptionIsADeviceFailure() throws Exception {
    twins.plant().start("lift", "exception", Optional.empty());
    await(
        "ns=2;s=A1.Speed",
        value -> value.statusCode().equals(new StatusCode(StatusCodes.Bad_DeviceFailure)));
  }

  @Test
  void aCommandIsWrittenAndNothingElseIs() throws Exception {
    assertThat(write("ns=2;s=A1.Target", 7.0)).isEqualTo(StatusCode.GOOD);
    await("ns=2;s=A1.Target", value -> Double.valueOf(7).equals(value.value().value()));
    assertThat(write("ns=2;s=A1.Speed", 7.0).isGood()).isFalse();
  }

  private StatusCode write(String node, Object value) throws Exception {
    return client
        .writeValues(List.of(NodeId.parse(node)), List.of(DataValue.valueOnly(Variant.of(value))))
        .getFirst();
  }
}
