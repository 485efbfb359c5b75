package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.notification.Delivery;
import org.zhiban.rules.flood.FirstOuts;

/** Alarms as JSON. */
final class AlarmView {
  private AlarmView() {}

  /**
   * A row of the list.
   *
   * @param permits that stand over its equipment: they explain, they silence nothing
   * @param place among those that began with it
   */
  static JsonObject row(
      Alarm alarm, @Nullable String workOrder, List<String> permits, FirstOuts.Place place) {
    return new JsonObject()
        .put("id", alarm.id())
        .put("equipment", alarm.equipment())
        .put("rule", alarm.rule())
        .put("key", alarm.key().isEmpty() ? null : alarm.key())
        .put("priority", alarm.priority().word())
        .put("life_safety", alarm.lifeSafety())
        .put("state", alarm.state().word())
        .put(
            "axes",
            new JsonObject()
                .put("condition", alarm.active())
                .put("acknowledged", alarm.acknowledged())
                .put("latched", alarm.latched())
                .put("suppressed_by", suppressedBy(alarm.suppression()))
                .put("suppressed_until", suppressedUntil(alarm.suppression()))
                .put("quality", alarm.quality().name().toLowerCase(Locale.ROOT)))
        .put("first_seen_at", Times.text(alarm.firstSeenAt()))
        .put("raised_at", Times.text(alarm.raisedAt()))
        .put("cleared_at", Times.text(alarm.clearedAt()))
        .put("acked_at", Times.text(alarm.acknowledgedAt()))
        .put("acked_by", alarm.acknowledgedBy().orElse(null))
        .put("message", EquipmentView.text(alarm.message()))
        .put("occurrences", alarm.occurrences())
        .put("values", EquipmentView.object(alarm.values()))
        .put("work_order", workOrder)
        .put("permits", EquipmentView.array(permits))
        .put("first_out", firstOut(place));
  }

  /** Null: nothing began with it. */
  static @Nullable Boolean firstOut(FirstOuts.Place place) {
    return switch (place) {
      case ALONE -> null;
      case FIRST -> true;
      case FOLLOWS -> false;
    };
  }

  static JsonObject whole(
      Alarm alarm,
      @Nullable String workOrder,
      List<String> permits,
      FirstOuts.Place place,
      List<AlarmChange> history,
      List<Delivery> deliveries) {
    JsonArray steps = new JsonArray();
    String before = null;
    for (AlarmChange step : history) {
      String after = step.alarm().state().word();
      steps.add(
          new JsonObject()
              .put("time", Times.text(step.at()))
              .put("actor", step.by().orElse(null))
              .put("action", step.kind().word())
              .put("from", before)
              .put("to", after)
              .put("note", step.comment().orElse(null)));
      before = after;
    }
    JsonArray said = new JsonArray();
    deliveries.forEach(delivery -> said.add(NotificationView.row(delivery)));
    return row(alarm, workOrder, permits, place).put("history", steps).put("notifications", said);
  }

  /** Who or what keeps it quiet: a person, the rule of its cause or an open order, a lock-out. */
  private static @Nullable String suppressedBy(Suppression suppression) {
    return switch (suppression) {
      case Suppression.None _ -> null;
      case Suppression.Shelved shelved -> shelved.by();
      case Suppression.ByDesign design -> design.cause();
      case Suppression.OutOfService permit -> permit.workOrder();
    };
  }

  private static @Nullable String suppressedUntil(Suppression suppression) {
    return switch (suppression) {
      case Suppression.None _, Suppression.ByDesign _ -> null;
      case Suppression.Shelved shelved -> Times.text(shelved.until());
      case Suppression.OutOfService permit -> Times.text(permit.until());
    };
  }

  /** What changes with every step: the tag for {@code If-Match}. */
  static String version(Alarm alarm) {
    return Integer.toHexString(
        java.util.Objects.hash(
            alarm.state(),
            alarm.occurrences(),
            alarm.priority(),
            alarm.acknowledgedAt(),
            alarm.clearedAt(),
            alarm.raisedAt()));
  }
}
