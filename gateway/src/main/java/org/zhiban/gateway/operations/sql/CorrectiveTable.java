package org.zhiban.gateway.operations.sql;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.CorrectiveRecords;
import org.zhiban.model.workorder.Corrective;

/** Orders that were made of failed lines of checklists. */
record CorrectiveTable(Handle handle) implements CorrectiveRecords {
  private static final RowMapper<Corrective> MAPPER =
      Row.mapper(row -> new Corrective(row.text("parent"), row.number("item"), row.text("child")));

  @Override
  public Optional<Corrective> of(String parent, int item) {
    return handle
        .createQuery("SELECT * FROM corrective_order WHERE parent = :parent AND item = :item")
        .bind("parent", parent)
        .bind("item", item)
        .map(MAPPER)
        .findOne();
  }

  @Override
  public List<Corrective> under(String parent) {
    return handle
        .createQuery("SELECT * FROM corrective_order WHERE parent = :parent ORDER BY item")
        .bind("parent", parent)
        .map(MAPPER)
        .list();
  }

  @Override
  public Optional<Corrective> cause(String child) {
    return handle
        .createQuery("SELECT * FROM corrective_order WHERE child = :child")
        .bind("child", child)
        .map(MAPPER)
        .findOne();
  }

  @Override
  public void add(Corrective corrective) {
    handle.execute(
        "INSERT INTO corrective_order (parent, item, child) VALUES (?, ?, ?)",
        corrective.parent(),
        corrective.item(),
        corrective.child());
  }
}
