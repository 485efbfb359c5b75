package org.zhiban.drivers.modbus;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.zhiban.drivers.modbus.ScanFindings.Ending;
import org.zhiban.drivers.modbus.ScanFindings.Stretch;
import org.zhiban.drivers.modbus.ScanFindings.TableFindings;
import org.zhiban.model.site.PointSource.Table;

/**
 * Finds what of a table a unit gives, by halving what it refuses. Blocks are powers of two and
 * aligned, so that a pair of registers which a device gives only together is asked for together.
 */
final class TableScan {
  private static final int REGISTERS = 64;
  private static final int BITS = 512;

  /** Requests in a row without an answer after which the unit is left alone. */
  private static final int SILENCES = 3;

  /** Asks the device, gently. */
  interface Asking {
    Answer ask(PlannedRead read) throws IOException, InterruptedException;
  }

  private final int unit;
  private final Table table;
  private final int end;
  private final Asking asking;
  private final List<Stretch> stretches = new ArrayList<>();
  private final List<Integer> open = new ArrayList<>();
  private int openFrom;
  private int longest;
  private int block;
  private int silences;
  private Ending ending = Ending.WHOLE;

  TableScan(int unit, Table table, int first, int last, Asking asking) {
    this.unit = unit;
    this.table = table;
    this.end = last + 1;
    this.asking = asking;
    openFrom = first;
    block = table.bits() ? BITS : REGISTERS;
  }

  /**
   * Reads from the first address to the last.
   *
   * @param stopped asked before each request
   */
  TableFindings run(java.util.function.BooleanSupplier stopped)
      throws IOException, InterruptedException {
    int at = openFrom;
    while (at < end && ending == Ending.WHOLE) {
      int count = Math.min(block - at % block, end - at);
      read(at, count, stopped);
      at += count;
    }
    close(at);
    return new TableFindings(table, stretches, longest, ending);
  }

  /** Whether all of it was read. */
  private boolean read(int at, int count, java.util.function.BooleanSupplier stopped)
      throws IOException, InterruptedException {
    if (stopped.getAsBoolean()) {
      ending = Ending.STOPPED;
    }
    if (ending != Ending.WHOLE) {
      return false;
    }
    Answer answer =
        asking.ask(new PlannedRead(unit, table, Duration.ofSeconds(1), at, count, List.of()));
    return switch (answer) {
      case Answer.Values values -> {
        silences = 0;
        longest = Math.max(longest, count);
        add(at, values.values(), count);
        yield true;
      }
      case Answer.Refused refused when ExceptionCode.ofGateway(refused.code()) -> unanswered();
      case Answer.Refused(int code) -> {
        silences = 0;
        if (code == 1 && longest == 0) {
          ending = Ending.NO_SUCH_TABLE;
          yield false;
        }
        yield count > 1 && halves(at, count, stopped);
      }
      case Answer.Silence _, Answer.Broken _, Answer.Lost _ -> {
        if (stopped.getAsBoolean()) {
          ending = Ending.STOPPED;
          yield false;
        }
        yield unanswered();
      }
    };
  }

  private boolean unanswered() {
    silences++;
    if (silences >= SILENCES) {
      ending = Ending.SILENT;
    }
    return false;
  }

  private boolean halves(int at, int count, java.util.function.BooleanSupplier stopped)
      throws IOException, InterruptedException {
    int half = Integer.highestOneBit(count - 1);
    boolean left = read(at, half, stopped);
    boolean right = read(at + half, count - half, stopped);
    if (left && right && count == block) {
      block = half; // each half alone, but not both: that is as much as it gives at once
    }
    return left && right;
  }

  private void add(int at, int[] values, int count) {
    if (at != openFrom + open.size()) {
      close(at);
    }
    for (int index = 0; index < count; index++) {
      open.add(values[index]);
    }
  }

  private void close(int next) {
    if (!open.isEmpty()) {
      stretches.add(new Stretch(openFrom, open));
      open.clear();
    }
    openFrom = next;
  }
}
