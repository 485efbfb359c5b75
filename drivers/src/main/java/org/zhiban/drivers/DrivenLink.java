package org.zhiban.drivers;

import java.util.ArrayList;
import java.util.List;
import org.zhiban.model.site.Connection;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;

/**
 * A connection and all points that go through it.
 *
 * @param points that are read
 * @param commands that are written and never read: such a point is what was last written to it
 */
public record DrivenLink(
    Connection connection, List<DrivenPoint> points, List<DrivenPoint> commands) {
  public DrivenLink {
    points = List.copyOf(points);
    commands = List.copyOf(commands);
  }

  /** A link without commands. */
  public DrivenLink(Connection connection, List<DrivenPoint> points) {
    this(connection, points, List.of());
  }

  /** What a site reads and writes through one of its connections. */
  public static DrivenLink of(Site site, PointIndex index, Connection connection) {
    List<DrivenPoint> points = new ArrayList<>();
    List<DrivenPoint> commands = new ArrayList<>();
    for (var equipment : site.equipmentOf(connection.id())) {
      for (var spec : equipment.points().values()) {
        if (spec.source().isPresent()) {
          PointRef ref = new PointRef(equipment.id(), spec.id());
          (spec.command() ? commands : points)
              .add(new DrivenPoint(index.number(ref), ref, spec, equipment.unit()));
        }
      }
    }
    return new DrivenLink(connection, points, commands);
  }

  /** Whether nothing goes through the connection. */
  public boolean idle() {
    return points.isEmpty() && commands.isEmpty();
  }
}
