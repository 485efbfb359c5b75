package org.zhiban.gateway.operations.sql;

import java.nio.file.Path;
import org.zhiban.gateway.storage.SqliteFile;
import org.zhiban.gateway.storage.StoreUnavailableException;

/** The operations store in one SQLite file of the data folder. */
public final class SqliteOperationsStore extends SqlOperationsStore {
  /** The file's name in the data folder. */
  public static final String FILE = "operations.db";

  private final SqliteFile file;

  private SqliteOperationsStore(SqliteDialect dialect) {
    super(dialect);
    file = dialect.file();
  }

  /**
   * Opens the store in a data folder, and makes it where there is none.
   *
   * @throws StoreUnavailableException where the file is damaged, newer, or not to be written; the
   *     message says what to do
   */
  public static SqliteOperationsStore open(Path folder) {
    return open(in(folder));
  }

  /** The same of a file that works beside no database from now on. */
  static SqliteOperationsStore openAlone(Path folder) {
    SqliteOperationsStore store = open(folder);
    Uncarried.in(folder).unbind();
    return store;
  }

  /** The same of a working copy, which notes every change. */
  static SqliteOperationsStore openWorkingCopy(Path folder) {
    return open(new SqliteDialect(in(folder).file(), true));
  }

  private static SqliteOperationsStore open(SqliteDialect dialect) {
    dialect.prepare();
    return new SqliteOperationsStore(dialect);
  }

  /**
   * Opens the store that lies in a data folder as it is, to ask; also beside the gateway that
   * writes it.
   */
  public static SqliteOperationsStore openToAsk(Path folder) {
    return new SqliteOperationsStore(in(folder));
  }

  @Override
  public void copyInto(Path copy) {
    requireOpen();
    SqliteCopy.write(file, copy);
  }

  /**
   * The changes up to a number are in the database on the server. That one itself stays: it tells
   * this copy from another.
   */
  void forgetCarried(long number) {
    int _ = writing(handle -> handle.execute("DELETE FROM uncarried WHERE number < ?", number));
  }

  static SqliteDialect in(Path folder) {
    return at(folder.resolve(FILE));
  }

  static SqliteDialect at(Path file) {
    return new SqliteDialect(new SqliteFile(file), false);
  }
}
