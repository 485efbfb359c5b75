package org.zhiban.benchmarks.orders;

import com.ghgande.j2mod.modbus.ModbusException;
import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * The two things that cannot be left out, done raw: a read of the device, and a commit of a row
 * that is synced to the same disk.
 */
final class RawParts implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 1_000;
  private static final int UNIT = 1;
  private static final int ROW_BYTES = 1_000;

  private final int registers;
  private final ModbusTCPMaster master;
  private final Connection database;
  private final PreparedStatement insert;

  RawParts(int port, int registers, Path file) throws Exception {
    this.registers = registers;
    master = new ModbusTCPMaster("127.0.0.1", port, TIMEOUT_MILLIS, false);
    master.connect();
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    database = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = database.createStatement()) {
      statement.execute("CREATE TABLE work_order (id INTEGER PRIMARY KEY, content TEXT NOT NULL)");
    }
    insert = database.prepareStatement("INSERT INTO work_order (content) VALUES (?)");
    insert.setString(1, "x".repeat(ROW_BYTES));
  }

  /** How long a read of the device takes, nanoseconds. */
  long read() throws ModbusException {
    long start = System.nanoTime();
    master.readMultipleRegisters(UNIT, 0, registers);
    return System.nanoTime() - start;
  }

  /** How long a commit takes, nanoseconds. */
  long commit() throws SQLException {
    long start = System.nanoTime();
    insert.executeUpdate();
    return System.nanoTime() - start;
  }

  @Override
  public void close() throws SQLException {
    master.disconnect();
    insert.close();
    database.close();
  }
}
