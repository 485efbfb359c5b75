package org.zhiban.gateway.storage;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** SQLite's errors in words for the person who must do something about them. */
public final class SqliteFailures {
  private static final int PRIMARY = 0xff;

  /** The kind of SQLite error, its finer shades left out. */
  public static SQLiteErrorCode code(SQLException e) {
    return SQLiteErrorCode.getErrorCode(e.getErrorCode() & PRIMARY);
  }

  /** Says which file cannot be used, why, and what to do. */
  public static StoreUnavailableException unavailable(Path file, SQLException e) {
    return new StoreUnavailableException(file + " " + trouble(file, e), e);
  }

  private static String trouble(Path file, SQLException e) {
    SQLiteErrorCode code = code(e);
    return switch (code) {
      case SQLITE_NOTADB, SQLITE_CORRUPT -> damaged(file, String.valueOf(e.getMessage()));
      case SQLITE_FULL ->
          "cannot be written: the disk is full. Free space: a gateway that runs goes on by itself.";
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
          "cannot be opened or written ("
              + e.getMessage()
              + "). Give the gateway's user the right to write it and its folder.";
      case SQLITE_BUSY, SQLITE_LOCKED ->
          "is locked by another programme. Close what has it open, a database browser or a backup.";
      default -> "failed: " + e.getMessage();
    };
  }

  /** Says of a damaged file what to do. */
  public static String damaged(Path file, String how) {
    return "is damaged ("
        + how
        + "). Keep it: move it aside together with "
        + file.getFileName()
        + "-wal and "
        + file.getFileName()
        + "-shm, and put the file of the last backup in its place; without a backup the gateway"
        + " starts with a new, empty one.";
  }

  private SqliteFailures() {}
}
