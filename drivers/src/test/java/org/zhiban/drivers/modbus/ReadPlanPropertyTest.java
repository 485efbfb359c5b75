package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.LinkRefusedException;
import org.zhiban.drivers.Points;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.PointSource.DataType;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.model.site.RegisterRange;

final class ReadPlanPropertyTest {
  private record Place(int unit, Table table, int address, DataType type, Duration every) {
    DrivenPoint point(int number) {
      return Points.analog(number, Modbus.source(table, address, type))
          .unit(unit)
          .every(every)
          .build();
    }
  }

  @Provide
  Arbitrary<List<DrivenPoint>> points() {
    Arbitrary<Place> place =
        Combinators.combine(
                Arbitraries.of(1, 2, 255),
                Arbitraries.of(Table.values()),
                Arbitraries.oneOf(
                    Arbitraries.integers().between(0, 300),
                    Arbitraries.integers().between(65_400, 65_532)),
                Arbitraries.of(DataType.UINT16, DataType.FLOAT32, DataType.INT64),
                Arbitraries.of(Duration.ofSeconds(1), Duration.ofSeconds(5)))
            .as(
                (unit, table, address, type, every) ->
                    new Place(unit, table, address, table.bits() ? DataType.BIT : type, every));
    return place
        .list()
        .ofMaxSize(120)
        .map(
            places -> {
              List<DrivenPoint> points = new ArrayList<>();
              for (Place one : places) {
                points.add(one.point(points.size()));
              }
              return points;
            });
  }

  private static ReadPlan plan(
      List<DrivenPoint> points,
      int maxRegisters,
      int maxHole,
      Map<Integer, List<RegisterRange>> neverRead) {
    return ReadPlan.of(
        new ModbusConnection(
            "plant",
            Modbus.tcp(502),
            Duration.ofSeconds(1),
            maxRegisters,
            maxHole,
            Duration.ZERO,
            1,
            Points.NOWHERE),
        points,
        neverRead);
  }

  private static int end(DrivenPoint point) {
    return ReadPlan.source(point).address() + ReadPlan.width(ReadPlan.source(point));
  }

  @Property(tries = 300)
  void everyPointStandsInOneReadThatHoldsAllOfIt(
      @ForAll("points") List<DrivenPoint> points,
      @ForAll @IntRange(min = 4, max = 125) int maxRegisters,
      @ForAll @IntRange(max = 124) int maxHole) {
    ReadPlan plan = plan(points, maxRegisters, maxHole, Map.of());

    assertThat(plan.reads().stream().flatMap(read -> read.points().stream()))
        .containsExactlyInAnyOrderElementsOf(points);
    for (PlannedRead read : plan.reads()) {
      for (DrivenPoint point : read.points()) {
        assertThat(ReadPlan.source(point).table()).isEqualTo(read.table());
        assertThat(ReadPlan.unit(point)).isEqualTo(read.unit());
        assertThat(point.spec().period()).isEqualTo(read.every());
        assertThat(ReadPlan.source(point).address()).isBetween(read.address(), read.end() - 1);
        assertThat(end(point)).isLessThanOrEqualTo(read.end());
      }
    }
  }

  @Property(tries = 300)
  void noReadPassesALimitAndEachIsAsLongAsTheLimitsAllow(
      @ForAll("points") List<DrivenPoint> points,
      @ForAll @IntRange(min = 4, max = 125) int maxRegisters,
      @ForAll @IntRange(max = 124) int maxHole) {
    List<PlannedRead> reads = plan(points, maxRegisters, maxHole, Map.of()).reads();

    for (int index = 0; index < reads.size(); index++) {
      PlannedRead read = reads.get(index);
      int limit = read.table().bits() ? 2_000 : maxRegisters;
      assertThat(read.count()).isLessThanOrEqualTo(limit);
      assertThat(widestHole(read)).isLessThanOrEqualTo(maxHole);
      if (index > 0 && sameGroup(reads.get(index - 1), read)) {
        PlannedRead before = reads.get(index - 1);
        int firstEnd = end(read.points().getFirst());
        boolean holeTooWide = read.address() - before.end() > maxHole;
        boolean tooLong = Math.max(firstEnd, before.end()) - before.address() > limit;
        assertThat(holeTooWide || tooLong).as("%s could join %s", read, before).isTrue();
      }
    }
  }

  @Provide
  Arbitrary<List<RegisterRange>> ranges() {
    return Combinators.combine(
            Arbitraries.of(Table.values()),
            Arbitraries.oneOf(
                Arbitraries.integers().between(0, 300),
                Arbitraries.integers().between(65_400, 65_532)),
            Arbitraries.integers().between(0, 3))
        .as((table, first, more) -> new RegisterRange(table, first, first + more))
        .list()
        .ofMaxSize(20);
  }

  @Property(tries = 300)
  void noReadAndNoProbeTouchesWhatMayNotBeRead(
      @ForAll("points") List<DrivenPoint> points,
      @ForAll("ranges") List<RegisterRange> ranges,
      @ForAll @IntRange(max = 124) int maxHole) {
    Map<Integer, List<RegisterRange>> neverRead = Map.of(1, ranges, 255, ranges);
    List<DrivenPoint> readable =
        points.stream()
            .filter(
                point ->
                    ranges.stream()
                        .noneMatch(
                            range ->
                                ReadPlan.unit(point) != 2
                                    && range.touches(
                                        ReadPlan.source(point).table(),
                                        ReadPlan.source(point).address(),
                                        end(point))))
            .toList();
    ReadPlan plan = plan(readable, 125, maxHole, neverRead);

    assertThat(plan.reads().stream().flatMap(read -> read.points().stream()))
        .containsExactlyInAnyOrderElementsOf(readable);
    for (PlannedRead planned : plan.reads()) {
      for (PlannedRead read : List.of(planned, plan.probe(planned))) {
        assertThat(neverRead.getOrDefault(read.unit(), List.of()))
            .noneMatch(range -> range.touches(read.table(), read.address(), read.end()));
      }
    }
    if (readable.size() < points.size()) {
      assertThatThrownBy(() -> plan(points, 125, maxHole, neverRead))
          .isInstanceOf(LinkRefusedException.class)
          .hasMessageContaining("never_read");
    }
  }

  private static boolean sameGroup(PlannedRead one, PlannedRead other) {
    return one.unit() == other.unit()
        && one.table() == other.table()
        && one.every().equals(other.every());
  }

  private static int widestHole(PlannedRead read) {
    int widest = 0;
    int end = read.address();
    for (DrivenPoint point : read.points()) {
      widest = Math.max(widest, ReadPlan.source(point).address() - end);
      end = Math.max(end, end(point));
    }
    return widest;
  }
}
