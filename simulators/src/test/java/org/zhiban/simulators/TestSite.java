package org.zhiban.simulators;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.zhiban.model.Language;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Connection;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Holidays;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.NotificationSpec;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSource.ByteOrder;
import org.zhiban.model.site.PointSource.DataType;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.PointState;
import org.zhiban.model.site.Responsible;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Scenario;
import org.zhiban.model.site.ServiceTargets;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.SourcePosition;
import org.zhiban.model.site.TelemetrySpec;
import org.zhiban.model.telemetry.PointKind;

/** Builds sites for tests; what a test does not say is as empty as the records allow. */
public final class TestSite {
  public static final SourcePosition HERE = new SourcePosition("site.yaml", 1, 1);

  private final Map<String, Connection> connections = new LinkedHashMap<>();
  private final Map<String, Equipment> equipment = new LinkedHashMap<>();
  private final Map<String, Scenario> scenarios = new LinkedHashMap<>();

  public static TestSite aSite() {
    return new TestSite();
  }

  public TestSite modbus(String id, ModbusConnection.Link link) {
    return connection(
        new ModbusConnection(id, link, Duration.ofMillis(400), 125, 16, Duration.ZERO, 1, HERE));
  }

  public TestSite connection(Connection connection) {
    connections.put(connection.id(), connection);
    return this;
  }

  public TestSite equipment(
      String id, String equipmentClass, String connection, int unit, PointSpec... points) {
    return equipment(id, equipmentClass, connection, unit, List.of(points), Map.of());
  }

  public TestSite equipment(
      String id,
      String equipmentClass,
      String connection,
      int unit,
      List<PointSpec> points,
      Map<String, RuleSpec> rules) {
    Map<String, PointSpec> byId = new LinkedHashMap<>();
    points.forEach(point -> byId.put(point.id(), point));
    equipment.put(
        id,
        new Equipment(
            id,
            LocalizedText.same(id),
            equipmentClass,
            Optional.empty(),
            false,
            Optional.of("B1"),
            Optional.empty(),
            Optional.of(connection),
            OptionalInt.of(unit),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            byId,
            rules,
            List.of(),
            Map.of(),
            Optional.empty(),
            List.of(),
            false,
            HERE));
    return this;
  }

  public TestSite scenario(String id, Scenario.Step... steps) {
    scenarios.put(id, new Scenario(id, LocalizedText.same(id), List.of(steps), HERE));
    return this;
  }

  public Site build() {
    return new Site(
        "test",
        LocalizedText.same("test"),
        ZoneId.of("Asia/Shanghai"),
        Language.EN,
        connections,
        equipment,
        Map.of(),
        Map.of(),
        Map.of(),
        new Holidays(Set.of(), Set.of()),
        Map.of(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        new ServiceTargets(
            Map.of(), Map.of(), Map.of(), Optional.empty(), List.of(), Responsible.NONE),
        NotificationSpec.NONE,
        Optional.empty(),
        List.of(),
        List.of(),
        new TelemetrySpec(TelemetrySpec.DEFAULT_RETENTION, Optional.empty()),
        Optional.empty(),
        List.of(),
        scenarios);
  }

  public static PointSpec point(String id, PointKind kind, PointSource source) {
    return point(id, kind, "", false, List.of(), source);
  }

  public static PointSpec point(String id, PointKind kind, String unit, PointSource source) {
    return point(id, kind, unit, false, List.of(), source);
  }

  public static PointSpec command(String id, PointKind kind, PointSource source) {
    return point(id, kind, "", true, List.of(), source);
  }

  /** States as raw, name, raw, name. */
  public static PointSpec states(String id, PointSource source, String... rawAndName) {
    List<PointState> states = new ArrayList<>();
    for (int i = 0; i < rawAndName.length; i += 2) {
      states.add(new PointState(rawAndName[i], rawAndName[i + 1]));
    }
    return point(id, PointKind.MULTISTATE, "", false, states, source);
  }

  private static PointSpec point(
      String id,
      PointKind kind,
      String unit,
      boolean command,
      List<PointState> states,
      PointSource source) {
    return new PointSpec(
        id,
        LocalizedText.same(id),
        kind,
        Optional.of(unit).filter(u -> !u.isEmpty()),
        Optional.empty(),
        0,
        Optional.empty(),
        states,
        command,
        Optional.empty(),
        Optional.empty(),
        Optional.of(source),
        Set.of(),
        HERE);
  }

  public static PointSource register(Table table, int address, DataType type) {
    return register(table, address, type, ByteOrder.ABCD, 1, 0);
  }

  public static PointSource register(
      Table table, int address, DataType type, ByteOrder order, double scale, double offset) {
    return new PointSource.Modbus(
        table, address, type, order, scale, offset, OptionalInt.empty(), type.registers());
  }

  public static PointSource bit(Table table, int address) {
    return register(table, address, DataType.BIT);
  }

  public static PointSource bitOf(int holdingRegister, int bit) {
    return new PointSource.Modbus(
        Table.HOLDING, holdingRegister, DataType.BIT, ByteOrder.ABCD, 1, 0, OptionalInt.of(bit), 1);
  }

  /** A rule with limits on points of its own equipment. */
  public static RuleSpec limits(String id, Condition.Threshold threshold) {
    return new RuleSpec(
        id,
        Optional.empty(),
        threshold,
        Duration.ZERO,
        Duration.ZERO,
        Priority.P2,
        false,
        false,
        List.of(),
        LocalizedText.same(id),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        true,
        id,
        HERE);
  }
}
