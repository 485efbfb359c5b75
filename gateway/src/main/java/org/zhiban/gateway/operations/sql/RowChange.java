package org.zhiban.gateway.operations.sql;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * A change of one row of a working copy.
 *
 * @param number counts all changes of the copy
 * @param table empty: here a transaction ends
 * @param key of the row before, by column; empty: it is new
 * @param row after, by column; empty: it is gone
 * @param tag of the end of a transaction; else empty
 */
record RowChange(
    long number, String table, Optional<JsonObject> key, Optional<JsonObject> row, String tag) {
  boolean ends() {
    return table.isEmpty();
  }
}
