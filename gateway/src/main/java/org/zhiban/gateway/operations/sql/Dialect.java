package org.zhiban.gateway.operations.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.zhiban.gateway.operations.ChangeRefusedException;
import org.zhiban.gateway.storage.StoreUnavailableException;

/** What differs between the databases; all else in this package is of each of them. */
interface Dialect {
  /** What messages call the store. */
  String name();

  /** For the one writer. */
  Connection openToWrite() throws SQLException;

  /** For readers beside it, each transaction in the state of one moment. */
  Connection openToRead() throws SQLException;

  /** Brings the schema to this version; whoever asks is the one writer. */
  void prepare();

  /** For the one writer that carries a whole site here. */
  Connection openToFill() throws SQLException;

  /** For reading a whole site in the state of one moment. */
  Connection openToCopy() throws SQLException;

  /** A text as the database keeps it. */
  String text(String given);

  /** Tells jdbi how values and statements are handled. */
  void teach(Jdbi jdbi);

  /** Whether a connection that was kept can still be used. */
  boolean serves(Connection kept);

  /** Ends a connection that somebody waits at, where an answer may never come. */
  void abandon(Connection waiting);

  /** The rule of the store that a failure stands for; empty: the store itself cannot be used. */
  Optional<ChangeRefusedException> refusal(SQLException failure);

  /** Says what cannot be used, why, and what to do. */
  StoreUnavailableException unavailable(SQLException failure);

  /**
   * Marks the transaction, where a commit may be cut off from its answer: one that finds the mark
   * later knows that it was committed.
   *
   * @return the mark; empty where a failed commit is none
   */
  Optional<String> mark(Handle writer);

  /** The mark of the newest transaction that was committed. */
  Optional<String> lastMark(Handle writer);

  /** Whether nobody heard what became of what was under way. */
  boolean cutOff(SQLException failure);
}
