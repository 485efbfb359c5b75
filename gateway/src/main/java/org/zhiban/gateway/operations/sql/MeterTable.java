package org.zhiban.gateway.operations.sql;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.MeterRecords;
import org.zhiban.model.meter.Dial;
import org.zhiban.model.meter.Meter;
import org.zhiban.model.meter.Reading;

/** Meters that people read by eye, and their readings. */
record MeterTable(Handle handle) implements MeterRecords {
  private static final RowMapper<Meter> METER = Row.mapper(MeterTable::meter);
  private static final RowMapper<Reading> READING = Row.mapper(MeterTable::reading);

  private static Meter meter(Row row) throws SQLException {
    Optional<String> route = row.optionalText("route");
    return new Meter(
        row.text("id"),
        row.text("name"),
        row.word("measure", Meter.Measure.class),
        row.text("unit"),
        row.optionalText("place"),
        row.word("scope", Meter.Scope.class),
        row.optionalText("tenant"),
        route.isEmpty()
            ? Optional.empty()
            : Optional.of(new Meter.Stop(route.get(), row.number("position"))),
        new Dial(
            row.optionalText("serial"), row.number("digits"), new BigDecimal(row.text("ratio"))),
        row.number("readings"),
        row.instant("registered_at"),
        row.optionalInstant("retired_at"),
        row.number("version"));
  }

  private static Reading reading(Row row) throws SQLException {
    Optional<String> start = row.optionalText("new_start");
    Optional<Instant> voided = row.optionalInstant("voided_at");
    return new Reading(
        row.text("meter"),
        row.number("number"),
        new BigDecimal(row.text("shown")),
        row.instant("read_at"),
        row.text("reader"),
        row.text("entered_by"),
        row.instant("entered_at"),
        row.flag("rolled_over"),
        row.flag("confirmed"),
        row.optionalText("note"),
        start.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Reading.Exchange(
                    new Dial(
                        row.optionalText("new_serial"),
                        row.number("new_digits"),
                        new BigDecimal(row.text("new_ratio"))),
                    new BigDecimal(start.get()))),
        voided.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Reading.Voiding(row.text("voided_by"), voided.get(), row.text("void_reason"))));
  }

  @Override
  public Optional<Meter> meter(String id) {
    return handle
        .createQuery("SELECT * FROM meter WHERE id = :id")
        .bind("id", id)
        .map(METER)
        .findOne();
  }

  @Override
  public List<Meter> meters() {
    return handle
        .createQuery("SELECT * FROM meter ORDER BY coalesce(route, ''), position, id")
        .map(METER)
        .list();
  }

  @Override
  public Optional<Reading> reading(String meter, int number) {
    return handle
        .createQuery("SELECT * FROM meter_reading WHERE meter = :meter AND number = :number")
        .bind("meter", meter)
        .bind("number", number)
        .map(READING)
        .findOne();
  }

  @Override
  public List<Reading> readings(String meter) {
    return handle
        .createQuery("SELECT * FROM meter_reading WHERE meter = :meter ORDER BY read_at, number")
        .bind("meter", meter)
        .map(READING)
        .list();
  }

  @Override
  public List<Reading> standing() {
    return handle
        .createQuery("SELECT * FROM meter_reading WHERE voided_at IS NULL ORDER BY meter, read_at")
        .map(READING)
        .list();
  }

  @Override
  public List<Reading> lastBefore(Instant time) {
    return handle
        .createQuery(
            """
            SELECT r.* FROM meter_reading r
            WHERE r.voided_at IS NULL AND r.read_at = (
              SELECT max(o.read_at) FROM meter_reading o
              WHERE o.meter = r.meter AND o.voided_at IS NULL AND o.read_at < :time)
            ORDER BY r.meter
            """)
        .bind("time", time)
        .map(READING)
        .list();
  }

  @Override
  public List<Reading> exchanges() {
    return handle
        .createQuery(
            """
            SELECT * FROM meter_reading WHERE voided_at IS NULL AND new_start IS NOT NULL
            ORDER BY meter, read_at
            """)
        .map(READING)
        .list();
  }

  @Override
  public void add(Meter meter) {
    write(
        """
        INSERT INTO meter (
          id, name, measure, unit, place, scope, tenant, route, position, serial, digits, ratio,
          readings, registered_at, retired_at, version)
        VALUES (
          :id, :name, :measure, :unit, :place, :scope, :tenant, :route, :position, :serial, :digits,
          :ratio, :readings, :registeredAt, :retiredAt, :version)
        """,
        meter);
  }

  @Override
  public void save(Meter meter) {
    int saved =
        write(
            """
            UPDATE meter SET
              name = :name, measure = :measure, unit = :unit, place = :place, scope = :scope,
              tenant = :tenant, route = :route, position = :position, serial = :serial,
              digits = :digits, ratio = :ratio, readings = :readings,
              registered_at = :registeredAt, retired_at = :retiredAt, version = :version
            WHERE id = :id AND version = :version - 1
            """,
            meter);
    if (saved != 1) {
      throw new IllegalArgumentException("there is no " + meter.id() + " of the version before");
    }
  }

  private int write(String statement, Meter meter) {
    return handle
        .createUpdate(statement)
        .bind("id", meter.id())
        .bind("name", meter.name())
        .bind("measure", meter.measure())
        .bind("unit", meter.unit())
        .bind("place", meter.place())
        .bind("scope", meter.scope())
        .bind("tenant", meter.tenant())
        .bind("route", meter.stop().map(Meter.Stop::route))
        .bind("position", meter.stop().map(Meter.Stop::position))
        .bind("serial", meter.dial().serial())
        .bind("digits", meter.dial().digits())
        .bind("ratio", meter.dial().ratio().toPlainString())
        .bind("readings", meter.readings())
        .bind("registeredAt", meter.registeredAt())
        .bind("retiredAt", meter.retiredAt())
        .bind("version", meter.version())
        .execute();
  }

  @Override
  public void add(Reading reading) {
    Optional<Reading.Exchange> exchange = reading.exchange();
    handle
        .createUpdate(
            """
            INSERT INTO meter_reading (
              meter, number, shown, read_at, reader, entered_by, entered_at, rolled_over, confirmed,
              note, new_start, new_serial, new_digits, new_ratio)
            VALUES (
              :meter, :number, :shown, :readAt, :reader, :enteredBy, :enteredAt, :rolledOver,
              :confirmed, :note, :newStart, :newSerial, :newDigits, :newRatio)
            """)
        .bind("meter", reading.meter())
        .bind("number", reading.number())
        .bind("shown", reading.value().toPlainString())
        .bind("readAt", reading.readAt())
        .bind("reader", reading.reader())
        .bind("enteredBy", reading.enteredBy())
        .bind("enteredAt", reading.enteredAt())
        .bind("rolledOver", reading.rolledOver())
        .bind("confirmed", reading.confirmed())
        .bind("note", reading.note())
        .bind("newStart", exchange.map(it -> it.start().toPlainString()))
        .bind("newSerial", exchange.flatMap(it -> it.dial().serial()))
        .bind("newDigits", exchange.map(it -> it.dial().digits()))
        .bind("newRatio", exchange.map(it -> it.dial().ratio().toPlainString()))
        .execute();
  }

  @Override
  public void voided(Reading reading) {
    Reading.Voiding voiding = reading.voided().orElseThrow();
    int saved =
        handle
            .createUpdate(
                """
                UPDATE meter_reading SET voided_by = :by, voided_at = :at, void_reason = :reason
                WHERE meter = :meter AND number = :number AND voided_at IS NULL
                """)
            .bind("by", voiding.by())
            .bind("at", voiding.at())
            .bind("reason", voiding.reason())
            .bind("meter", reading.meter())
            .bind("number", reading.number())
            .execute();
    if (saved != 1) {
      throw new IllegalArgumentException(
          "no reading " + reading.number() + " of " + reading.meter() + " stands");
    }
  }
}
