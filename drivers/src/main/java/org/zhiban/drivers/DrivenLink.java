package org.zhiban.drivers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.zhiban.model.site.Connection;
import org.zhiban.model.site.RegisterRange;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;

/**
 * A connection and all points that go through it.
 *
 * @param points that are read
 * @param commands that are written and never read: such a point is what was last written to it
 * @param neverRead by Modbus unit, what no request may touch
 */
public record DrivenLink(
    Connection connection,
    List<DrivenPoint> points,
    List<DrivenPoint> commands,
    Map<Integer, List<RegisterRange>> neverRead) {
  public DrivenLink {
    points = List.copyOf(points);
    commands = List.copyOf(commands);
    neverRead = Map.copyOf(neverRead);
  }

  /** A link all of which may be read. */
  public DrivenLink(Connection connection, List<DrivenPoint> points, List<DrivenPoint> commands) {
    this(connection, points, commands, Map.of());
  }

  /** A link without commands. */
  public DrivenLink(Connection connection, List<DrivenPoint> points) {
    this(connection, points, List.of());
  }

  /** What a site reads and writes through one of its connections. */
  public static DrivenLink of(Site site, PointIndex index, Connection connection) {
    List<DrivenPoint> points = new ArrayList<>();
    List<DrivenPoint> commands = new ArrayList<>();
    Map<Integer, List<RegisterRange>> neverRead = new HashMap<>();
    for (var equipment : site.equipmentOf(connection.id())) {
      if (!equipment.neverRead().isEmpty()) {
        neverRead
            .computeIfAbsent(
                equipment.unit().orElse(DrivenPoint.DEFAULT_UNIT), _ -> new ArrayList<>())
            .addAll(equipment.neverRead());
      }
      for (var spec : equipment.points().values()) {
        if (spec.source().isPresent()) {
          PointRef ref = new PointRef(equipment.id(), spec.id());
          (spec.command() ? commands : points)
              .add(new DrivenPoint(index.number(ref), ref, spec, equipment.unit()));
        }
      }
    }
    return new DrivenLink(connection, points, commands, neverRead);
  }

  /** Whether nothing goes through the connection. */
  public boolean idle() {
    return points.isEmpty() && commands.isEmpty();
  }
}
