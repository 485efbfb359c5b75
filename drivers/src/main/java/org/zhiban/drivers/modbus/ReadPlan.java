package org.zhiban.drivers.modbus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.LinkRefusal;
import org.zhiban.drivers.LinkRefusedException;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.model.site.RegisterRange;

/**
 * Which requests read the points of a Modbus connection. Points of one unit, table and period are
 * read together as far as the connection's limits allow: within {@code max_registers_per_read}
 * registers or 2,000 bits, across up to {@code max_hole} addresses that nobody asked for.
 *
 * @param reads in order of unit, table, period and address
 * @param neverRead by unit, what no request may touch
 */
public record ReadPlan(
    ModbusConnection connection,
    List<PlannedRead> reads,
    Map<Integer, List<RegisterRange>> neverRead) {
  /** A fair guess of what a device takes to answer, where nothing was measured yet. */
  public static final Duration TYPICAL_ANSWER_DELAY = Duration.ofMillis(10);

  public ReadPlan {
    reads = List.copyOf(reads);
    neverRead = Map.copyOf(neverRead);
  }

  /**
   * Plans the reads of a connection's points; all of them must have a Modbus source.
   *
   * @throws LinkRefusedException for every point that does not fit into one request
   */
  public static ReadPlan of(ModbusConnection connection, List<DrivenPoint> points) {
    return of(connection, points, Map.of());
  }

  /**
   * Plans the reads of a connection's points; all of them must have a Modbus source.
   *
   * @param neverRead by unit, what no read may touch
   * @throws LinkRefusedException for every point that does not fit into one request, or lies in
   *     what may not be read
   */
  public static ReadPlan of(
      ModbusConnection connection,
      List<DrivenPoint> points,
      Map<Integer, List<RegisterRange>> neverRead) {
    SortedMap<Group, List<DrivenPoint>> groups = new TreeMap<>(Group.ORDER);
    for (DrivenPoint point : points) {
      Group group = new Group(unit(point), source(point).table(), point.spec().period());
      groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(point);
    }
    List<PlannedRead> reads = new ArrayList<>();
    List<LinkRefusal> refusals = new ArrayList<>();
    groups.forEach(
        (group, members) ->
            new Merging(
                    connection,
                    group,
                    neverRead.getOrDefault(group.unit, List.of()),
                    reads,
                    refusals)
                .merge(members));
    if (!refusals.isEmpty()) {
      throw new LinkRefusedException(refusals);
    }
    return new ReadPlan(connection, reads, neverRead);
  }

  /**
   * A read near another whose answer has another length, for links that carry no transaction id: an
   * answer to the one that comes late cannot be taken for an answer to the other. Where what may
   * not be read lies on both sides of a single address, the read itself.
   */
  PlannedRead probe(PlannedRead read) {
    PlannedRead other = read.ofOtherLength();
    if (!forbidden(other)) {
      return other;
    }
    PlannedRead before = other.endingAt(read.end());
    return forbidden(before) ? read : before;
  }

  private boolean forbidden(PlannedRead read) {
    return neverRead.getOrDefault(read.unit(), List.of()).stream()
        .anyMatch(range -> range.touches(read.table(), read.address(), read.end()));
  }

  /** Puts the points of a group into as few reads as may be. */
  private record Merging(
      ModbusConnection connection,
      Group group,
      List<RegisterRange> neverRead,
      List<PlannedRead> reads,
      List<LinkRefusal> refusals) {
    void merge(List<DrivenPoint> members) {
      members.sort(Comparator.comparingInt(point -> source(point).address()));
      int limit = group.table.bits() ? PlannedRead.MAX_BITS : connection.maxRegistersPerRead();
      List<DrivenPoint> run = new ArrayList<>();
      int start = 0;
      int end = 0;
      for (DrivenPoint point : members) {
        int from = source(point).address();
        int to = from + width(source(point));
        if (to - from > limit) {
          refusals.add(
              new LinkRefusal.PointTooWide(
                  point.ref(), point.spec().position(), connection, to - from));
          continue;
        }
        Optional<RegisterRange> inside = touched(from, to);
        if (inside.isPresent()) {
          refusals.add(
              new LinkRefusal.PointNeverRead(point.ref(), point.spec().position(), inside.get()));
          continue;
        }
        if (!run.isEmpty()
            && (from - end > connection.maxHole()
                || Math.max(end, to) - start > limit
                || touched(end, from).isPresent())) {
          reads.add(group.read(start, end, run));
          run.clear();
        }
        if (run.isEmpty()) {
          start = from;
          end = to;
        }
        run.add(point);
        end = Math.max(end, to);
      }
      if (!run.isEmpty()) {
        reads.add(group.read(start, end, run));
      }
    }

    private Optional<RegisterRange> touched(int from, int end) {
      return neverRead.stream().filter(range -> range.touches(group.table, from, end)).findFirst();
    }
  }

  /** The Modbus unit of a point: its equipment's, or 1. */
  static int unit(DrivenPoint point) {
    return point.unit().orElse(DrivenPoint.DEFAULT_UNIT);
  }

  /** Where a point stands in its device. */
  static PointSource.Modbus source(DrivenPoint point) {
    if (point.spec().source().orElse(null) instanceof PointSource.Modbus modbus) {
      return modbus;
    }
    throw new IllegalArgumentException(point.ref() + " is not a Modbus point");
  }

  /** Registers or bits that a point covers. */
  static int width(PointSource.Modbus source) {
    return switch (source.type()) {
      case BCD, STRING -> source.length();
      case BIT, INT16, UINT16, INT32, UINT32, FLOAT32, INT64, UINT64, FLOAT64 ->
          source.type().registers();
    };
  }

  /** Registers that all reads of the plan fetch together, those in holes included. */
  public int registers() {
    return reads.stream().filter(read -> !read.table().bits()).mapToInt(PlannedRead::count).sum();
  }

  /** Coils and discrete inputs that all reads of the plan fetch together. */
  public int bits() {
    return reads.stream().filter(read -> read.table().bits()).mapToInt(PlannedRead::count).sum();
  }

  /** Requests a second on the link, when every read keeps its period. */
  public double requestsPerSecond() {
    return reads.stream().mapToDouble(read -> 1e9 / read.every().toNanos()).sum();
  }

  /**
   * The share of the link's time that the plan takes: 0.3 is comfortable, above 0.7 reads come
   * late, above 1 they cannot all be done.
   *
   * @param answerDelay what the device and the network take to answer, beside the time of the bytes
   *     on a serial line; {@link #TYPICAL_ANSWER_DELAY} where nothing was measured
   */
  public double load(Duration answerDelay) {
    return reads.stream()
        .mapToDouble(
            read -> (double) duration(read, answerDelay).toNanos() / read.every().toNanos())
        .sum();
  }

  /** What one read takes of the link's time: its bytes, the silence around them, the answer. */
  public Duration duration(PlannedRead read, Duration answerDelay) {
    Duration wire =
        connection.link() instanceof ModbusConnection.Serial line
            ? LineTiming.of(line).exchange(read.dataBytes())
            : Duration.ZERO;
    return wire.plus(answerDelay).plus(pause());
  }

  /** What must pass between an answer and the next request. */
  Duration pause() {
    Duration gap = connection.minGap();
    Duration silence =
        connection.link() instanceof ModbusConnection.Serial line
            ? LineTiming.of(line).silence()
            : Duration.ZERO;
    return gap.compareTo(silence) > 0 ? gap : silence;
  }

  private record Group(int unit, Table table, Duration every) {
    static final Comparator<Group> ORDER =
        Comparator.comparingInt(Group::unit)
            .thenComparing(Group::table)
            .thenComparing(Group::every);

    PlannedRead read(int start, int end, List<DrivenPoint> points) {
      return new PlannedRead(unit, table, every, start, end - start, points);
    }
  }
}
