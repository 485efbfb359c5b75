package org.zhiban.gateway.operations.sql;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.LendingRecords;
import org.zhiban.model.lending.Lendable;
import org.zhiban.model.lending.Loan;

/** Keys, tools and badges, and who has them. */
record LendingTable(Handle handle) implements LendingRecords {
  private static final RowMapper<Lendable> THING =
      Row.mapper(
          row ->
              new Lendable(
                  row.text("id"),
                  row.word("kind", Lendable.Kind.class),
                  row.text("name"),
                  row.optionalText("place"),
                  row.optionalText("equipment"),
                  row.number("loans"),
                  row.optionalInstant("retired_at"),
                  row.number("version")));

  private static final RowMapper<Loan> LOAN = Row.mapper(LendingTable::loan);

  private static Loan loan(Row row) throws SQLException {
    Optional<Instant> returned = row.optionalInstant("returned_at");
    return new Loan(
        row.text("thing"),
        row.number("number"),
        row.text("borrower"),
        row.optionalText("contractor"),
        row.optionalText("work_order"),
        row.optionalText("reason"),
        row.instant("lent_at"),
        row.instant("due"),
        row.text("lent_by"),
        returned.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Loan.Return(
                    returned.get(), row.text("returned_by"), row.optionalText("note"))));
  }

  @Override
  public Optional<Lendable> thing(String id) {
    return handle
        .createQuery("SELECT * FROM lendable WHERE id = :id")
        .bind("id", id)
        .map(THING)
        .findOne();
  }

  @Override
  public List<Lendable> things() {
    return handle.createQuery("SELECT * FROM lendable ORDER BY kind, id").map(THING).list();
  }

  @Override
  public Optional<Loan> loanOf(String thing) {
    return handle
        .createQuery("SELECT * FROM loan WHERE thing = :thing AND returned_at IS NULL")
        .bind("thing", thing)
        .map(LOAN)
        .findOne();
  }

  @Override
  public List<Loan> out() {
    return handle
        .createQuery("SELECT * FROM loan WHERE returned_at IS NULL ORDER BY due, thing")
        .map(LOAN)
        .list();
  }

  @Override
  public List<Loan> loans(String thing, int most) {
    return handle
        .createQuery("SELECT * FROM loan WHERE thing = :thing ORDER BY number DESC LIMIT :most")
        .bind("thing", thing)
        .bind("most", most)
        .map(LOAN)
        .list();
  }

  @Override
  public void add(Lendable thing) {
    handle
        .createUpdate(
            """
            INSERT INTO lendable (id, kind, name, place, equipment, loans, retired_at, version)
            VALUES (:id, :kind, :name, :place, :equipment, :loans, :retiredAt, :version)
            """)
        .bind("id", thing.id())
        .bind("kind", thing.kind())
        .bind("name", thing.name())
        .bind("place", thing.place())
        .bind("equipment", thing.equipment())
        .bind("loans", thing.loans())
        .bind("retiredAt", thing.retiredAt())
        .bind("version", thing.version())
        .execute();
  }

  @Override
  public void save(Lendable thing) {
    int saved =
        handle
            .createUpdate(
                """
                UPDATE lendable SET loans = :loans, retired_at = :retiredAt, version = :version
                WHERE id = :id AND version = :before
                """)
            .bind("loans", thing.loans())
            .bind("retiredAt", thing.retiredAt())
            .bind("version", thing.version())
            .bind("id", thing.id())
            .bind("before", thing.version() - 1)
            .execute();
    if (saved != 1) {
      throw new IllegalArgumentException("there is no " + thing.id() + " of the version before");
    }
  }

  @Override
  public void add(Loan loan) {
    handle
        .createUpdate(
            """
            INSERT INTO loan (
              thing, number, borrower, contractor, work_order, reason, lent_at, due, lent_by)
            VALUES (
              :thing, :number, :borrower, :contractor, :order, :reason, :lentAt, :due, :lentBy)
            """)
        .bind("thing", loan.thing())
        .bind("number", loan.number())
        .bind("borrower", loan.borrower())
        .bind("contractor", loan.contractor())
        .bind("order", loan.order())
        .bind("reason", loan.reason())
        .bind("lentAt", loan.lentAt())
        .bind("due", loan.due())
        .bind("lentBy", loan.lentBy())
        .execute();
  }

  @Override
  public void takeBack(Loan loan) {
    Loan.Return back = loan.returned().orElseThrow();
    int saved =
        handle
            .createUpdate(
                """
                UPDATE loan SET returned_at = :at, returned_by = :by, note = :note
                WHERE thing = :thing AND number = :number AND returned_at IS NULL
                """)
            .bind("at", back.at())
            .bind("by", back.by())
            .bind("note", back.note())
            .bind("thing", loan.thing())
            .bind("number", loan.number())
            .execute();
    if (saved != 1) {
      throw new IllegalArgumentException(loan.thing() + " is not out under " + loan.number());
    }
  }
}
