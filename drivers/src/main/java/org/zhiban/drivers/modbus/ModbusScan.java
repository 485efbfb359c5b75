package org.zhiban.drivers.modbus;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.zhiban.drivers.modbus.ScanFindings.Ending;
import org.zhiban.drivers.modbus.ScanFindings.TableFindings;
import org.zhiban.drivers.modbus.ScanFindings.Unit;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.model.site.SourcePosition;

/**
 * Asks a Modbus link who is there and what may be read. It never writes; one request is in flight,
 * and at least the gap lies between an answer and the next request.
 *
 * <p>An exception counts as an answer of the unit, but for 10 and 11: with these a gateway says
 * that nobody is behind it.
 */
public final class ModbusScan implements AutoCloseable {
  private static final int CONNECT_TRIES = 3;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

  /** Answers of function 43 that are asked for at most; a device may always say "more follows". */
  private static final int IDENTITY_PARTS = 8;

  /** Is told what is being asked; called on the thread that scans. */
  public interface Progress {
    /** The {@code done}-th unit of so many is asked whether it is there. */
    void probing(int unit, int done, int of);

    /** So many registers or bits of a table, up to this address, are known. */
    void reading(int unit, Table table, int address);
  }

  private final ScanRequest request;
  private final Progress progress;
  private final RunningPace pace = new RunningPace();
  private final J2modLine line;
  private final List<Unit> units = new ArrayList<>();
  private final List<Integer> silent = new ArrayList<>();
  private final SortedMap<Integer, String> strange = new TreeMap<>();
  private long free;
  private int requests;

  public ModbusScan(ScanRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
    line =
        Lines.of(
            new ModbusConnection(
                "scan",
                request.link(),
                request.timeout(),
                ModbusConnection.DEFAULT_MAX_REGISTERS,
                0,
                request.gap(),
                1,
                new SourcePosition("scan", 1, 1)),
            pace::now);
    free = pace.now();
  }

  /**
   * Finds the units, and reads the tables of each that answered.
   *
   * @throws DeviceUnreachableException if there is no connection
   */
  public ScanFindings run() throws IOException, InterruptedException {
    connect();
    List<Integer> there = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    int done = 0;
    for (int unit : request.units()) {
      if (!pace.open()) {
        break;
      }
      progress.probing(unit, ++done, request.units().size());
      probe(unit)
          .ifPresent(
              answer -> {
                there.add(unit);
                answers.add(answer);
              });
    }
    for (int index = 0; index < there.size(); index++) {
      int unit = there.get(index);
      Map<Integer, String> identity = pace.open() ? identity(unit) : Map.of();
      units.add(new Unit(unit, answers.get(index), identity, tables(unit)));
    }
    return new ScanFindings(
        units, silent, strange, requests, pace.open() ? Ending.WHOLE : Ending.STOPPED);
  }

  private List<TableFindings> tables(int unit) throws IOException, InterruptedException {
    List<TableFindings> tables = new ArrayList<>();
    for (Table table : request.tables()) {
      if (pace.open()) {
        TableScan scan =
            new TableScan(
                unit,
                table,
                request.first(),
                request.last(),
                read -> {
                  progress.reading(unit, table, read.address());
                  return ask(read);
                });
        tables.add(scan.run(() -> !pace.open()));
      }
    }
    return tables;
  }

  /** What the unit answered to a read of one value, in words; empty where it is not there. */
  private Optional<String> probe(int unit) throws IOException, InterruptedException {
    PlannedRead one =
        new PlannedRead(
            unit, request.tables().getFirst(), BETWEEN_TRIES, request.first(), 1, List.of());
    return switch (ask(one)) {
      case Answer.Values values -> Optional.of(Integer.toString(values.values()[0]));
      case Answer.Refused(int code) when ExceptionCode.ofGateway(code) -> {
        silent.add(unit);
        yield Optional.empty();
      }
      case Answer.Refused(int code) -> Optional.of(ExceptionCode.words(code));
      case Answer.Silence _ -> {
        silent.add(unit);
        yield Optional.empty();
      }
      case Answer.Broken(String words) -> {
        strange.put(unit, words);
        yield Optional.empty();
      }
      case Answer.Lost(String words) -> {
        if (pace.open()) {
          strange.put(unit, words);
        }
        yield Optional.empty();
      }
    };
  }

  private Map<Integer, String> identity(int unit) throws IOException, InterruptedException {
    Map<Integer, String> texts = new TreeMap<>();
    for (int level : List.of(DeviceObjects.BASIC, DeviceObjects.REGULAR)) {
      int first = level == DeviceObjects.BASIC ? 0 : 3;
      for (int part = 0; part < IDENTITY_PARTS && pace.open(); part++) {
        rest();
        Optional<DeviceObjects> given = line.identify(unit, level, first);
        requests++;
        free = pace.now() + request.gap().toNanos();
        if (given.isEmpty()) {
          return texts;
        }
        texts.putAll(given.get().objects());
        int next = given.get().next().orElse(0);
        if (next <= first) {
          break;
        }
        first = next;
      }
    }
    return texts;
  }

  /**
   * Reads as many registers from an address as the unit gives at once.
   *
   * @return from one to {@code most} registers; none where the first one is refused
   */
  public List<Integer> registers(int unit, Table table, int address, int most)
      throws IOException, InterruptedException {
    connect();
    for (int count = Math.min(most, 65_536 - address); count > 0; count /= 2) {
      Answer answer = ask(new PlannedRead(unit, table, BETWEEN_TRIES, address, count, List.of()));
      if (answer instanceof Answer.Values(int[] values)) {
        return java.util.Arrays.stream(values).boxed().toList();
      }
      if (!(answer instanceof Answer.Refused)) {
        return List.of();
      }
    }
    return List.of();
  }

  private Answer ask(PlannedRead read) throws IOException, InterruptedException {
    rest();
    if (!pace.open()) {
      return new Answer.Lost("stopped");
    }
    requests++;
    Answer answer = line.ask(read);
    free = pace.now() + request.gap().toNanos();
    return answer;
  }

  private void rest() throws IOException, InterruptedException {
    if (pace.until(free) && !line.isOpen()) {
      connect();
    }
  }

  private void connect() throws IOException, InterruptedException {
    Optional<Answer.Lost> lost = Optional.empty();
    for (int tries = 0; tries < CONNECT_TRIES && pace.open() && !line.isOpen(); tries++) {
      lost = line.open();
      if (lost.isPresent() && (requests == 0 || tries == CONNECT_TRIES - 1) && pace.open()) {
        throw new DeviceUnreachableException(line.address(), lost.get().words());
      }
      if (lost.isPresent()) {
        pace.until(pace.now() + BETWEEN_TRIES.toNanos());
      }
    }
  }

  /** Ends a scan under way, now; callable from any thread. What was found is still returned. */
  public void stop() {
    pace.end();
    line.close();
  }

  @Override
  public void close() {
    stop();
  }
}
