package org.zhiban.gateway.operations.sql;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
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
  private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};

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
                      row.json("fields", FIELDS),
                      hidden(row))));

  private static Optional<StoredEvent.Hidden> hidden(Row row) throws SQLException {
    Optional<List<String>> names = row.optionalJson("private_fields", NAMES);
    return names.isPresent()
        ? Optional.of(new StoredEvent.Hidden(names.get(), row.optionalText("clear_text")))
        : Optional.empty();
  }

  private static final String INSERT =
      """
      INSERT INTO event (number, equipment, point, id, type, at, received, told, fields,
        private_fields, clear_text)
      SELECT COALESCE(MAX(number), 0) + 1, :equipment, :point, :id, :type, :at, :received,
        :told, :fields, :names, :clear
      FROM event WHERE TRUE
      ON CONFLICT (equipment, point, id)\
      """;

  private static final String FIRST_WINS = INSERT + " DO NOTHING";

  private static final String LAST_WINS =
      INSERT
          + """
           DO UPDATE SET type = excluded.type, at = excluded.at, received = excluded.received,
            told = excluded.told, fields = excluded.fields,
            private_fields = excluded.private_fields, clear_text = excluded.clear_text
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
            .bind("names", event.hidden().map(it -> Json.write(it.names())).orElse(null))
            .bind("clear", event.hidden().flatMap(it -> it.clear()).orElse(null))
            .execute()
        == 1;
  }

  Optional<StoredEvent> find(PointRef point, String id) {
    return handle
        .createQuery(
            "SELECT * FROM event WHERE equipment = :equipment AND point = :point AND id = :id")
        .bind("equipment", point.equipment())
        .bind("point", point.point())
        .bind("id", id)
        .map(MAPPER)
        .map(Numbered::event)
        .findOne();
  }

  /** Takes the clear text out of the oldest that were received before; says of how many. */
  int forgetClearText(Instant before, int most) {
    return handle
        .createUpdate(
            """
            UPDATE event SET clear_text = NULL WHERE number IN (
              SELECT number FROM event WHERE clear_text IS NOT NULL AND received < :before
              ORDER BY received LIMIT :most)
            """)
        .bind("before", before)
        .bind("most", most)
        .execute();
  }

  /** Takes the private fields out of the oldest that were received before; says of how many. */
  int forgetPrivateFields(Instant before, int most) {
    List<Numbered> old =
        handle
            .createQuery(
                "SELECT * FROM event WHERE private_fields IS NOT NULL AND received < :before"
                    + " ORDER BY received LIMIT :most")
            .bind("before", before)
            .bind("most", most)
            .map(MAPPER)
            .list();
    for (Numbered one : old) {
      Map<String, Object> left = new LinkedHashMap<>(one.event.fields());
      one.event.hidden().ifPresent(hidden -> hidden.names().forEach(left::remove));
      int _ =
          handle
              .createUpdate(
                  "UPDATE event SET fields = :fields, private_fields = NULL, clear_text = NULL"
                      + " WHERE number = :number")
              .bind("fields", Json.write(left))
              .bind("number", one.number)
              .execute();
    }
    return old.size();
  }

  /** When one of a point last happened. */
  Optional<Instant> last(String equipment, String point, Instant since) {
    return handle
        .createQuery(
            """
            SELECT at FROM event
            WHERE equipment = :equipment AND point = :point AND at >= :since
            ORDER BY at DESC LIMIT 1
            """)
        .bind("equipment", equipment)
        .bind("point", point)
        .bind("since", since)
        .mapTo(Long.class)
        .findOne()
        .map(Instant::ofEpochMilli);
  }
}
