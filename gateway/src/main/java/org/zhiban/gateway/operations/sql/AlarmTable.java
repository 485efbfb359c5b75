package org.zhiban.gateway.operations.sql;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.Page;
import org.zhiban.gateway.operations.RaisedRule;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.AlarmState;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.telemetry.Quality;

/** Alarms and what happened to them. */
record AlarmTable(Handle handle) {
  private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};
  private static final TypeReference<Suppression> SUPPRESSION = new TypeReference<>() {};
  private static final TypeReference<Alarm> ALARM = new TypeReference<>() {};

  private static final RowMapper<Alarm> MAPPER =
      Row.mapper(
          row ->
              new Alarm(
                  row.text("id"),
                  row.text("equipment"),
                  row.text("rule"),
                  row.text("rule_key"),
                  row.word("priority", Priority.class),
                  row.flag("life_safety"),
                  row.flag("active"),
                  row.flag("acknowledged"),
                  row.flag("latched"),
                  row.json("suppression", SUPPRESSION),
                  row.word("quality", Quality.class),
                  new LocalizedText(row.text("message_zh"), row.text("message_en")),
                  row.number("occurrences"),
                  row.json("raised_values", VALUES),
                  row.instant("first_seen_at"),
                  row.instant("raised_at"),
                  row.optionalInstant("cleared_at"),
                  row.optionalInstant("acknowledged_at"),
                  row.optionalText("acknowledged_by")));

  private static final RowMapper<AlarmChange> CHANGE_MAPPER =
      Row.mapper(
          row ->
              new AlarmChange(
                  row.word("kind", AlarmChange.Kind.class),
                  row.json("after", ALARM),
                  row.instant("at"),
                  row.optionalText("by_user"),
                  row.optionalText("comment")));

  private static final String SAVE =
      """
      INSERT INTO alarm (
        id, equipment, rule, rule_key, priority, life_safety, state, standing, active, acknowledged,
        latched, suppression, quality, message_zh, message_en, occurrences, raised_values,
        first_seen_at, raised_at, cleared_at, acknowledged_at, acknowledged_by)
      VALUES (
        :id, :equipment, :rule, :ruleKey, :priority, :lifeSafety, :state, :standing, :active,
        :acknowledged, :latched, :suppression, :quality, :messageZh, :messageEn, :occurrences,
        :raisedValues, :firstSeenAt, :raisedAt, :clearedAt, :acknowledgedAt, :acknowledgedBy)
      ON CONFLICT (id) DO UPDATE SET
        priority = excluded.priority, state = excluded.state, standing = excluded.standing,
        active = excluded.active, acknowledged = excluded.acknowledged, latched = excluded.latched,
        suppression = excluded.suppression, quality = excluded.quality,
        message_zh = excluded.message_zh, message_en = excluded.message_en,
        occurrences = excluded.occurrences, raised_values = excluded.raised_values,
        first_seen_at = excluded.first_seen_at, raised_at = excluded.raised_at,
        cleared_at = excluded.cleared_at, acknowledged_at = excluded.acknowledged_at,
        acknowledged_by = excluded.acknowledged_by
      """;

  List<Alarm> standing() {
    return handle
        .createQuery("SELECT * FROM alarm WHERE standing ORDER BY raised_at, id")
        .map(MAPPER)
        .list();
  }

  Optional<Alarm> find(String id) {
    return handle
        .createQuery("SELECT * FROM alarm WHERE id = :id")
        .bind("id", id)
        .map(MAPPER)
        .findOne();
  }

  Page<Alarm> list(
      Set<AlarmState> states,
      Set<Priority> priorities,
      Optional<String> equipment,
      Page.Request page) {
    Select select = Select.from("alarm");
    if (states.isEmpty()) {
      select.where("standing");
    }
    return select
        .whereAny("state", states)
        .whereAny("priority", priorities)
        .whereGiven("equipment = :equipment", "equipment", equipment)
        .whereGiven("id < :after", "after", page.after())
        .page(handle, "id DESC", page.limit(), MAPPER, Alarm::id);
  }

  int countOfRule(String equipment, String rule, Instant since, String except) {
    return handle
        .createQuery(
            """
            SELECT COUNT(*) FROM alarm
            WHERE equipment = :equipment AND rule = :rule AND raised_at >= :since AND id <> :except
            """)
        .bind("equipment", equipment)
        .bind("rule", rule)
        .bind("since", since)
        .bind("except", except)
        .mapTo(Integer.class)
        .one();
  }

  Optional<Instant> lastRaised(String equipment, String rule, Instant since) {
    return handle
        .createQuery(
            """
            SELECT raised_at FROM alarm
            WHERE equipment = :equipment AND rule = :rule AND raised_at >= :since
            ORDER BY raised_at DESC LIMIT 1
            """)
        .bind("equipment", equipment)
        .bind("rule", rule)
        .bind("since", since)
        .mapTo(Long.class)
        .findOne()
        .map(Instant::ofEpochMilli);
  }

  List<RaisedRule> raisedSince(Instant since) {
    return handle
        .createQuery(
            """
            SELECT equipment, rule, priority, SUM(occurrences) AS times FROM alarm
            WHERE raised_at >= :since AND priority <> 'JOURNAL'
            GROUP BY equipment, rule, priority ORDER BY times DESC, equipment, rule
            """)
        .bind("since", since)
        .map(
            Row.mapper(
                row ->
                    new RaisedRule(
                        row.text("equipment"),
                        row.text("rule"),
                        row.word("priority", Priority.class),
                        row.number("times"))))
        .list();
  }

  List<AlarmChange> history(String id) {
    return handle
        .createQuery("SELECT * FROM alarm_change WHERE alarm = :id ORDER BY number")
        .bind("id", id)
        .map(CHANGE_MAPPER)
        .list();
  }

  List<AlarmChange> changes(Instant from, Instant to) {
    return handle
        .createQuery(
            """
            SELECT * FROM alarm_change WHERE at >= :from AND at < :to ORDER BY at, alarm, number
            """)
        .bind("from", from)
        .bind("to", to)
        .map(CHANGE_MAPPER)
        .list();
  }

  List<AlarmChange> lastChanges(Instant before) {
    return handle
        .createQuery(
            """
            SELECT c.* FROM alarm a JOIN alarm_change c ON c.alarm = a.id
            WHERE c.number = (
                SELECT MAX(b.number) FROM alarm_change b WHERE b.alarm = a.id AND b.at < :before)
              AND (a.standing OR EXISTS (
                SELECT 1 FROM alarm_change l WHERE l.alarm = a.id AND l.at >= :before))
            ORDER BY c.at, c.alarm
            """)
        .bind("before", before)
        .map(CHANGE_MAPPER)
        .list();
  }

  void record(AlarmChange change) {
    Alarm alarm = change.alarm();
    handle
        .createUpdate(SAVE)
        .bind("id", alarm.id())
        .bind("equipment", alarm.equipment())
        .bind("rule", alarm.rule())
        .bind("ruleKey", alarm.key())
        .bind("priority", alarm.priority())
        .bind("lifeSafety", alarm.lifeSafety())
        .bind("state", alarm.state())
        .bind("standing", alarm.standing())
        .bind("active", alarm.active())
        .bind("acknowledged", alarm.acknowledged())
        .bind("latched", alarm.latched())
        .bind("suppression", Json.write(alarm.suppression()))
        .bind("quality", alarm.quality())
        .bind("messageZh", alarm.message().zh())
        .bind("messageEn", alarm.message().en())
        .bind("occurrences", alarm.occurrences())
        .bind("raisedValues", Json.write(alarm.values()))
        .bind("firstSeenAt", alarm.firstSeenAt())
        .bind("raisedAt", alarm.raisedAt())
        .bind("clearedAt", alarm.clearedAt())
        .bind("acknowledgedAt", alarm.acknowledgedAt())
        .bind("acknowledgedBy", alarm.acknowledgedBy())
        .execute();
    handle
        .createUpdate(
            """
            INSERT INTO alarm_change (alarm, number, kind, at, by_user, comment, after)
            SELECT :alarm, COALESCE(MAX(number), 0) + 1, :kind, :at, :by, :comment, :after
            FROM alarm_change WHERE alarm = :alarm
            """)
        .bind("alarm", alarm.id())
        .bind("kind", change.kind())
        .bind("at", change.at())
        .bind("by", change.by())
        .bind("comment", change.comment())
        .bind("after", Json.write(alarm))
        .execute();
  }
}
