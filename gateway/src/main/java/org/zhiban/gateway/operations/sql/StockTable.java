package org.zhiban.gateway.operations.sql;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Update;
import org.zhiban.gateway.operations.StockRecords;
import org.zhiban.model.cost.Money;
import org.zhiban.model.stock.Movement;
import org.zhiban.model.stock.Part;

/** Spare parts, and what moved. */
record StockTable(Handle handle) implements StockRecords {
  private static final RowMapper<Part> PART =
      Row.mapper(
          row ->
              new Part(
                  row.text("id"),
                  row.text("name"),
                  row.text("unit"),
                  row.optionalText("place"),
                  new BigDecimal(row.text("minimum")),
                  new Money(row.longNumber("price")),
                  new BigDecimal(row.text("stock")),
                  row.number("movements"),
                  row.optionalInstant("retired_at"),
                  row.number("version")));

  private static final RowMapper<Movement> MOVEMENT = Row.mapper(StockTable::movement);

  private static Movement movement(Row row) throws SQLException {
    Optional<String> order = row.optionalText("work_order");
    Optional<String> price = row.optionalText("price");
    int line = row.number("line");
    return new Movement(
        row.text("part"),
        row.number("number"),
        row.word("kind", Movement.Kind.class),
        new BigDecimal(row.text("quantity")),
        price.map(Long::valueOf).map(Money::new),
        order.map(it -> new Movement.OfOrder(it, line)),
        row.optionalText("reason"),
        row.text("moved_by"),
        row.instant("moved_at"));
  }

  @Override
  public Optional<Part> part(String id) {
    return handle
        .createQuery("SELECT * FROM part WHERE id = :id")
        .bind("id", id)
        .map(PART)
        .findOne();
  }

  @Override
  public List<Part> parts() {
    return handle.createQuery("SELECT * FROM part ORDER BY id").map(PART).list();
  }

  @Override
  public List<Movement> movements(String part, int most) {
    return handle
        .createQuery(
            "SELECT * FROM part_movement WHERE part = :part ORDER BY number DESC LIMIT :most")
        .bind("part", part)
        .bind("most", most)
        .map(MOVEMENT)
        .list();
  }

  @Override
  public void add(Part part) {
    bound(
            handle.createUpdate(
                """
                INSERT INTO part (
                  id, name, unit, place, minimum, price, stock, movements, retired_at, version)
                VALUES (
                  :id, :name, :unit, :place, :minimum, :price, :stock, :movements, :retiredAt,
                  :version)
                """),
            part)
        .execute();
  }

  @Override
  public void save(Part part) {
    int saved =
        bound(
                handle.createUpdate(
                    """
                    UPDATE part SET
                      name = :name, unit = :unit, place = :place, minimum = :minimum,
                      price = :price, stock = :stock, movements = :movements,
                      retired_at = :retiredAt, version = :version
                    WHERE id = :id AND version = :version - 1
                    """),
                part)
            .execute();
    if (saved != 1) {
      throw new IllegalArgumentException("there is no " + part.id() + " of the version before");
    }
  }

  private static Update bound(Update update, Part part) {
    return update
        .bind("id", part.id())
        .bind("name", part.name())
        .bind("unit", part.unit())
        .bind("place", part.place())
        .bind("minimum", part.minimum().toPlainString())
        .bind("price", part.price().minor())
        .bind("stock", part.stock().toPlainString())
        .bind("movements", part.movements())
        .bind("retiredAt", part.retiredAt())
        .bind("version", part.version());
  }

  @Override
  public void add(Movement movement) {
    handle
        .createUpdate(
            """
            INSERT INTO part_movement (
              part, number, kind, quantity, price, work_order, line, reason, moved_by, moved_at)
            VALUES (
              :part, :number, :kind, :quantity, :price, :order, :line, :reason, :by, :at)
            """)
        .bind("part", movement.part())
        .bind("number", movement.number())
        .bind("kind", movement.kind())
        .bind("quantity", movement.quantity().toPlainString())
        .bind("price", movement.price().map(Money::minor))
        .bind("order", movement.line().map(Movement.OfOrder::workOrder))
        .bind("line", movement.line().map(Movement.OfOrder::line))
        .bind("reason", movement.reason())
        .bind("by", movement.by())
        .bind("at", movement.at())
        .execute();
  }
}
