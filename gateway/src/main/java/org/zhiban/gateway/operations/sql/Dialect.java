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

  /** For reading a whole site in the state of one moment, which nobody writes meanwhile. */
  Connection openToCopy() throws SQLException;

  /** How to come to an empty one, after a colon. */
  String roomFor();

  /** A text as the database keeps it. */
  String text(String given);

  /** Ends what a transaction changed, before its commit. */
  void ending(Handle writer);

  /** Tells jdbi how values and statements are handled. */
  void teach(Jdbi jdbi);

  /** Whether a connection that was kept can still be used. */
  boolean serves(Connection kept);

  /** Ends what somebody waits for at a connection, since the store is being closed. */
  void abandon(Connection waiting);

  /** The rule of the store that a failure stands for; empty: the store itself cannot be used. */
  Optional<ChangeRefusedException> refusal(SQLException failure);

  /** Says what cannot be used, why, and what to do. */
  StoreUnavailableException unavailable(SQLException failure);

  /** Whether a commit may be cut off from its answer, and transactions are marked. */
  boolean marks();

  /**
   * Puts the transaction's mark in the place of the one before it.
   *
   * @return how many it replaced: 1, or {@code before} is not the mark of the newest transaction
   */
  int mark(Handle writer, String before, String mark);

  /** The mark of the newest transaction that was committed. */
  Optional<String> lastMark(Handle writer);

  /** Whether nobody heard what became of what was under way. */
  boolean cutOff(SQLException failure);
}
