package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.acquisition.PointBoard;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.equipment.EquipmentStatus;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.Quality;

/** Equipment and its points as JSON. A value is never without its quality and its time. */
final class EquipmentView {
  private final PointIndex index;
  private final PointBoard board;

  EquipmentView(PointIndex index, PointBoard board) {
    this.index = index;
    this.board = board;
  }

  /**
   * A row of the list; {@code orders} and {@code alarms} count what is open; with a lock-out it is
   * out of service.
   */
  JsonObject row(
      Equipment equipment,
      int alarms,
      int orders,
      @Nullable JsonObject lockOut,
      @Nullable JsonObject next) {
    JsonObject points = new JsonObject();
    equipment.points().values().stream()
        .filter(point -> point.kind() != PointKind.EVENT && shown(equipment, point))
        .forEach(point -> points.put(point.id(), point(equipment, point)));
    return new JsonObject()
        .put("id", equipment.id())
        .put("name", text(equipment.name()))
        .put("class", equipment.equipmentClass())
        .put("template", equipment.template().orElse(null))
        .put("life_safety", equipment.lifeSafety())
        .put("location", equipment.location().orElse(null))
        .put("area", equipment.area().orElse(null))
        .put("parent", equipment.parent().orElse(null))
        .put("connection", equipment.connection().orElse(null))
        .put("owner", equipment.owner().orElse(null))
        .put(
            "status",
            (lockOut == null && !equipment.outOfService()
                    ? status(equipment)
                    : EquipmentStatus.OUT_OF_SERVICE)
                .word())
        .put("lockout", lockOut)
        .put("points", points)
        .put("commands", commands(equipment))
        .put("active_alarms", alarms)
        .put("open_work_orders", orders)
        .put("next_maintenance", next);
  }

  /** A command is never read: it has a value once one was written. */
  private boolean shown(Equipment equipment, PointSpec point) {
    return !point.command() || value(equipment, point).time() != 0;
  }

  /** What can be written, and what a writer must know of it. */
  private JsonArray commands(Equipment equipment) {
    JsonArray commands = new JsonArray();
    equipment.points().values().stream()
        .filter(PointSpec::command)
        .map(
            point ->
                new JsonObject()
                    .put("point", point.id())
                    .put("name", text(point.name()))
                    .put("kind", point.kind().name().toLowerCase(java.util.Locale.ROOT))
                    .put("unit", point.unit().orElse(null))
                    .put("min", point.range().map(range -> range.min()).orElse(null))
                    .put("max", point.range().map(range -> range.max()).orElse(null))
                    .put("states", array(point.states().stream().map(s -> s.name()).toList()))
                    .put("interlock", point.interlock().map(i -> i.text()).orElse(null))
                    .put("read_back", point.readBack().orElse(null)))
        .forEach(commands::add);
    return commands;
  }

  private JsonObject point(Equipment equipment, PointSpec spec) {
    PointValue value = board.get(index.number(new PointRef(equipment.id(), spec.id())));
    return new JsonObject()
        .put("name", text(spec.name()))
        .put("kind", spec.kind().name().toLowerCase(java.util.Locale.ROOT))
        .put("unit", spec.unit().orElse(null))
        .put("value", typed(spec, value))
        .put("quality", value.quality().name().toLowerCase(java.util.Locale.ROOT))
        .put("reason", value.quality() == Quality.GOOD ? null : value.reason().word())
        .put("time", value.time() == 0 ? null : Times.millis(value.time()));
  }

  /**
   * Online where every measured point answers, offline where none does or the device says so
   * itself.
   */
  EquipmentStatus status(Equipment equipment) {
    Collection<PointSpec> measured =
        equipment.points().values().stream()
            .filter(p -> p.source().isPresent() && p.kind() != PointKind.EVENT && !p.command())
            .toList();
    if (equipment.connection().isEmpty() || measured.isEmpty()) {
      return EquipmentStatus.UNMONITORED;
    }
    long bad = measured.stream().filter(p -> value(equipment, p).quality() == Quality.BAD).count();
    if (bad == measured.size() || saysOffline(equipment)) {
      return EquipmentStatus.OFFLINE;
    }
    return bad == 0 ? EquipmentStatus.ONLINE : EquipmentStatus.DEGRADED;
  }

  private boolean saysOffline(Equipment equipment) {
    PointSpec online = equipment.points().get("online");
    return online != null
        && online.kind() == PointKind.BINARY
        && value(equipment, online).quality() != Quality.BAD
        && value(equipment, online).value() == 0;
  }

  private PointValue value(Equipment equipment, PointSpec spec) {
    return board.get(index.number(new PointRef(equipment.id(), spec.id())));
  }

  /** The value in the type a reader expects; null where there is none. */
  static @Nullable Object typed(PointSpec spec, PointValue value) {
    if (value.text() != null) {
      return value.text();
    }
    if (Double.isNaN(value.value())) {
      return null;
    }
    return switch (spec.kind()) {
      case BINARY -> value.value() != 0;
      case MULTISTATE -> {
        int state = (int) value.value();
        yield state >= 0 && state < spec.states().size() ? spec.states().get(state).name() : null;
      }
      case ANALOG, COUNTER -> value.value();
      case TEXT, EVENT -> null;
    };
  }

  static JsonObject text(LocalizedText text) {
    return new JsonObject().put("zh", text.zh()).put("en", text.en());
  }

  static JsonArray array(Collection<?> items) {
    return new JsonArray(java.util.List.copyOf(items));
  }

  static JsonObject object(Map<String, ?> fields) {
    JsonObject object = new JsonObject();
    fields.forEach(object::put);
    return object;
  }
}
