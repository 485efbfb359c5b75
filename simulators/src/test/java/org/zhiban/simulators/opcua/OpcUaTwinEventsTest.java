package org.zhiban.simulators.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.zhiban.simulators.TestSite.command;
import static org.zhiban.simulators.TestSite.point;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.site.OpcUaEventTypes;
import org.zhiban.model.site.PointSource.Argument;
import org.zhiban.model.site.PointSource.EventField;
import org.zhiban.model.site.PointSource.FieldType;
import org.zhiban.model.site.PointSource.OpcUaEvents;
import org.zhiban.model.site.PointSource.OpcUaMethod;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.simulators.TestSite;
import org.zhiban.simulators.TwinOptions;
import org.zhiban.simulators.Twins;
import org.zhiban.simulators.link.TwinAddress;

/** Methods and events of a twin, as any client sees them. */
@Timeout(120)
class OpcUaTwinEventsTest {
  private final AtomicReference<Duration> leapt = new AtomicReference<>(Duration.ZERO);
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
                        OpcUaConnection.Security.NONE,
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
                    command(
                        "target",
                        PointKind.ANALOG,
                        new OpcUaMethod(
                            "ns=2;s=A1",
                            "ns=2;s=A1.Go",
                            List.of(new Argument.Written(), new Argument.Constant("3")))),
                    point(
                        "failure",
                        PointKind.EVENT,
                        events(OpcUaEvents.SERVER, "AlarmConditionType", OpcUaEventTypes.FIELDS)),
                    point(
                        "door",
                        PointKind.EVENT,
                        events(
                            "ns=2;s=Lifts",
                            "ns=2;s=DoorEventType",
                            Map.of(
                                "active", new EventField(FieldType.BOOL, "2:Open"),
                                "message", new EventField(FieldType.TEXT, "Message")))))
                .build(),
            new TwinOptions(1, 3, this::now, OptionalInt.empty()));
    TwinAddress.OpcUa address = (TwinAddress.OpcUa) twins.address("lifts");
    client = OpcUaClient.create(address.endpoint());
    client.connect();
  }

  private Instant now() {
    return InstantSource.system().instant().plus(leapt.get());
  }

  @AfterEach
  void stop() throws Exception {
    client.disconnect();
    twins.close();
  }

  private static OpcUaEvents events(String notifier, String type, Map<String, EventField> fields) {
    return new OpcUaEvents(notifier, type, Optional.empty(), Optional.empty(), 1, fields);
  }

  private StatusCode call(Object... arguments) throws Exception {
    return client
        .call(
            List.of(
                new CallMethodRequest(
                    NodeId.parse("ns=2;s=A1"),
                    NodeId.parse("ns=2;s=A1.Go"),
                    Stream.of(arguments).map(Variant::of).toArray(Variant[]::new))))
        .getResults()[0]
        .getStatusCode();
  }

  private double target() {
    var lift = Objects.requireNonNull(twins.plant().twins().get("lift"));
    return lift.snapshot().numbers().get(lift.position("target").orElseThrow());
  }

  @Test
  void aCallDoesWhatAWriteWouldAndWantsItsArguments() throws Exception {
    assertThat(call(7.0, 3.0)).isEqualTo(StatusCode.GOOD);
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (target() != 7 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(target()).isEqualTo(7);
    assertThat(call(7.0)).isEqualTo(new StatusCode(StatusCodes.Bad_ArgumentsMissing));
    twins.plant().start("lift", "exception", Optional.empty());
    StatusCode refused;
    do {
      refused = call(7.0, 3.0);
    } while (refused.isGood() && System.nanoTime() < deadline);
    assertThat(refused).isEqualTo(new StatusCode(StatusCodes.Bad_DeviceFailure));
  }

  private Variant[] heard(NodeId notifier, NodeId type, String... path) throws Exception {
    BlockingQueue<Variant[]> heard = new LinkedBlockingQueue<>();
    OpcUaSubscription subscription = new OpcUaSubscription(client, 100.0);
    subscription.create();
    OpcUaMonitoredItem item =
        OpcUaMonitoredItem.newEventItem(
            notifier,
            new EventFilter(
                new SimpleAttributeOperand[] {
                  new SimpleAttributeOperand(
                      NodeIds.BaseEventType,
                      new QualifiedName[] {new QualifiedName(0, "EventType")},
                      AttributeId.Value.uid(),
                      null),
                  new SimpleAttributeOperand(
                      type,
                      Stream.of(path).map(QualifiedName::parse).toArray(QualifiedName[]::new),
                      AttributeId.Value.uid(),
                      null),
                  new SimpleAttributeOperand(
                      NodeIds.BaseEventType,
                      new QualifiedName[] {new QualifiedName(0, "Message")},
                      AttributeId.Value.uid(),
                      null)
                },
                new ContentFilter(null)));
    item.setQueueSize(uint(100));
    item.setEventValueListener((_, values) -> heard.add(values));
    subscription.addMonitoredItem(item);
    subscription.synchronizeMonitoredItems();
    leapt.set(Duration.ofMinutes(1));
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    Variant[] values;
    do {
      values = heard.poll(1, TimeUnit.SECONDS);
    } while ((values == null || !type.equals(values[0].value())) && System.nanoTime() < deadline);
    assertThat(values).as("an event of " + type).isNotNull();
    return values;
  }

  @Test
  void anAlarmComesWithItsState() throws Exception {
    Variant[] alarm = heard(NodeIds.Server, NodeIds.AlarmConditionType, "0:ActiveState", "0:Id");
    assertThat(alarm[1].value()).isInstanceOf(Boolean.class);
    assertThat(alarm[2].value()).isEqualTo(LocalizedText.english("failure"));
  }

  @Test
  void anEventOfTheServersOwnTypeComesToItsNotifier() throws Exception {
    NodeId type = NodeId.parse("ns=2;s=DoorEventType");
    Variant[] door = heard(NodeId.parse("ns=2;s=Lifts"), type, "2:Open");
    assertThat(door[1].value()).isInstanceOf(Boolean.class);
  }
}
