package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.gateway.config.ExampleParts.SITE;
import static org.zhiban.gateway.config.ExampleParts.equipment;
import static org.zhiban.gateway.config.ExampleParts.expression;
import static org.zhiban.gateway.config.ExampleParts.get;
import static org.zhiban.gateway.config.ExampleParts.point;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.PointState;
import org.zhiban.model.site.Secret;
import org.zhiban.model.site.SourcePosition;
import org.zhiban.model.site.ValueRange;
import org.zhiban.model.telemetry.PointKind;

/**
 * Every kind of key of a connection, an equipment and a point of the example site means what it
 * says.
 */
class ExampleEquipmentTest {
  @Test
  void theConnections() {
    assertThat(SITE.connections().keySet())
        .containsExactly("pump-room", "fire-link", "meter-bus", "lift-controller", "security-bus");
    assertThat(get(SITE.connections(), "pump-room"))
        .isEqualTo(
            new ModbusConnection(
                "pump-room",
                new ModbusConnection.Tcp("127.0.0.1", 5020),
                Duration.ofSeconds(1),
                125,
                16,
                Duration.ZERO,
                1,
                new SourcePosition("site.yaml", 10, 3)));
    assertThat(((ModbusConnection) get(SITE.connections(), "fire-link")).link())
        .isEqualTo(new ModbusConnection.RtuOverTcp("127.0.0.1", 5021));
    assertThat(get(SITE.connections(), "meter-bus"))
        .isEqualTo(
            new ModbusConnection(
                "meter-bus",
                new ModbusConnection.Serial("/dev/ttyS1", 9600, ModbusConnection.Parity.NONE, 8, 1),
                Duration.ofSeconds(1),
                125,
                16,
                Duration.ofMillis(5),
                1,
                new SourcePosition("site.yaml", 23, 3)));
    assertThat(get(SITE.connections(), "lift-controller"))
        .isEqualTo(
            new OpcUaConnection(
                "lift-controller",
                "opc.tcp://127.0.0.1:4840",
                OpcUaConnection.Security.NONE,
                OpcUaConnection.Mode.SUBSCRIBE,
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                new SourcePosition("site.yaml", 29, 3)));
    assertThat(get(SITE.connections(), "security-bus"))
        .isEqualTo(
            new MqttConnection(
                "security-bus",
                "tcp://127.0.0.1:1883",
                MqttConnection.Version.V5,
                "huidu-gateway",
                Optional.of("gateway"),
                Optional.of(new Secret("geheim")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new SourcePosition("site.yaml", 35, 3)));
  }

  @Test
  void anEquipmentTakesClassPointsRulesAndMaintenanceFromItsTemplate() {
    Equipment pump = equipment("pump-b1");

    assertThat(pump.name()).isEqualTo(LocalizedText.same("1#生活水泵"));
    assertThat(pump.equipmentClass()).isEqualTo("pump");
    assertThat(pump.template()).contains("booster-pump");
    assertThat(pump.lifeSafety()).isFalse();
    assertThat(pump.location()).contains("B1/水泵房");
    assertThat(pump.area()).contains("east");
    assertThat(pump.connection()).contains("pump-room");
    assertThat(pump.unit()).isEqualTo(OptionalInt.of(1));
    assertThat(pump.parent()).contains("feeder-1");
    assertThat(pump.owner()).contains("li-wei");
    assertThat(pump.maintenance()).containsExactly("pump-daily", "pump-monthly", "pump-service");
    assertThat(pump.points().keySet())
        .containsExactly(
            "outlet_pressure",
            "inlet_pressure",
            "flow",
            "motor_temp",
            "run_hours",
            "running",
            "tripped",
            "mode",
            "start");
    assertThat(pump.rules().keySet())
        .containsExactly("dry_run", "low_pressure", "start_failed", "motor_heating", "silent");
  }

  @Test
  void anEquipmentWithoutTelemetryHasAClassOfItsOwn() {
    Equipment slide = equipment("playground-1");

    assertThat(slide.equipmentClass()).isEqualTo("amenity");
    assertThat(slide.template()).isEmpty();
    assertThat(slide.connection()).isEmpty();
    assertThat(slide.points()).isEmpty();
  }

  @Test
  void theLastCompletionsStandWithTheEquipment() {
    assertThat(equipment("lift-a1").lastDone())
        .containsEntry("lift-half-monthly", LocalDate.of(2026, 11, 10))
        .containsEntry("lift-yearly", LocalDate.of(2026, 3, 15))
        .hasSize(4);
  }

  @Test
  void anAnalogPoint() {
    assertThat(point("pump-b1", "outlet_pressure"))
        .isEqualTo(
            new PointSpec(
                "outlet_pressure",
                new LocalizedText("出水压力", "Outlet pressure"),
                PointKind.ANALOG,
                Optional.of("MPa"),
                Optional.of(Duration.ofSeconds(1)),
                0.002,
                Optional.of(new ValueRange(0, 2.5)),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(
                    new PointSource.Modbus(
                        PointSource.Table.INPUT,
                        0,
                        PointSource.DataType.UINT16,
                        PointSource.ByteOrder.ABCD,
                        0.001,
                        0,
                        OptionalInt.empty(),
                        1)),
                Set.of(),
                new SourcePosition("templates/booster-pump.yaml", 8, 3)));
  }

  @Test
  void aBitOfARegisterAndADiscreteInput() {
    assertThat(point("pump-b1", "tripped").source())
        .contains(
            new PointSource.Modbus(
                PointSource.Table.HOLDING,
                100,
                PointSource.DataType.BIT,
                PointSource.ByteOrder.ABCD,
                1,
                0,
                OptionalInt.of(3),
                1));
    assertThat(point("pump-b1", "running").source())
        .contains(
            new PointSource.Modbus(
                PointSource.Table.DISCRETE,
                0,
                PointSource.DataType.BIT,
                PointSource.ByteOrder.ABCD,
                1,
                0,
                OptionalInt.empty(),
                1));
  }

  @Test
  void aWideNumberTakesItsByteOrderAndItsLength() {
    PointSource.Modbus temperature =
        (PointSource.Modbus) point("pump-b1", "motor_temp").source().orElseThrow();

    assertThat(temperature.byteOrder()).isEqualTo(PointSource.ByteOrder.CDAB);
    assertThat(temperature.length()).isEqualTo(2);
  }

  @Test
  void statesOfADeviceThatSaysNumbersAndOfOneThatSaysWords() {
    assertThat(point("pump-b1", "mode").states())
        .containsExactly(
            new PointState("0", "stopped"),
            new PointState("1", "auto"),
            new PointState("2", "hand"));
    assertThat(point("door-b2-e", "contact").states())
        .containsExactly(new PointState("closed", "closed"), new PointState("open", "open"));
  }

  @Test
  void aCommandPointHasItsInterlockAndReadBack() {
    PointSpec start = point("pump-b1", "start");

    assertThat(start.command()).isTrue();
    assertThat(start.interlock())
        .contains(
            expression("mode == \"auto\" && !tripped", "templates/booster-pump.yaml", 27, 16));
    assertThat(start.readBack()).contains("running");
  }

  @Test
  void variablesAreFilledIn() {
    assertThat(point("lift-a1", "floor").source())
        .contains(new PointSource.OpcUa("ns=2;s=A1.Floor"));
    assertThat(equipment("lift-a1").vars()).isEqualTo(Map.of("node", "ns=2;s=A1"));
  }

  @Test
  void anEventPoint() {
    PointSpec door = point("door-b2-e", "door");

    assertThat(door.kind()).isEqualTo(PointKind.EVENT);
    assertThat(door.privateFields()).containsExactly("cred");
    assertThat(door.source())
        .contains(
            new PointSource.Mqtt(
                "site/huidu/access/d07/event",
                "",
                Optional.of("/ts"),
                Optional.of("/id"),
                PointSource.Update.FIRST_WINS,
                Optional.empty(),
                Map.of(
                    "type", new PointSource.EventField(PointSource.FieldType.TEXT, "/type"),
                    "cred", new PointSource.EventField(PointSource.FieldType.TEXT, "/cred"))));
    PointSource.Mqtt plate = (PointSource.Mqtt) point("gate-n", "plate").source().orElseThrow();
    assertThat(plate.update()).isEqualTo(PointSource.Update.LAST_WINS);
    assertThat(get(plate.fields(), "confidence").type()).isEqualTo(PointSource.FieldType.NUMBER);
  }
}
