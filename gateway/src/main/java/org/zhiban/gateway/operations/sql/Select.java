package org.zhiban.gateway.operations.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.Page;

/** A question with the conditions that were given, read a page at a time. */
final class Select {
  private final String head;
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  private Select(String head) {
    this.head = head;
  }

  static Select from(String table) {
    return new Select("SELECT * FROM " + table);
  }

  /** From a statement up to its conditions. */
  static Select of(String head) {
    return new Select(head);
  }

  Select where(String condition) {
    conditions.add(condition);
    return this;
  }

  /** Adds a condition on {@code :name}. */
  Select where(String condition, String name, Object value) {
    conditions.add(condition);
    values.put(name, value);
    return this;
  }

  /** Gives a further value to the conditions. */
  Select with(String name, Object value) {
    values.put(name, value);
    return this;
  }

  /** Adds a condition on {@code :name} where there is a value for it. */
  <V> Select whereGiven(String condition, String name, Optional<V> value) {
    value.ifPresent(v -> where(condition, name, v));
    return this;
  }

  /** Any of the values; no values let everything through. */
  <E extends Enum<E>> Select whereAny(String column, Collection<E> any) {
    if (!any.isEmpty()) {
      List<String> names = new ArrayList<>();
      for (E value : any) {
        String name = column + names.size();
        names.add(":" + name);
        values.put(name, value.name());
      }
      conditions.add(column + " IN (" + String.join(", ", names) + ")");
    }
    return this;
  }

  /** The first rows in an order; {@code place} says of the last where the next page goes on. */
  <T> Page<T> page(
      Handle handle, String order, int limit, RowMapper<T> mapper, Function<T, String> place) {
    String sql =
        head
            + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
            + " ORDER BY "
            + order
            + " LIMIT :limit";
    List<T> rows =
        handle.createQuery(sql).bindMap(values).bind("limit", limit + 1).map(mapper).list();
    return rows.size() <= limit
        ? new Page<>(rows, Optional.empty())
        : new Page<>(rows.subList(0, limit), Optional.of(place.apply(rows.get(limit - 1))));
  }
}
