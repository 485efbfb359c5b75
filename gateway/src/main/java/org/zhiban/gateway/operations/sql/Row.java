package org.zhiban.gateway.operations.sql;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** One row of an answer, read by column in the model's types. */
record Row(ResultSet set) {
  /** What makes a record of the model from a row. */
  interface Mapping<T> {
    T map(Row row) throws SQLException;
  }

  static <T> RowMapper<T> mapper(Mapping<T> mapping) {
    return (set, _) -> mapping.map(new Row(set));
  }

  String text(String column) throws SQLException {
    String text = set.getString(column);
    if (text == null) {
      throw new SQLException("no value in column " + column);
    }
    return text;
  }

  Optional<String> optionalText(String column) throws SQLException {
    return Optional.ofNullable(nullable(column));
  }

  private @Nullable String nullable(String column) throws SQLException {
    return set.getString(column);
  }

  int number(String column) throws SQLException {
    return set.getInt(column);
  }

  long longNumber(String column) throws SQLException {
    return set.getLong(column);
  }

  boolean flag(String column) throws SQLException {
    return set.getBoolean(column);
  }

  Instant instant(String column) throws SQLException {
    return Instant.ofEpochMilli(set.getLong(column));
  }

  Optional<Instant> optionalInstant(String column) throws SQLException {
    long millis = set.getLong(column);
    return set.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  LocalDate date(String column) throws SQLException {
    return LocalDate.parse(text(column));
  }

  <E extends Enum<E>> E word(String column, Class<E> type) throws SQLException {
    return Enum.valueOf(type, text(column));
  }

  <T> T json(String column, TypeReference<T> type) throws SQLException {
    return Json.read(text(column), type);
  }

  <T> Optional<T> optionalJson(String column, TypeReference<T> type) throws SQLException {
    return optionalText(column).map(json -> Json.read(json, type));
  }
}
