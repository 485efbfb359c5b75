package org.zhiban.gateway.operations.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.storage.SeatTakenException;
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
  private final Note note;

  /**
   * @param note where the folder's records are, by its own word
   */
  WorkingCopy(Path folder, Dialect there, Note note) {
    this.note = note;
    this.file = folder.resolve(SqliteOperationsStore.FILE);
    this.there = there;
    this.here = Uncarried.in(folder);
  }

  /**
   * Where a folder's records are by its note.
   *
   * @param database empty: it has none
   * @param conflict why that is not the database that the site names, and what to do
   */
  record Note(Optional<String> database, Optional<String> conflict) {
    static final Note NONE = new Note(Optional.empty(), Optional.empty());
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
      line = opened();
    } catch (SeatTakenException e) {
      throw e;
    } catch (StoreUnavailableException e) {
      // whatever keeps the server from being written, the copy is there
      return new Ready(copy.orElseThrow(() -> e), Optional.empty());
    }
    try {
      return switch (step(line, copy)) {
        case GO_ON -> new Ready(copy.orElseThrow(), Optional.of(line));
        case BEGIN -> begun(line);
        case FETCH -> fetched(line);
      };
    } catch (SQLException e) {
      close(line);
      if (copy.isPresent() && there.cutOff(e)) {
        return new Ready(copy.get(), Optional.empty());
      }
      throw there.unavailable(e);
    } catch (RuntimeException e) {
      close(line);
      throw e;
    }
  }

  private Connection opened() {
    try {
      Connection line = there.openToWrite();
      try {
        there.prepare();
        return line;
      } catch (RuntimeException e) {
        close(line);
        throw e;
      }
    } catch (SQLException e) {
      throw there.unavailable(e);
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
    Optional<CarriedMark> mark =
        CarriedMark.in(line).filter(it -> copy.filter(it.copy()::equals).isPresent());
    boolean empty = empty(line);
    if (mark.isPresent()) {
      Uncarried.Standing standing = here.standing(mark.get());
      if (standing == Uncarried.Standing.GOES_ON && !(empty && mark.get().number() > 0)) {
        return Step.GO_ON;
      }
      if (standing == Uncarried.Standing.SET_BACK) {
        throw new StoreUnavailableException(Carrier.setBack(there, here));
      }
    }
    if (empty) {
      requireNothingHere();
      return CarriedMark.text(line).isEmpty() ? Step.BEGIN : Step.FETCH;
    }
    if (note.conflict().isPresent()) {
      throw new StoreUnavailableException(note.conflict().get());
    }
    requireNothingOfItsOwn(copy);
    return Step.FETCH;
  }

  /** Whether no table there has a row, those aside that the gateway does not know. */
  private boolean empty(Connection line) throws SQLException {
    List<String> tables = Relocation.tables(line);
    if (Files.isRegularFile(file)) {
      tables.retainAll(here.tables());
    }
    for (String table : tables) {
      try (Statement statement = line.createStatement();
          ResultSet answer = statement.executeQuery("SELECT 1 FROM " + table + " LIMIT 1")) {
        if (answer.next()) {
          return false;
        }
      }
    }
    return true;
  }

  /** A first start that was cut off has a file without a record. */
  private void requireNothingHere() {
    boolean records = here.hasRecords();
    if (records || note.database().isPresent()) {
      throw new StoreUnavailableException(
          "The"
              + there.name().substring(3)
              + " is empty, and "
              + (records
                  ? file.toString()
                  : note.database().map(other -> "the database " + other).orElseThrow())
              + " holds the records of this site. Carry them over with ./zhiban migrate, or move "
              + (note.database().isPresent()
                  ? file.resolveSibling(OperationsPlace.NOTE) + " and "
                  : "")
              + file
              + " away to begin anew.");
    }
  }

  private void requireNothingOfItsOwn(Optional<String> copy) {
    if (copy.isEmpty() && note.database().isEmpty() && here.hasRecords()) {
      throw new StoreUnavailableException(
          "Both "
              + there.name()
              + " and "
              + file
              + " hold records. Move that file away to go on from what the database has, or take"
              + " the line \"database:\" out of the site to go on from the file.");
    }
    long unknown = copy.isPresent() ? here.range().unknown() : 0;
    if (unknown > 0) {
      throw new StoreUnavailableException(
          file
              + " has "
              + unknown
              + " changes of which nobody knows whether "
              + there.name()
              + " has them, and that one was written since by another gateway, or by this folder at"
              + " another time. Move "
              + file
              + " (and -wal, -shm beside it) away to go on from what the database has; what only"
              + " the file has stays in it.");
    }
    if (copy.isPresent()) {
      log.warn("{} is older than {}: it is fetched anew", file, there.name());
    }
  }

  private Ready begun(Connection line) throws SQLException {
    SqliteOperationsStore.at(file).prepare();
    String copy = here.bind();
    CarriedMark.begun(copy).set(line);
    return new Ready(copy, Optional.of(line));
  }

  /** Copies everything that the server has; the file that was here is put aside. */
  private Ready fetched(Connection line) throws SQLException {
    String before = CarriedMark.text(line);
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
      case Relocation.Outcome.There _ -> {
        // a file that was made just now has no row
      }
      case Relocation.Outcome.Refused(String reason) -> throw new StoreUnavailableException(reason);
      case Relocation.Outcome.InDoubt(String reason) -> throw new StoreUnavailableException(reason);
    }
    String copy = new Uncarried(new SqliteFile(part)).bind();
    Connection again = there.openToWrite();
    try {
      if (!CarriedMark.text(again).equals(before)) {
        throw new StoreUnavailableException(
            there.name() + " was written by another gateway while it was fetched. Start again.");
      }
      putAside();
      move(part, file);
      CarriedMark.begun(copy).set(again);
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
