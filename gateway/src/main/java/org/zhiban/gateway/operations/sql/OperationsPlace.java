package org.zhiban.gateway.operations.sql;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.storage.Folders;
import org.zhiban.gateway.storage.PostgresAddress;
import org.zhiban.gateway.storage.SqliteFailures;
import org.zhiban.gateway.storage.SqliteFile;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.gateway.storage.WriteAheadLog;
import org.zhiban.model.site.Secret;

/**
 * Where the operations of a data folder are: in its own file, or in the database that the site
 * names, beside which the file is a working copy. A note in the folder says which database, without
 * its password, so that nothing starts on an empty store beside a full one.
 *
 * @param database the site's line; empty: embedded
 */
public record OperationsPlace(Path folder, Optional<Secret> database) {
  /** The note's name in the data folder. */
  static final String NOTE = "operations.elsewhere";

  /** Made by the first start, after the store. */
  private static final String KEY = "site.key";

  /**
   * Opens the store to write, and makes it where there is none.
   *
   * @throws StoreUnavailableException where it cannot be used, or the records of this folder are in
   *     the other kind of store; the message says what to do
   */
  public OperationsStore open() {
    requireWhole();
    if (database.isEmpty()) {
      requireNoNote();
      return SqliteOperationsStore.openAlone(folder);
    }
    OperationsStore store =
        CarriedOperationsStore.open(folder, address(), new WorkingCopy.Note(noted(), elsewhere()));
    try {
      takeNote(address());
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** Whether the folder's own file is a working copy of a database. */
  private boolean workingCopy() {
    return Uncarried.in(folder).copy().isPresent();
  }

  /** Where to ask without a line to a server, if there is such a place. */
  public OperationsPlace nearest() {
    return workingCopy() ? new OperationsPlace(folder, Optional.empty()) : this;
  }

  /**
   * Opens the store as it is, to ask; also beside the gateway that writes it.
   *
   * @throws StoreUnavailableException where this is the folder's own file, and the records are not
   *     in it any more
   */
  public OperationsStore openToAsk() {
    if (database.isEmpty()) {
      requireHere();
      return SqliteOperationsStore.openToAsk(folder);
    }
    return PostgresOperationsStore.openToAsk(address());
  }

  private void requireHere() {
    elsewhere()
        .ifPresent(
            there -> {
              throw new StoreUnavailableException(there);
            });
  }

  /**
   * Before SQLite opens the file, and says nothing of what is missing. A file without a byte is a
   * new database to it; a first start that was cut off has no key yet.
   */
  private void requireWhole() {
    try {
      new WriteAheadLog(file()).requireWhole();
      new SqliteFile(file()).requireWholePages();
      if (database.isEmpty()
          && Files.exists(folder.resolve(KEY))
          && exists()
          && Files.size(file()) == 0) {
        throw new StoreUnavailableException(
            file() + " " + SqliteFailures.damaged(file(), "nothing is in it any more"));
      }
    } catch (IOException e) {
      throw new StoreUnavailableException(file() + " cannot be read: " + e, e);
    }
  }

  /** Nobody takes the line out of the site by mistake. */
  private void requireNoNote() {
    if (workingCopy()) {
      noted()
          .ifPresent(
              there -> {
                throw new StoreUnavailableException(
                    "The records of "
                        + folder
                        + " are carried to the database "
                        + there
                        + ". Name it in the site (database:), or, to go on without it, move "
                        + note()
                        + " away: "
                        + file()
                        + " has everything.");
              });
    }
    requireHere();
  }

  /**
   * Why this is not where the records of the folder are by its note, and what to do; empty: it may
   * be.
   */
  public Optional<String> elsewhere() {
    Optional<String> there = noted();
    if (database.isEmpty()) {
      return there
          .filter(_ -> !workingCopy())
          .map(
              noted ->
                  "The records of "
                      + folder
                      + " are in the database "
                      + noted
                      + ". Name it in the site (database:), carry them back with ./zhiban migrate,"
                      + " or move "
                      + note()
                      + " away to begin anew.");
    }
    return there
        .filter(noted -> !noted.equals(address().toString()))
        .map(
            noted ->
                "The records of "
                    + folder
                    + " are in the database "
                    + noted
                    + ", not in the database "
                    + address()
                    + ". Name that one; where both are the same, move "
                    + note()
                    + " away first.");
  }

  /**
   * Carries all records of a folder to another place, and notes there where they are from then on.
   * Nobody else writes either place meanwhile: the caller holds the folder.
   *
   * @param from where they are; its database empty: in the folder's own file
   * @throws StoreUnavailableException where one of the places cannot be used; nothing was carried
   */
  public static Relocation.Outcome carry(OperationsPlace from, OperationsPlace to) {
    from.requireWhole();
    Relocation.Outcome outcome = new Relocation(from.dialect(), to.dialect()).carry();
    switch (outcome) {
      case Relocation.Outcome.Refused _, Relocation.Outcome.InDoubt _ -> {}
      case Relocation.Outcome.Carried _, Relocation.Outcome.There _ -> {
        to.database.ifPresentOrElse(_ -> to.takeNote(to.address()), to::forgetNote);
        if (from.database.isEmpty()) {
          Uncarried.in(from.folder).unbind();
        }
      }
    }
    return outcome;
  }

  private Dialect dialect() {
    return database.isEmpty()
        ? SqliteOperationsStore.in(folder)
        : PostgresOperationsStore.at(address());
  }

  /** Whether there is something to ask; a server is asked only when it is opened. */
  public boolean exists() {
    return database.isPresent() || Files.isRegularFile(file());
  }

  /** The database that holds what this folder's own file does not, for people. */
  private Optional<String> noted() {
    try {
      return Files.isRegularFile(note())
          ? Optional.of(Files.readString(note()).strip())
          : Optional.empty();
    } catch (IOException e) {
      throw new StoreUnavailableException(note() + " cannot be read: " + e, e);
    }
  }

  /** Notes where the records of this folder are from now on; the note is whole or as before. */
  private void takeNote(PostgresAddress address) {
    if (noted().filter(address.toString()::equals).isPresent()) {
      return;
    }
    Path unfinished = folder.resolve(NOTE + ".unfinished");
    try {
      Files.writeString(unfinished, address + "\n", CREATE, TRUNCATE_EXISTING, WRITE, DSYNC);
      Files.move(unfinished, note(), StandardCopyOption.ATOMIC_MOVE);
      Folders.sync(folder);
    } catch (IOException e) {
      throw new StoreUnavailableException(note() + " cannot be written: " + e, e);
    }
  }

  /** The records of this folder are in its own file again. */
  private void forgetNote() {
    try {
      Files.deleteIfExists(note());
    } catch (IOException e) {
      throw new StoreUnavailableException(note() + " cannot be deleted: " + e, e);
    }
  }

  /** For people: the file, or database and host. */
  public String name() {
    return database.isEmpty() ? file().toString() : "the database " + address();
  }

  private Path file() {
    return folder.resolve(SqliteOperationsStore.FILE);
  }

  private Path note() {
    return folder.resolve(NOTE);
  }

  private PostgresAddress address() {
    return PostgresAddress.of(database.orElseThrow().reveal());
  }
}
