package org.zhiban.gateway.operations.sql;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.Page;
import org.zhiban.gateway.operations.StoredEvent;
import org.zhiban.model.telemetry.PointRef;

/** Access and plate events, each once. */
record EventTable(Handle handle) {
  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

  /** An event with its place in the order of arrival. */
  private record Numbered(long number, StoredEvent event) {
    String place() {
      return new Place(event.time(), Long.toString(number)).toString();
    }
  }

  private static final RowMapper<Numbered> MAPPER =
      Row.mapper(
          row ->
              new Numbered(
                  row.longNumber("number"),
                  new StoredEvent(
                      new PointRef(row.text("equipment"), row.text("point")),
                      row.text("id"),
                      row.text("type"),
                      row.instant("at"),
                      row.instant("received"),
                      row.optionalInstant("told"),
                      row.json("fields", FIELDS))));

  private static final String INSERT =
      """
      INSERT INTO event (number, equipment, point, id, type, at, received, told, fields)
      SELECT COALESCE(MAX(number), 0) + 1, :equipment, :point, :id, :type, :at, :received,
        :told, :fields
      FROM event WHERE TRUE
      ON CONFLICT (equipment, point, id)\
      """;

  private static final String FIRST_WINS = INSERT + " DO NOTHING";

  private static final String LAST_WINS =
      INSERT
          + """
           DO UPDATE SET type = excluded.type, at = excluded.at, received = excluded.received,
            told = excluded.told, fields = excluded.fields
          WHERE event.type <> excluded.type OR event.fields <> excluded.fields
            OR event.told IS DISTINCT FROM excluded.told
            OR (event.at <> excluded.at AND excluded.told IS NULL)
          """;

  Page<StoredEvent> list(
      Optional<String> equipment,
      Optional<String> type,
      Optional<Instant> from,
      Optional<Instant> to,
      Page.Request page) {
    Select select =
        Select.from("event")
            .whereGiven("equipment = :equipment", "equipment", equipment)
            .whereGiven("type = :type", "type", type)
            .whereGiven("at >= :from", "from", from)
            .whereGiven("at < :to", "to", to);
    page.after()
        .map(Place::of)
        .ifPresent(
            after ->
                select
                    .where("(at, number) < (:afterAt, :afterNumber)", "afterAt", after.at())
                    .with("afterNumber", Long.parseLong(after.id())));
    Page<Numbered> found =
        select.page(handle, "at DESC, number DESC", page.limit(), MAPPER, Numbered::place);
    return new Page<>(found.items().stream().map(Numbered::event).toList(), found.next());
  }

  List<StoredEvent> received(Instant from, Instant to) {
    return handle
        .createQuery(
            "SELECT * FROM event WHERE received >= :from AND received < :to ORDER BY number")
        .bind("from", from)
        .bind("to", to)
        .map(MAPPER)
        .map(Numbered::event)
        .list();
  }

  boolean keep(StoredEvent event, boolean lastWins) {
    return handle
            .createUpdate(lastWins ? LAST_WINS : FIRST_WINS)
            .bind("equipment", event.point().equipment())
            .bind("point", event.point().point())
            .bind("id", event.id())
            .bind("type", event.type())
            .bind("at", event.time())
            .bind("received", event.received())
            .bind("told", event.told().map(Instant::toEpochMilli).orElse(null))
            .bind("fields", Json.write(event.fields()))
            .execute()
        == 1;
  }
}
