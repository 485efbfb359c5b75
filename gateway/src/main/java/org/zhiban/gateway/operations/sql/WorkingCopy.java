package org.zhiban.gateway.operations.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.storage.SqliteFile;
import org.zhiban.gateway.storage.StoreUnavailableException;

/** The file of a data folder that works beside a database on a server, and how it comes to be. */
final class WorkingCopy {
  private static final Logger log = LoggerFactory.getLogger(WorkingCopy.class);

  /** What SQLite keeps beside a file. */
  private static final String[] PARTS = {"", "-wal", "-shm"};

  private final Path file;
  private final Dialect there;
  private final Uncarried here;
  private final Optional<String> noted;

  /**
   * @param noted the database that holds the folder's records by its note
   */
  WorkingCopy(Path folder, Dialect there, Optional<String> noted) {
    this.noted = noted;
    this.file = folder.resolve(SqliteOperationsStore.FILE);
    this.there = there;
    this.here = Uncarried.in(folder);
  }

  /** What is to be done before the copy can be worked with. */
  private enum Step {
    GO_ON,
    BEGIN,
    FETCH
  }

  /**
   * A copy that can be worked with.
   *
   * @param line from the writer's seat, which nobody else takes meanwhile; empty: the server is
   *     away
   */
  record Ready(String copy, Optional<Connection> line) {
    /** It is not worked with after all. */
    void close() {
      line.ifPresent(WorkingCopy::close);
    }
  }

  /**
   * Makes it ready. A copy that is ready already needs no server.
   *
   * @throws StoreUnavailableException where it cannot be; the message says what to do
   */
  Ready ready() {
    Optional<String> copy = here.copy();
    Connection line;
    try {
      line = there.openToWrite();
    } catch (SQLException e) {
      StoreUnavailableException away = there.unavailable(e);
      if (copy.isEmpty() || !there.cutOff(e)) {
        throw away;
      }
      return new Ready(copy.get(), Optional.empty());
    }
    try {
      there.prepare();
      return switch (step(line, copy)) {
        case GO_ON -> new Ready(copy.orElseThrow(), Optional.of(line));
        case BEGIN -> begun(line);
        case FETCH -> fetched(line);
      };
    } catch (SQLException e) {
      close(line);
      throw there.unavailable(e);
    } catch (RuntimeException e) {
      close(line);
      throw e;
    }
  }

  private static void close(Connection line) {
    try {
      line.close();
    } catch (SQLException _) {
      // it is gone already
    }
  }

  private Step step(Connection line, Optional<String> copy) throws SQLException {
    Optional<CarriedMark> mark = CarriedMark.in(line);
    if (copy.isPresent() && mark.isPresent() && mark.get().copy().equals(copy.get())) {
      Uncarried.Range kept = here.range();
      if (kept.goesOnFrom(mark.get().number())) {
        return Step.GO_ON;
      }
      if (mark.get().number() < kept.first()) {
        throw new StoreUnavailableException(Carrier.setBack(there, here, mark.get(), kept));
      }
      log.warn("{} is older than {}: it is fetched anew", file, there.name());
    } else if (empty(line)) {
      requireNothingHere(copy);
      return Step.BEGIN;
    }
    requireNothingOfItsOwn(copy);
    return Step.FETCH;
  }

  private static boolean empty(Connection line) throws SQLException {
    try (Statement statement = line.createStatement();
        ResultSet answer = statement.executeQuery("SELECT number FROM audit LIMIT 1")) {
      return !answer.next();
    }
  }

  /** A first start that was cut off has a file without a record. */
  private void requireNothingHere(Optional<String> copy) {
    boolean begun = copy.isPresent() && here.range().last() == 0;
    if (!begun && (noted.isPresent() || Files.isRegularFile(file))) {
      throw new StoreUnavailableException(
          "The"
              + there.name().substring(3)
              + " is empty, and "
              + noted.map(other -> "the database " + other).orElse(file.toString())
              + " holds the records of this site. Carry them over with ./zhiban migrate, or move "
              + (noted.isPresent() ? file.resolveSibling(OperationsPlace.NOTE) + " and " : "")
              + file
              + " away to begin anew.");
    }
  }

  private void requireNothingOfItsOwn(Optional<String> copy) {
    if (copy.isEmpty() && noted.isEmpty() && Files.isRegularFile(file)) {
      throw new StoreUnavailableException(
          "Both "
              + there.name()
              + " and "
              + file
              + " hold records. Move that file away to go on from what the database has, or take"
              + " the line \"database:\" out of the site to go on from the file.");
    }
    long waiting = copy.isPresent() ? here.range().count() : 0;
    if (waiting > 0) {
      throw new StoreUnavailableException(
          file
              + " has "
              + waiting
              + " changes that "
              + there.name()
              + " lacks, and another gateway has written that one since. Move "
              + file
              + " away to go on from what the database has; what only the file has stays in it.");
    }
  }

  private Ready begun(Connection line) throws SQLException {
    SqliteOperationsStore.at(file).prepare();
    String copy = here.bind();
    new CarriedMark(copy, 0).set(line);
    return new Ready(copy, Optional.of(line));
  }

  /** Copies everything that the server has; the file that was here is put aside. */
  private Ready fetched(Connection line) throws SQLException {
    Optional<CarriedMark> before = CarriedMark.in(line);
    close(line); // who copies takes the seat for himself
    Path part = file.resolveSibling(file.getFileName() + ".part");
    delete(part);
    SqliteDialect fresh = SqliteOperationsStore.at(part);
    fresh.prepare();
    switch (new Relocation(there, fresh).carry()) {
      case Relocation.Outcome.Carried carried ->
          log.info(
              "{} rows were fetched from {}",
              carried.rows().values().stream().mapToLong(Long::longValue).sum(),
              there.name());
      case Relocation.Outcome.Refused(String reason) -> throw new StoreUnavailableException(reason);
      case Relocation.Outcome.InDoubt(String reason) -> throw new StoreUnavailableException(reason);
    }
    String copy = new Uncarried(new SqliteFile(part)).bind();
    Connection again = there.openToWrite();
    try {
      if (!CarriedMark.in(again).equals(before)) {
        throw new StoreUnavailableException(
            there.name() + " was written by another gateway while it was fetched. Start again.");
      }
      putAside();
      move(part, file);
      new CarriedMark(copy, 0).set(again);
      return new Ready(copy, Optional.of(again));
    } catch (SQLException | RuntimeException e) {
      close(again);
      throw e;
    }
  }

  private void putAside() {
    if (Files.isRegularFile(file)) {
      int number = 1;
      Path aside = aside(number);
      while (Files.exists(aside)) {
        number++;
        aside = aside(number);
      }
      move(file, aside);
      log.info("what {} held before is in {}", file, aside);
    }
  }

  private Path aside(int number) {
    return file.resolveSibling(file.getFileName() + ".before-" + number);
  }

  private static void move(Path from, Path to) {
    try {
      for (String part : PARTS) {
        Path one = from.resolveSibling(from.getFileName() + part);
        if (Files.exists(one)) {
          Path _ = Files.move(one, to.resolveSibling(to.getFileName() + part));
        }
      }
    } catch (IOException e) {
      throw new StoreUnavailableException(from + " cannot be moved to " + to + ": " + e, e);
    }
  }

  private static void delete(Path file) {
    try {
      for (String part : PARTS) {
        boolean _ = Files.deleteIfExists(file.resolveSibling(file.getFileName() + part));
      }
    } catch (IOException e) {
      throw new StoreUnavailableException(file + " cannot be deleted: " + e, e);
    }
  }
}
